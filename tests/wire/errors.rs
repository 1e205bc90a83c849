//! Rules 16 and 17: answers that are no success, for every operation.
//!
//! A case is named `err`, the operation, the answer; the name says which operation to call.

use crate::scenario::{self, Op, failure};
use serde_json::json;
use std::time::Duration;
use test_support::server::{Recorded, Reply};
use twilio_video::{Error, ErrorKind, reqwest};

const DOCS: &str = "https://www.twilio.com/docs/errors";

/// The error of a case.
async fn failed(case: &str, reply: Reply) -> Error {
    failure(Op::of(case), reply).await.0
}

/// What every operation's error must tell of the vendor's own error body.
fn told(case: &str, error: &Error, status: u16, code: &str, message: &str) {
    assert_eq!(error.kind(), ErrorKind::Api, "{case}");
    assert_eq!(error.status(), Some(status), "{case}");
    assert_eq!(error.code().as_deref(), Some(code), "{case}");
    assert_eq!(error.message().as_deref(), Some(message), "{case}");
    assert_eq!(error.more_info(), Some(format!("{DOCS}/{code}")), "{case}");
    let shown = error.to_string();
    let operation = format!("{:?}Room", Op::of(case));
    assert_eq!(error.operation(), operation, "{case}");
    for part in [operation.as_str(), &status.to_string(), code, message] {
        assert!(shown.contains(part), "{case}: {shown}");
    }
}

#[tokio::test]
async fn a_bad_request() {
    for case in ["errcreatee400", "errfetche400", "errliste400", "errupdatee400"] {
        let error = failed(case, scenario::e400()).await;
        told(case, &error, 400, "53103", "Invalid room name");
        assert_eq!(error.details(), Some(&json!({"field": "UniqueName"})), "{case}");
        assert_eq!(error.request_id(), Some("RQ400"), "{case}");
        assert_eq!(error.retry_after(), None, "{case}");
        assert!(!error.is_not_found(), "{case}");
    }
}

#[tokio::test]
async fn not_found() {
    for case in ["errupdatee404", "fetch"] {
        let error = failed(case, scenario::e404()).await;
        told(case, &error, 404, "20404", "The requested resource /Rooms/RMx was not found");
        assert_eq!(error.details(), None, "{case}");
        assert!(error.is_not_found(), "{case}");
    }
}

/// Rule 17, and of rule 21 what will hold whatever is retried: the last answer surfaces.
#[tokio::test]
async fn too_many_requests() {
    let cases = ["errcreatee429", "errfetche429", "errliste429", "errupdatee429", "retry429"];
    for case in cases {
        let error = failed(case, scenario::e429()).await;
        told(case, &error, 429, "20429", "Too Many Requests");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(1)), "{case}");
        assert_eq!(error.header("Retry-After"), Some("1"), "{case}");
    }
}

#[tokio::test]
async fn a_server_error() {
    for case in ["errcreatee500", "errliste500", "errupdatee500", "fetch"] {
        let error = failed(case, scenario::e500()).await;
        told(case, &error, 500, "20500", "Internal Server Error");
    }
    let error = failed("retry503", scenario::e503()).await;
    told("retry503", &error, 503, "20503", "Service Unavailable");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)), "retry503");
}

/// What can be said of an answer that is not JSON: the status and the text as it came.
fn untold(case: &str, error: &Error, status: u16, body: &str) {
    assert_eq!(error.kind(), ErrorKind::Api, "{case}");
    assert_eq!(error.status(), Some(status), "{case}");
    assert_eq!((error.code(), error.message(), error.details()), (None, None, None), "{case}");
    assert_eq!(error.body(), Some(body.as_bytes()), "{case}");
    assert!(error.to_string().contains(&status.to_string()), "{case}: {error}");
}

#[tokio::test]
async fn html_from_a_proxy() {
    const BODY: &str = "<html><body>Bad Gateway</body></html>";
    for case in ["errcreatehtml502", "errfetchhtml502", "errlisthtml502", "errupdatehtml502"] {
        let error = failed(case, scenario::html(502, BODY)).await;
        untold(case, &error, 502, BODY);
        assert!(error.json().is_none(), "{case}");
        assert!(format!("{error:?}").contains(BODY), "{case}: the body shows in Debug");
    }
}

#[tokio::test]
async fn an_empty_error() {
    let cases = ["errcreateempty500", "errfetchempty500", "errlistempty500", "errupdateempty500"];
    for case in cases {
        let error = failed(case, Reply::empty(500)).await;
        untold(case, &error, 500, "");
    }
}

#[tokio::test]
async fn json_of_another_form() {
    let json = |text: &str| Reply::new(400, text).header("Content-Type", "application/json");
    let error = failed("fetchjsonarr", json("[1,2]")).await;
    untold("fetchjsonarr", &error, 400, "[1,2]");
    assert_eq!(error.json(), Some(&json!([1, 2])), "fetchjsonarr");

    let error = failed("codestr", json(r#"{"code":"abc","message":"m","status":"400"}"#)).await;
    assert_eq!(error.status(), Some(400), "the status is HTTP's");
    let (code, message) = (error.code(), error.message());
    assert_eq!((code.as_deref(), message.as_deref()), (Some("abc"), Some("m")));

    let error = failed("noint", json(r#"{"message":"only message"}"#)).await;
    assert_eq!(error.code(), None);
    assert_eq!(error.message().as_deref(), Some("only message"));
}

#[tokio::test]
async fn the_form_of_rfc_9457() {
    for case in ["errcreaterfc9457", "errlistrfc9457", "errupdaterfc9457", "fetch"] {
        let error = failed(case, scenario::rfc9457()).await;
        told(case, &error, 400, "20001", "PageSize must be 1..1000");
        let errors = json!([{"detail": "must be positive", "pointer": "#/PageSize"}]);
        assert_eq!(error.details(), Some(&errors), "{case}");
        let json = error.json().expect("the body is JSON");
        assert_eq!(json["title"], "Bad Request", "{case}");
        assert_eq!(json["instance"], "/v1/Rooms", "{case}");
    }
}

/// Rule 16: a redirect is an error; it is not followed, and its body is no model.
#[tokio::test]
async fn a_redirect_is_an_error() {
    let cases = ["errcreater307", "errfetchr307", "errlistr307", "errupdater307"];
    for (case, body) in cases.into_iter().flat_map(|case| [(case, ""), (case, REDIRECT)]) {
        let script = move |request: &Recorded, before: usize, origin: &str| match before {
            0 => Reply::new(307, body)
                .header("Content-Type", "application/json")
                .header("Location", format!("{origin}/v1/Rooms/{}", scenario::SID)),
            _ => scenario::ok(request, before, origin),
        };
        let server = scenario::serve(script).await;
        let result = Op::of(case).call(&scenario::client(&server)).await;
        let error = result.expect_err(case);
        assert_eq!(error.kind(), ErrorKind::Unexpected, "{case}");
        assert_eq!(error.status(), Some(307), "{case}");
        assert_eq!(error.body(), Some(body.as_bytes()), "{case}");
        assert!(error.header("location").is_some(), "{case}");
        assert_eq!(server.requests().len(), 1, "{case}");
    }
}

const REDIRECT: &str = r#"{"redirect_to": "https://mcs.us1.twilio.com/x"}"#;

/// Rule 16: not even by an HTTP client that was told to follow redirects.
#[tokio::test]
async fn redirects_stay_off() {
    let script = |request: &Recorded, before: usize, origin: &str| match before {
        0 => Reply::empty(307).header("Location", format!("{origin}/v1/Rooms/x")),
        _ => scenario::ok(request, before, origin),
    };
    let server = scenario::serve(script).await;
    let policy = reqwest::redirect::Policy::limited(5);
    let http = reqwest::Client::builder().no_proxy().redirect(policy);
    let client = scenario::built(scenario::of(&server).http_client(http));
    let error = Op::Fetch.call(&client).await.expect_err("it is a redirect");
    assert_eq!(error.status(), Some(307));
    assert_eq!(server.requests().len(), 1);
}

/// Rule 16: other statuses of the third hundred are no success either, nor is one of them a model.
#[tokio::test]
async fn no_redirect_is_a_success() {
    for status in [300, 301, 302, 303, 304, 308] {
        let reply = Reply::json(status, &scenario::room_with(&json!({})));
        for op in Op::ALL {
            let (error, requests) = failure(op, reply.clone()).await;
            assert_eq!(error.kind(), ErrorKind::Unexpected, "{op:?} {status}");
            assert_eq!(error.status(), Some(status), "{op:?}");
            assert_eq!(requests.len(), 1, "{op:?} {status}");
        }
    }
}

/// Rule 17: `Retry-After` may be a date too, and then counts from now.
#[tokio::test]
async fn retry_after_can_be_a_date() {
    let at = |date: &str| Reply::empty(429).header("Retry-After", date);
    let past = failed("fetch", at("Wed, 21 Oct 2015 07:28:00 GMT")).await;
    assert_eq!(past.retry_after(), Some(Duration::ZERO));
    let nonsense = failed("fetch", at("soon")).await;
    assert_eq!(nonsense.retry_after(), None);
}
