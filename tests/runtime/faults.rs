//! Exchanges that break, hang or never end.

use crate::fixture::{self, GET, offline, online, operation};
use crate::support::description::Operation;
use crate::support::{Client, ClientBuilder, Error, ErrorKind, RawResponse};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use test_support::server::Reply;

fn built(builder: ClientBuilder) -> Client {
    builder.build().expect("the client can be set up")
}

async fn failed(client: &Client) -> Error {
    let call = client.call(&GET);
    let error = call.send(RawResponse::json::<Value>).await.expect_err("it fails");
    assert_eq!(error.operation(), "SampleOperation");
    error
}

const SHORT: Duration = Duration::from_millis(100);

#[tokio::test]
async fn a_server_that_hangs_is_given_up() {
    let mock = fixture::mock(Reply::hang()).await;
    let began = Instant::now();
    let error = failed(&built(online(&mock).timeout(SHORT))).await;
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout());
    assert!(began.elapsed() >= SHORT && began.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_call_may_have_its_own_timeout() {
    let mock = fixture::mock(Reply::hang()).await;
    let mut call = fixture::client(&mock).call(&GET);
    call.timeout(SHORT);
    let request = call.build().expect("it can be built");
    assert_eq!(request.timeout(), SHORT);
    let error = call.send(RawResponse::json::<Value>).await.expect_err("it hangs");
    assert!(error.is_timeout());
}

#[test]
fn there_is_a_timeout_without_asking() {
    let builder = ClientBuilder::new(&fixture::SERVICE);
    let request = built(builder).call(&GET).build();
    let request = request.expect("it can be built");
    assert_eq!(request.timeout(), Duration::from_secs(30));
}

#[tokio::test]
async fn a_refused_connection() {
    let origin = test_support::closed_origin().expect("a port is free");
    let error = failed(&built(offline().base_url(origin))).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.status(), None);
    assert_eq!(error.body(), None);
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_connection_closed_without_an_answer() {
    for reply in [Reply::close(), Reply::reset()] {
        let mock = fixture::mock(reply).await;
        let error = failed(&fixture::client(&mock)).await;
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(error.status(), None);
        assert_eq!(mock.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_body_cut_off_keeps_the_status_and_what_came() {
    let cut = "HTTP/1.1 503 \r\nX-Request-Id: RQ1\r\nContent-Length: 100\r\n\r\n{\"a\"";
    let mock = fixture::mock(Reply::raw(cut)).await;
    let error = failed(&fixture::client(&mock)).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.status(), Some(503));
    assert_eq!(error.request_id(), Some("RQ1"));
    assert_eq!(error.body(), Some(&b"{\"a\""[..]));
}

#[tokio::test]
async fn an_answer_that_is_not_http() {
    let mock = fixture::mock(Reply::raw("what?\r\n\r\n")).await;
    let error = failed(&fixture::client(&mock)).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read_on() {
    let body = json!("x".repeat(98));
    let mock = fixture::mock(Reply::json(200, &body)).await;
    let call = built(online(&mock).max_body_size(100)).call(&GET);
    let answer = call.send(RawResponse::json::<Value>).await.expect("it just fits");
    assert_eq!(answer.value, body);
    let error = failed(&built(online(&mock).max_body_size(99))).await;
    assert_eq!(error.kind(), ErrorKind::TooLong);
    assert!(error.to_string().contains("longer than the 99 bytes"), "{error}");
    assert_eq!(error.status(), Some(200));
}

#[tokio::test]
async fn a_client_works_on_after_a_fault() {
    let mock = fixture::scripted(|_, before, _| match before {
        0 => Reply::reset(),
        _ => Reply::json(200, &json!({"ok": true})),
    });
    let mock = mock.await;
    let client = fixture::client(&mock);
    failed(&client).await;
    let answer = client.call(&GET).send(RawResponse::json::<Value>).await;
    assert_eq!(answer.expect("the second is answered").value["ok"], true);
}

/// What an answer to HEAD says of a body is of the one that GET would have.
#[tokio::test]
async fn an_answer_to_head_has_no_body_whatever_it_says() {
    static HEAD: Operation = operation("HEAD", "/v1/Things");
    let replies = [
        Reply::new(200, "x".repeat(500)),
        Reply::new(200, "x".repeat(500)).header("Content-Encoding", "gzip"),
        Reply::raw("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n"),
        Reply::raw("HTTP/1.1 200 \r\n\r\n"),
    ];
    for reply in replies {
        let mock = fixture::mock(reply).await;
        let client = built(online(&mock).max_body_size(10));
        for _ in 0..2 {
            let answer = client.call(&HEAD).send(RawResponse::bytes).await.expect("it has come");
            assert_eq!(answer.value, "");
        }
        assert_eq!(mock.count(), 2);
    }
}
