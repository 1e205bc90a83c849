//! Answers that are read while they come: pieces, and the time that they may take.

use crate::fixture::{self, GET};
use crate::support::{Call, Chunks, ErrorKind, Retry, event_text};
use std::time::{Duration, Instant};
use test_support::server::{Reply, Server, Step};

const BYTES: &str = "application/octet-stream";

async fn chunks(mock: &Server, idle: Duration) -> Chunks {
    let client = fixture::online(mock).idle_timeout(idle).timeout(Duration::from_millis(500));
    let client = client.max_body_size(8).build().expect("the client can be set up");
    let chunks = Call::new(&client, &GET).open_chunks(BYTES).await;
    chunks.expect("the head has come").value
}

async fn rest(mut chunks: Chunks) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(chunk) = chunks.try_next().await.expect("it is there") {
        assert!(!chunk.is_empty());
        all.extend_from_slice(&chunk);
    }
    all
}

/// The limits on a whole call and a whole body do not hold for a stream.
#[tokio::test]
async fn pieces_may_be_of_any_number_and_take_any_time() {
    let pieces = std::iter::repeat_n(vec![7; 1000], 400);
    let mock = fixture::mock(Reply::pieces(BYTES, pieces)).await;
    let began = Instant::now();
    let all = rest(chunks(&mock, Duration::from_secs(5)).await).await;
    assert_eq!(all, vec![7; 400_000]);
    assert!(began.elapsed() > Duration::from_millis(500), "it took as long as a call may");
    assert_eq!(mock.requests()[0].header("accept"), Some(BYTES));
}

#[tokio::test]
async fn a_stream_that_falls_silent_ends_with_an_error() {
    let mock = fixture::mock(Reply::pieces(BYTES, ["a"]).silent()).await;
    let mut chunks = chunks(&mock, Duration::from_millis(50)).await;
    assert_eq!(chunks.try_next().await.expect("it is there").as_deref(), Some(&b"a"[..]));
    let error = chunks.try_next().await.expect_err("nothing more comes");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.operation(), "SampleOperation");
    assert!(matches!(chunks.try_next().await, Ok(None)), "nothing comes behind it");
}

/// Only the waiting counts, not what is done with a piece.
#[tokio::test]
async fn who_takes_long_with_a_piece_loses_no_time() {
    let mock = fixture::mock(Reply::pieces(BYTES, ["a", "b", "c"])).await;
    let mut chunks = chunks(&mock, Duration::from_millis(300)).await;
    let mut all = Vec::new();
    while let Some(chunk) = chunks.try_next().await.expect("it is there") {
        all.extend_from_slice(&chunk);
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    assert_eq!(all, b"abc");
}

#[tokio::test]
async fn a_stream_that_breaks_off_ends_with_an_error() {
    let mock = fixture::mock(Reply::pieces(BYTES, ["a"]).broken()).await;
    let mut chunks = chunks(&mock, Duration::from_secs(5)).await;
    assert!(matches!(chunks.try_next().await, Ok(Some(_))));
    let error = chunks.try_next().await.expect_err("it broke off");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(matches!(chunks.try_next().await, Ok(None)));
}

/// Until the head has come it is a call like any other.
#[tokio::test]
async fn the_head_has_to_come_within_the_time_of_a_call() {
    let mock = fixture::mock(Reply::hang()).await;
    let client = fixture::online(&mock).timeout(Duration::from_millis(50)).build();
    let call = Call::new(&client.expect("the client can be set up"), &GET);
    let error = call.open_chunks(BYTES).await.expect_err("no head comes");
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_call_for_a_stream_is_tried_again_until_its_head_has_come() {
    let mock = fixture::scripted(|_, before, _| match before {
        0 => Reply::empty(429).header("Retry-After", "0"),
        _ => Reply::pieces(BYTES, ["a"]),
    });
    let mock = mock.await;
    let client = fixture::online(&mock).retry(Retry::default()).build();
    let client = client.expect("the client can be set up");
    let answer = Call::new(&client, &GET).open_chunks(BYTES).await.expect("the second succeeds");
    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(answer.header("content-type"), Some(BYTES));
    assert_eq!(rest(answer.value).await, b"a");
    assert_eq!(mock.requests().len(), 2);
}

#[tokio::test]
async fn an_answer_without_a_body_has_no_pieces() {
    let mock = fixture::mock(Reply::empty(204)).await;
    assert_eq!(rest(chunks(&mock, Duration::from_secs(5)).await).await, b"");
}

/// An answer of the wrong kind is looked at for no longer than a call may take, however it drips.
#[tokio::test]
async fn who_drips_the_wrong_kind_is_not_waited_for() {
    let head = "HTTP/1.1 200 \r\nContent-Type: application/json\r\n\r\n{\"message\": \"";
    let drip = Step::Drip(vec![b'x'; 1000], Duration::from_millis(20));
    let mock = fixture::mock(Reply::steps([Step::send(head), drip])).await;
    let client = fixture::online(&mock).timeout(Duration::from_millis(200)).build();
    let call = Call::new(&client.expect("the client can be set up"), &GET);
    let began = Instant::now();
    let error = call.open_events("text/event-stream", event_text).await.expect_err("it is JSON");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.text().is_some_and(|text| text.starts_with("{\"message\": \"x")), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert!(mock.settles(0).await, "the connection stays open");
}

/// A stream that nobody wants any more is not read on.
#[tokio::test]
async fn a_stream_that_is_dropped_ends_its_connection() {
    let steps = [Step::send("HTTP/1.1 200 \r\n\r\na"), Step::Forever(vec![b'a'; 1000])];
    let mock = fixture::mock(Reply::steps(steps)).await;
    let mut chunks = chunks(&mock, Duration::from_secs(5)).await;
    assert!(matches!(chunks.try_next().await, Ok(Some(_))));
    drop(chunks);
    assert!(mock.settles(0).await, "the connection stays open");
    assert_eq!(mock.count(), 1);
}
