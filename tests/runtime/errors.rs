//! What the server answers when it does not answer what was asked for.

use crate::fixture::{self, GET, online};
use crate::support;
use crate::support::{Error, ErrorKind, RawResponse};
use serde_json::{Value, json};
use std::time::Duration;
use test_support::server::Reply;

#[derive(Debug)]
#[allow(dead_code)]
struct Thing {
    sid: String,
    ended: Option<chrono::DateTime<chrono::Utc>>,
}

support::object! { Thing { sid: "sid" required, ended: "end_time" optional, } }

async fn failed(reply: Reply) -> Error {
    let mock = fixture::mock(reply).await;
    let call = fixture::client(&mock).call(&GET);
    let error = call.send(RawResponse::json::<Thing>).await.expect_err("it fails");
    assert_eq!(error.operation(), "SampleOperation");
    assert_eq!(mock.requests().len(), 1);
    error
}

#[tokio::test]
async fn an_error_body_of_codes_and_messages() {
    let body = json!({"code": 20404, "message": "Not here", "more_info": "https://x.test/20404",
        "status": 404, "details": {"field": "Sid"}});
    let error = failed(Reply::json(404, &body).header("Sample-Request-Id", "RQ1")).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status(), Some(404));
    assert!(error.is_not_found());
    assert_eq!(error.code().as_deref(), Some("20404"));
    assert_eq!(error.message().as_deref(), Some("Not here"));
    assert_eq!(error.more_info().as_deref(), Some("https://x.test/20404"));
    assert_eq!(error.details(), Some(&json!({"field": "Sid"})));
    assert_eq!(error.request_id(), Some("RQ1"));
    assert_eq!(error.json(), Some(&body));
    let text = "SampleOperation: the server answered 404 Not Found: Not here (code 20404)";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn an_error_body_of_rfc_9457() {
    let body = json!({"type": "https://x.test/problem", "title": "Bad", "status": 400,
        "code": 7, "detail": "Name is bad", "instance": "/1", "errors": [{"pointer": "/Name"}],
        "message": null});
    let error = failed(Reply::json(400, &body)).await;
    assert_eq!(error.code().as_deref(), Some("7"));
    assert_eq!(error.message().as_deref(), Some("Name is bad"));
    assert_eq!(error.more_info().as_deref(), Some("https://x.test/problem"));
    assert_eq!((error.title(), error.instance()), (Some("Bad"), Some("/1")));
    assert_eq!(error.details(), Some(&json!([{"pointer": "/Name"}])));
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn a_body_that_is_not_json_still_gives_status_and_text() {
    let error = failed(Reply::new(502, "<h1>Bad gateway</h1>")).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status(), Some(502));
    assert_eq!(error.body(), Some(&b"<h1>Bad gateway</h1>"[..]));
    assert_eq!(error.text().as_deref(), Some("<h1>Bad gateway</h1>"));
    assert_eq!(error.path(), None);
    assert_eq!((error.code(), error.message(), error.json()), (None, None, None));
    assert_eq!(error.to_string(), "SampleOperation: the server answered 502 Bad Gateway");
}

#[tokio::test]
async fn text_that_is_no_utf_8_is_shown_as_far_as_it_goes() {
    let error = failed(Reply::new(500, *b"a\xffb")).await;
    assert_eq!(error.text().as_deref(), Some("a\u{fffd}b"));
    let refused = fixture::offline().base_url("").build().expect_err("it is no URL");
    assert_eq!((refused.text(), refused.path()), (None, None));
}

#[tokio::test]
async fn an_empty_body_still_gives_the_status() {
    let error = failed(Reply::empty(500)).await;
    assert_eq!(error.status(), Some(500));
    assert_eq!(error.body(), Some(&b""[..]));
}

#[tokio::test]
async fn json_that_is_no_object_does_no_harm() {
    let error = failed(Reply::json(503, &json!(["x"]))).await;
    assert_eq!(error.message(), None);
    assert_eq!(error.json(), Some(&json!(["x"])));
}

#[tokio::test]
async fn retry_after_in_seconds() {
    let error = failed(Reply::empty(429).header("Retry-After", "120")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
}

#[tokio::test]
async fn retry_after_as_a_date() {
    let in_an_hour = chrono::DateTime::<chrono::Utc>::from(
        std::time::SystemTime::now() + Duration::from_secs(3600),
    );
    let date = in_an_hour.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let error = failed(Reply::empty(503).header("Retry-After", date)).await;
    let wait = error.retry_after().expect("it is a date");
    assert!((3500..=3600).contains(&wait.as_secs()), "{wait:?}");
    let past = "Wed, 21 Oct 2015 07:28:00 GMT";
    let error = failed(Reply::empty(503).header("Retry-After", past)).await;
    assert_eq!(error.retry_after(), Some(Duration::ZERO));
}

/// RFC 9110 has two forms more that nobody should write and everybody has to read.
#[tokio::test]
async fn retry_after_as_an_obsolete_date() {
    for form in ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"] {
        let date = std::time::SystemTime::now() + Duration::from_secs(3600);
        let date = chrono::DateTime::<chrono::Utc>::from(date);
        let reply = Reply::empty(503).header("Retry-After", date.format(form).to_string());
        let wait = failed(reply).await.retry_after().expect(form);
        assert!((3500..=3600).contains(&wait.as_secs()), "{form}: {wait:?}");
    }
}

#[tokio::test]
async fn retry_after_at_its_ends() {
    let rows = [
        ("0", Some(Duration::ZERO)),
        (" 7 ", Some(Duration::from_secs(7))),
        ("1.5", Some(Duration::from_millis(1500))),
        ("18446744073709551615", Some(Duration::MAX)),
        ("99999999999999999999999999", Some(Duration::MAX)),
        ("Fri, 31 Dec 1999 23:59:59 GMT", Some(Duration::ZERO)),
        ("Sat, 01 Jan 0000 00:00:00 GMT", Some(Duration::ZERO)),
    ];
    for (text, expected) in rows {
        let error = failed(Reply::empty(429).header("Retry-After", text)).await;
        assert_eq!(error.retry_after(), expected, "{text}");
    }
}

#[tokio::test]
async fn retry_after_that_is_neither_or_absent() {
    for text in ["soon", "-1", "-0.5", "NaN", "", "1, 2", "Mon, 99 Jan 2026 00:00:00 GMT", "\u{fc}"]
    {
        let error = failed(Reply::empty(429).header("Retry-After", text)).await;
        assert_eq!(error.retry_after(), None, "{text}");
    }
    assert_eq!(failed(Reply::empty(429)).await.retry_after(), None);
}

#[tokio::test]
async fn redirects_are_errors_and_are_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let script = move |_: &_, _, origin: &str| {
            let reply = Reply::json(status, &json!({"sid": "T1"}));
            reply.header("Location", format!("{origin}/elsewhere"))
        };
        let mock = fixture::scripted(script).await;
        let call = fixture::client(&mock).call(&GET);
        let error = call.send(RawResponse::json::<Thing>).await.expect_err("it is not followed");
        assert_eq!(error.kind(), ErrorKind::Unexpected);
        assert_eq!(error.status(), Some(status));
        assert!(error.to_string().contains("redirects are not followed"), "{error}");
        assert_eq!(mock.requests().len(), 1);
    }
}

/// Also where the user's own HTTP client would follow.
#[tokio::test]
async fn an_own_http_client_does_not_follow_redirects_either() {
    let script = |_: &_, _, origin: &str| {
        Reply::empty(302).header("Location", format!("{origin}/elsewhere"))
    };
    let mock = fixture::scripted(script).await;
    let redirects = reqwest::redirect::Policy::limited(5);
    let http = reqwest::Client::builder().no_proxy().redirect(redirects);
    let client = online(&mock).http_client(http).build();
    let call = client.expect("the client can be set up").call(&GET);
    let error = call.send(RawResponse::json::<Value>).await.expect_err("it is not followed");
    assert_eq!(error.status(), Some(302));
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn a_field_of_the_wrong_type_is_named_and_the_body_kept() {
    let body = json!({"sid": "T1", "end_time": "yesterday"});
    let error = failed(Reply::json(200, &body).header("X-Request-Id", "RQ2")).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status(), Some(200));
    assert!(error.to_string().contains("cannot be read at `end_time`"), "{error}");
    assert_eq!(error.path(), Some("end_time"));
    assert_eq!(error.body(), Some(body.to_string().as_bytes()));
    assert_eq!(error.request_id(), Some("RQ2"));
    assert_eq!(error.message(), None);
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn an_array_or_nothing_in_the_place_of_an_object_is_a_decode_error() {
    for body in ["[]", "", "null", "{\"sid\":\"T1\"} x"] {
        let error = failed(Reply::new(201, body)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.status(), Some(201));
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

/// As values it would take a multiple of its length, and nobody has asked for them.
#[tokio::test]
async fn an_error_body_without_measure_is_not_taken_apart() {
    for (length, is_read) in [(1 << 20, true), ((1 << 20) + 1, false)] {
        let text = r#"{"message": "x"}"#;
        let body = " ".repeat(length - text.len()) + text;
        let error = failed(Reply::new(400, body)).await;
        assert_eq!((error.status(), error.body().map(<[u8]>::len)), (Some(400), Some(length)));
        assert_eq!(error.message().is_some(), is_read);
        assert_eq!(error.json().is_some(), is_read);
    }
}

#[tokio::test]
async fn debug_shows_only_the_beginning_of_a_long_body() {
    let error = failed(Reply::new(500, "x".repeat(100_000))).await;
    assert!(format!("{error:?}").len() < 2000);
    assert_eq!(error.body().map(<[u8]>::len), Some(100_000));
}

#[tokio::test]
async fn a_value_that_cannot_be_read_is_shown_with_what_is_around_it() {
    let long = "x".repeat(500);
    let body = format!("{{\n  \"before\": \"{long}\",\n  \"sid\": \"a\", \"end_time\": 12345\n}}");
    let error = failed(Reply::new(200, body)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.excerpt().as_deref(), Some(r#"  "sid": "a", "end_time": 12345"#));
    assert_eq!(failed(Reply::empty(404)).await.excerpt(), None);
}

#[test]
fn an_error_is_returned_by_value_at_no_cost() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}
