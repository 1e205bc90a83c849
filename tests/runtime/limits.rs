//! The time of a call, at its ends and by clocks of all kinds.

use crate::fixture::{self, offline, online, operation};
use crate::support::description::Operation;
use crate::support::{
    Body, Client, ClientBuilder, Clock, ErrorKind, RawResponse, Retry, TransportFuture,
};
use crate::support::{Sleep, Transport};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use test_support::server::Reply;

static GET: Operation = operation("GET", "/v1/Things");

fn built(builder: ClientBuilder) -> Client {
    builder.build().expect("the client can be set up")
}

#[tokio::test]
async fn for_ever_is_a_time_too() {
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let builder = online(&mock).timeout(Duration::MAX).idle_timeout(Duration::MAX);
    let policy = Retry::new().budget(Duration::MAX).waits(Duration::MAX, Duration::MAX);
    let client = built(builder.connect_timeout(Duration::MAX).retry(policy.clone()));
    client.call(&GET).send(RawResponse::empty).await.expect("the server answers 200");

    // A wait up to the end of time is drawn, and is no overflow.
    let mock = fixture::mock(Reply::empty(503)).await;
    let clock = fixture::Unmoved::default();
    let builder = online(&mock).timeout(Duration::MAX).retry(policy).clock(clock.clone());
    built(builder).call(&GET).send(RawResponse::empty).await.expect_err("the server answers 503");
    assert_eq!((mock.count(), clock.waits().len()), (4, 3));
}

#[tokio::test]
async fn no_time_at_all_is_a_timeout() {
    let mock = fixture::mock(Reply::hang()).await;
    let client = built(online(&mock).timeout(Duration::ZERO).retry(Retry::new()));
    let error = client.call(&GET).send(RawResponse::empty).await.expect_err("there is no time");
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Timeout, 0));
}

#[tokio::test]
async fn no_waits_at_all_are_bounded_by_the_attempts() {
    let mock = fixture::mock(Reply::empty(429)).await;
    let client = built(online(&mock).retry(Retry::new().waits(Duration::ZERO, Duration::ZERO)));
    client.call(&GET).send(RawResponse::empty).await.expect_err("the server answers 429");
    assert_eq!(mock.count(), 4);
}

/// A transport that answers at once, always the same, and counts.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl Transport for Counting {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let mut answer = http::Response::new(Body::from(""));
        *answer.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        Box::pin(std::future::ready(Ok(answer)))
    }
}

/// Tokio's clock, when a test has stopped it, is the one that counts.
#[tokio::test(start_paused = true)]
async fn time_is_what_tokio_says() {
    let transport = Counting::default();
    let second = Duration::from_secs(1);
    let policy = Retry::new().attempts(10_000).waits(second, second);
    let client = built(offline().transport(transport.clone()).retry(policy));
    let began = tokio::time::Instant::now();
    client.call(&GET).send(RawResponse::empty).await.expect_err("the server answers 503");
    let took = began.elapsed();
    assert!(Duration::from_secs(3) < took && took <= Duration::from_secs(5), "{took:?}");
    assert!(transport.0.load(Ordering::SeqCst) < 200);
}

/// A clock whose timers cannot be asked a second time, and for which no time passes.
struct Frozen(Instant);

impl Clock for Frozen {
    fn now(&self) -> Instant {
        self.0
    }

    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(async move { tokio::time::sleep(time).await })
    }
}

#[tokio::test]
async fn a_time_that_is_up_is_the_end_whatever_the_clock_says() {
    let mock = fixture::mock(Reply::hang()).await;
    let policy = Retry::new().waits(Duration::ZERO, Duration::ZERO);
    let builder = online(&mock).timeout(Duration::from_millis(50)).retry(policy);
    let client = built(builder.clock(Frozen(Instant::now())));
    let error = client.call(&GET).send(RawResponse::empty).await.expect_err("it hangs");
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Timeout, 0));
    assert_eq!(mock.count(), 1);
}
