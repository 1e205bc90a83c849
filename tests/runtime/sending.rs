//! What a request looks like when it arrives, and what comes back with the value.

use crate::fixture::{self, GET, POST, offline, online, operation, received};
use crate::support::description::{Operation, Param};
use crate::support::{Call, Client, Error, Items, Page, Pages, RawResponse, Request, Response};
use bytes::Bytes;
use serde_json::{Value, json};
use test_support::server::Reply;

static DELETE: Operation = Operation { accept: "", ..operation("DELETE", "/v1/Things/1") };

static QUERIED: Operation = operation("GET", "/v1/Things?fixed=1");

#[tokio::test]
async fn a_form_without_fields_has_an_empty_body_and_says_so() {
    let request = received(&POST, |_| {}).await;
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, "/v1/Things");
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.body, b"");
}

#[tokio::test]
async fn a_form_says_what_it_is() {
    let fill = |call: &mut Call| call.set::<String>(Param::form("Name"), "a b&ü");
    let request = received(&POST, fill).await;
    let form = "application/x-www-form-urlencoded";
    assert_eq!(request.header("content-type"), Some(form));
    assert_eq!(request.form(), fixture::owned(&[("Name", "a b&ü")]));
}

#[tokio::test]
async fn a_get_has_no_body() {
    let request = received(&GET, |_| {}).await;
    assert_eq!(request.header("content-length"), None);
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn a_json_body_and_a_body_of_bytes() {
    let fill = |call: &mut Call| call.json("application/json", &json!({"a": 1}));
    let request = received(&POST, fill).await;
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.text(), r#"{"a":1}"#);
    let fill = |call: &mut Call| call.bytes("image/png", vec![0, 255]);
    let request = received(&POST, fill).await;
    assert_eq!(request.header("content-type"), Some("image/png"));
    assert_eq!(request.body, [0, 255]);
}

#[tokio::test]
async fn parameters_join_a_query_that_the_path_has() {
    let fill = |call: &mut Call| call.set::<i64>(Param::query("more"), 2);
    let request = received(&QUERIED, fill).await;
    assert_eq!(request.raw_query(), "fixed=1&more=2");
}

#[tokio::test]
async fn headers_and_cookies_arrive() {
    let request = received(&GET, |call| {
        call.set::<String>(Param::header("X-Word"), "a b");
        call.set::<String>(Param::cookie("lang"), "de");
        call.set::<String>(Param::cookie("theme"), "a+b");
    });
    let request = request.await;
    assert_eq!(request.header("x-word"), Some("a b"));
    assert_eq!(request.header("cookie"), Some("lang=de; theme=a+b"));
}

#[tokio::test]
async fn the_user_agent_names_the_crate_and_the_program() {
    let plain = received(&GET, |_| {}).await;
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let expected = format!("sample/1.2.3 ({os} {arch})");
    assert_eq!(plain.header("user-agent"), Some(expected.as_str()));
    let client = offline().user_agent("program/4").user_agent("more").build();
    let request = client.expect("the client can be set up").call(&GET).build();
    let request = request.expect("it can be built");
    assert_eq!(request.headers()["user-agent"], format!("{expected} program/4 more"));
}

#[tokio::test]
async fn an_answer_comes_with_its_status_and_headers() {
    let reply = Reply::json(202, &json!({"a": 1})).header("X-Word", "w");
    let mock = fixture::mock(reply).await;
    let answer = fixture::client(&mock).call(&GET).send(RawResponse::json::<Value>).await;
    let answer = answer.expect("any 2xx that decodes is a success");
    assert_eq!(answer.status.as_u16(), 202);
    assert_eq!(answer.headers["x-word"], "w");
    assert_eq!(answer.value, json!({"a": 1}));
    assert_eq!(answer.request_id(), None);
}

#[tokio::test]
async fn an_answer_has_the_id_of_its_request() {
    let reply = Reply::json(200, &json!([1])).header("Sample-Request-Id", "RQ7");
    let mock = fixture::mock(reply).await;
    let answer = fixture::client(&mock).call(&GET).send(RawResponse::json::<Vec<i32>>).await;
    let answer = answer.expect("it is answered");
    assert_eq!(answer.request_id(), Some("RQ7"));
    assert_eq!(answer.map(|list| list.len()).request_id(), Some("RQ7"));
    let bytes =
        fixture::client(&mock).call(&GET).send(RawResponse::bytes).await.expect("it is answered");
    assert_eq!(bytes.request_id(), Some("RQ7"));
}

/// Some servers write it in front of what is UTF-8 anyway.
#[tokio::test]
async fn a_byte_order_mark_does_not_count() {
    let mock = fixture::mock(Reply::new(200, "\u{feff}{\"a\":1}")).await;
    let answer = fixture::client(&mock).call(&GET).send(RawResponse::json::<Value>).await;
    assert_eq!(answer.expect("it is read").value, json!({"a": 1}));
    let mock = fixture::mock(Reply::new(400, "\u{feff}{\"message\":\"no\"}")).await;
    let answer = fixture::client(&mock).call(&GET).send(RawResponse::json::<Value>).await;
    assert_eq!(answer.expect_err("it is an error").message().as_deref(), Some("no"));
    let mock = fixture::mock(Reply::new(200, "\u{feff}{\"a\":\"x\"}")).await;
    type Numbers = std::collections::BTreeMap<String, i32>;
    let answer = fixture::client(&mock).call(&GET).send(RawResponse::json::<Numbers>).await;
    assert_eq!(answer.expect_err("it is no number").path(), Some("a"));
}

#[tokio::test]
async fn answers_may_be_empty_text_or_bytes() {
    let mock = fixture::mock(Reply::empty(204)).await;
    let answer = fixture::client(&mock).call(&DELETE).send(RawResponse::empty).await;
    assert_eq!(answer.expect("204 is a success").status.as_u16(), 204);
    assert_eq!(mock.requests()[0].method, "DELETE");

    let mock = fixture::mock(Reply::new(200, "tëxt")).await;
    let client = fixture::client(&mock);
    let text = client.call(&GET).send(RawResponse::text).await;
    assert_eq!(text.expect("it is text").value, "tëxt");
    let bytes = client.call(&GET).send(RawResponse::bytes).await;
    assert_eq!(&bytes.expect("it is bytes").value[..], "tëxt".as_bytes());
}

#[tokio::test]
async fn clones_share_a_client_and_calls_can_run_at_once() {
    let mock = fixture::scripted(|request, _, _| Reply::json(200, &json!(request.raw_query())));
    let mock = mock.await;
    let client = online(&mock).build().expect("the client can be set up");
    let mut tasks = Vec::new();
    for n in 0..20 {
        let mut call = client.clone().call(&GET);
        call.set::<i64>(Param::query("n"), n);
        tasks.push(tokio::spawn(async move { call.send(RawResponse::json::<Value>).await }));
    }
    for (n, task) in tasks.into_iter().enumerate() {
        let answer = task.await.expect("no panic").expect("it is answered");
        assert_eq!(answer.value, json!(format!("n={n}")));
    }
    assert_eq!(mock.requests().len(), 20);
}

#[test]
fn types_can_cross_threads() {
    fn shared<T: Clone + Send + Sync>() {}
    fn sent<T: Send>(_: T) {}
    shared::<Client>();
    shared::<Request>();
    shared::<Response<Bytes>>();
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    sent(fixture::call(&GET).send(RawResponse::json::<Value>));
    sent(fixture::call(&GET).send(RawResponse::bytes));
    fn streams(mut items: Items<crate::paging::List>, mut pages: Pages<crate::paging::List>) {
        sent(async move { items.try_next().await });
        sent(async move { pages.try_next().await });
    }
    let _ = streams;
    shared::<Page<crate::paging::List>>();
}

/// It is returned with its headers and not followed: the request would carry credentials elsewhere.
#[tokio::test]
async fn a_documented_redirect_is_a_success() {
    static MOVED: Operation =
        Operation { redirects: &[302, 304], ..operation("GET", "/v1/Things") };
    static ALL: Operation = Operation { redirects: &[3], ..operation("GET", "/v1/Things") };
    for (operation, status) in [(&MOVED, 302), (&MOVED, 304), (&ALL, 303), (&ALL, 308)] {
        let mock = fixture::mock(Reply::empty(status).header("Location", "/v1/Elsewhere")).await;
        let call = Call::new(&fixture::client(&mock), operation);
        let response = call.send(RawResponse::empty).await.expect("it is a success");
        assert_eq!(response.status.as_u16(), status);
        assert_eq!(response.header("location"), Some("/v1/Elsewhere"));
        assert_eq!(mock.count(), 1);
    }
    for (operation, status) in [(&MOVED, 301), (&GET, 302), (&ALL, 400)] {
        let mock = fixture::mock(Reply::empty(status)).await;
        let call = Call::new(&fixture::client(&mock), operation);
        let error = call.send(RawResponse::empty).await.expect_err("it is not documented");
        assert_eq!(error.status(), Some(status));
    }
}
