//! What is tried again, when, and what is not.

use crate::fixture::{self, Hurried, online, operation, scripted};
use crate::support::description::{Operation, Param};
use crate::support::{
    Call, Client, Error, ErrorKind, Failure, Part, RawResponse, Retry, RetryPolicy,
};
use bytes::Bytes;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use test_support::server::{Recorded, Reply, Server};

static GET: Operation = operation("GET", "/v1/Things");
static HEAD: Operation = operation("HEAD", "/v1/Things");
static POST: Operation = operation("POST", "/v1/Things");
static PUT: Operation = operation("PUT", "/v1/Things");
static DELETE: Operation = operation("DELETE", "/v1/Things");

/// Fails so many times, then answers.
async fn failing(times: usize, reply: Reply) -> Server {
    scripted(move |_: &Recorded, before: usize, _: &str| match before < times {
        true => reply.clone(),
        false => Reply::json(200, &json!({})),
    })
    .await
}

fn retrying(mock: &Server, clock: &Hurried) -> Client {
    let builder = online(mock).retry(Retry::new()).clock(clock.clone());
    builder.build().expect("the client can be set up")
}

/// Sends a call; how it ended, how many requests there were, and the waits between them.
async fn sent(
    operation: &'static Operation,
    times: usize,
    reply: Reply,
) -> (Result<(), Error>, usize, Vec<Duration>) {
    let (mock, clock) = (failing(times, reply).await, Hurried::default());
    let ended = retrying(&mock, &clock).call(operation).send(RawResponse::empty).await.map(drop);
    (ended, mock.requests().len(), clock.waits())
}

#[tokio::test]
async fn too_many_requests_are_repeated_whatever_the_method() {
    for operation in [&GET, &HEAD, &POST, &PUT, &DELETE] {
        let (ended, requests, waits) = sent(operation, 2, Reply::empty(429)).await;
        ended.expect("the third attempt succeeds");
        assert_eq!((requests, waits.len()), (3, 2), "{}", operation.method);
    }
}

#[tokio::test]
async fn faults_are_repeated_only_where_nothing_can_happen_twice() {
    for reply in [Reply::empty(500), Reply::empty(503), Reply::reset(), Reply::raw("HTTP/1.1 2")] {
        for operation in [&GET, &HEAD] {
            let (ended, requests, _) = sent(operation, 1, reply.clone()).await;
            ended.expect("the second attempt succeeds");
            assert_eq!(requests, 2, "{} {reply:?}", operation.method);
        }
        for operation in [&POST, &PUT, &DELETE] {
            let (ended, requests, _) = sent(operation, 1, reply.clone()).await;
            let error = ended.expect_err("nobody knows what the server has done");
            assert_eq!(
                (requests, error.attempts().len()),
                (1, 0),
                "{} {reply:?}",
                operation.method
            );
            assert!(error.is_retryable(), "the fault may pass all the same");
        }
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_fault() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    let (ended, requests, _) = sent(&GET, 1, Reply::raw(half)).await;
    ended.expect("the second attempt succeeds");
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn other_errors_are_final() {
    for status in [301, 400, 401, 404, 409] {
        let (ended, requests, _) = sent(&GET, 1, Reply::empty(status)).await;
        let error = ended.expect_err("it is an error");
        assert_eq!((requests, error.status()), (1, Some(status)));
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn the_error_says_what_was_tried() {
    let (ended, requests, waits) = sent(&GET, 99, Reply::empty(503)).await;
    let error = ended.expect_err("the server never recovers");
    assert_eq!(requests, 4, "the attempts are bounded");
    let tried: Vec<_> = error.attempts().iter().map(|it| (it.kind, it.status, it.waited)).collect();
    let expected: Vec<_> =
        waits.into_iter().map(|wait| (ErrorKind::Api, Some(503), wait)).collect();
    assert_eq!(tried, expected);
    assert!(error.to_string().ends_with("(after 4 attempts)"), "{error}");
    assert!(format!("{error:?}").contains("attempts: [FailedAttempt"), "{error:?}");
}

#[tokio::test]
async fn waits_are_drawn_from_a_bound_that_doubles() {
    let mut longest = [Duration::ZERO; 3];
    for _ in 0..40 {
        let (_, _, waits) = sent(&GET, 99, Reply::empty(500)).await;
        longest.iter_mut().zip(waits).for_each(|(longest, wait)| *longest = wait.max(*longest));
    }
    // 40 draws all end up in the lower half once in 2⁴⁰ times.
    for (longest, bound) in longest.into_iter().zip([500, 1000, 2000]) {
        let bound = Duration::from_millis(bound);
        assert!(bound / 2 < longest && longest <= bound, "{longest:?} of {bound:?}");
    }
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let date = SystemTime::now() + Duration::from_secs(4);
    let date: chrono::DateTime<chrono::Utc> = date.into();
    let date = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let asked = [("3".to_owned(), 3), (date, 2)];
    for (after, least) in asked {
        let reply = Reply::empty(503).header("Retry-After", after.clone());
        let (ended, _, waits) = sent(&GET, 1, reply).await;
        ended.expect("the second attempt succeeds");
        let (least, most) =
            (Duration::from_secs(least), Duration::from_millis(least * 1000 + 2600));
        assert!(least <= waits[0] && waits[0] <= most, "{after}: {waits:?}");
    }
}

#[tokio::test]
async fn a_wait_longer_than_the_call_may_take_is_the_end() {
    for after in ["3600", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let reply = Reply::empty(429).header("Retry-After", after);
        let (ended, requests, waits) = sent(&GET, 1, reply).await;
        let error = ended.expect_err("the call would be too late");
        assert_eq!((requests, waits.len(), error.status()), (1, 0, Some(429)), "{after}");
        assert!(error.retry_after() >= Some(Duration::from_secs(3600)), "{after}");
    }
}

#[tokio::test]
async fn all_attempts_share_one_budget() {
    let (mock, clock) = (failing(99, Reply::empty(503)).await, Hurried::default());
    let policy = Retry::new()
        .attempts(1000)
        .waits(Duration::from_secs(1), Duration::from_secs(1))
        .budget(Duration::from_secs(4));
    let client = online(&mock).retry(policy).clock(clock.clone()).timeout(Duration::from_secs(60));
    let client = client.build().expect("the client can be set up");
    let error =
        client.call(&GET).send(RawResponse::empty).await.expect_err("the server never recovers");
    let waited: Duration = clock.waits().iter().sum();
    assert!(waited <= Duration::from_secs(4), "{waited:?}");
    assert!(Duration::from_secs(2) < waited, "{waited:?}");
    assert_eq!(error.attempts().len() + 1, mock.requests().len());
}

#[tokio::test]
async fn it_can_be_turned_off_and_widened() {
    let mock = failing(1, Reply::empty(503)).await;
    let client = online(&mock).retry(Retry::never()).build().expect("the client can be set up");
    client.call(&GET).send(RawResponse::empty).await.expect_err("it is not repeated");
    assert_eq!(mock.requests().len(), 1);

    let mock = failing(1, Reply::empty(503)).await;
    let policy = Retry::new().repeat("PUT").repeat("DELETE");
    let client = online(&mock).retry(policy).clock(Hurried::default()).build();
    let client = client.expect("the client can be set up");
    client.call(&PUT).send(RawResponse::empty).await.expect("it is repeated");
    assert_eq!(mock.requests().len(), 2);
}

#[tokio::test]
async fn a_policy_can_be_anything() {
    struct Once;
    impl RetryPolicy for Once {
        fn wait(&self, failure: &Failure<'_>) -> Option<Duration> {
            assert_eq!(failure.method, "POST");
            (failure.attempts == 1).then_some(Duration::from_secs(1))
        }
    }
    let (mock, clock) = (failing(99, Reply::empty(500)).await, Hurried::default());
    let client = online(&mock).retry(Once).clock(clock.clone()).build();
    let client = client.expect("the client can be set up");
    client.call(&POST).send(RawResponse::empty).await.expect_err("the server never recovers");
    assert_eq!(mock.requests().len(), 2);
    assert_eq!(clock.waits(), [Duration::from_secs(1)]);
}

#[tokio::test]
async fn what_was_never_sent_is_not_repeated() {
    let clock = Hurried::default();
    let client = fixture::offline().retry(Retry::new()).clock(clock.clone());
    let client = client.base_url("http://127.0.0.1:1").build().expect("the client can be set up");
    let mut call: Box<Call> = client.call(&GET);
    call.set::<f64>(Param::query("Size"), f64::NAN);
    let error = call.send(RawResponse::empty).await.expect_err("the argument is refused");
    assert_eq!((error.kind(), clock.waits().len()), (ErrorKind::Argument, 0));
    // Nothing listens there: that is a fault like any other.
    let error = client.call(&GET).send(RawResponse::empty).await.expect_err("nothing listens");
    assert_eq!((error.kind(), clock.waits().len()), (ErrorKind::Connect, 3));
    assert_eq!(error.attempts().len(), 3);
}

#[tokio::test]
async fn a_repeated_request_is_the_same_request() {
    let (mock, clock) = (failing(1, Reply::empty(429)).await, Hurried::default());
    let mut call = retrying(&mock, &clock).call(&POST);
    call.json("application/json", &json!({"a": [1, 2]}));
    call.send(RawResponse::json::<Value>).await.expect("the second attempt succeeds");
    let requests = mock.requests();
    assert_eq!(requests[0], requests[1]);
    assert_eq!(requests[0].text(), r#"{"a":[1,2]}"#);
}

static UPLOAD: Operation =
    Operation { content_type: "multipart/form-data", ..operation("POST", "/v1/Files") };

#[tokio::test]
async fn a_file_is_sent_again_from_its_beginning() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "what is in the file").expect("the file can be written");
    let (mock, clock) = (failing(1, Reply::empty(429)).await, Hurried::default());
    let mut call = retrying(&mock, &clock).call(&UPLOAD);
    call.file(Param::part("file"), path);
    call.send(RawResponse::json::<Value>).await.expect("the second attempt succeeds");
    let requests = mock.requests();
    assert_eq!(requests[0].body, requests[1].body);
    assert!(requests[1].text().contains("what is in the file"));
}

/// A body of one piece that does not say that it could be sent again.
struct OnePiece(Option<Bytes>);

impl http_body::Body for OnePiece {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        std::task::Poll::Ready(self.0.take().map(|bytes| Ok(http_body::Frame::data(bytes))))
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

#[tokio::test]
async fn a_body_that_can_be_sent_once_is_sent_once() {
    let (mock, clock) = (failing(1, Reply::empty(429)).await, Hurried::default());
    let mut call = retrying(&mock, &clock).call(&UPLOAD);
    call.file(Param::part("file"), Part::stream(OnePiece(Some("a stream".into()))));
    let again = call.clone();
    let error = call.send(RawResponse::empty).await.expect_err("there is nothing left to send");
    assert_eq!((error.status(), mock.requests().len()), (Some(429), 1));
    assert!(mock.requests()[0].text().contains("a stream"));
    let error = again.send(RawResponse::empty).await.expect_err("there is nothing left to send");
    assert_eq!((error.kind(), mock.requests().len()), (ErrorKind::Argument, 1));
    assert!(error.to_string().contains("has been sent already"), "{error}");
}

#[tokio::test]
async fn a_call_that_is_dropped_is_not_repeated() {
    let mock = failing(99, Reply::empty(503)).await;
    let client = online(&mock).retry(Retry::new()).build().expect("the client can be set up");
    let call = client.call(&GET);
    // The first wait is under way, or about to be.
    let _ = tokio::time::timeout(Duration::from_millis(100), call.send(RawResponse::empty)).await;
    let sent = mock.requests().len();
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(mock.requests().len(), sent);
}
