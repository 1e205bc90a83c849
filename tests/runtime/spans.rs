//! The spans of answers that are read while they come: they last until the last piece.

use crate::collect::{Seen, Spans};
use crate::fixture::{self, SECRETS, operation, with_all};
use crate::support::description::Operation;
use crate::support::{Call, Chunks, Retry};
use std::time::Duration;
use test_support::leaked;
use test_support::server::{Reply, Server};

const BYTES: &str = "application/octet-stream";

static WATCH: Operation = Operation { security: &[&[0]], ..operation("GET", "/v1/Things/{Sid}") };

/// The pieces of an answer, before the first has been read, and where its spans are told.
async fn watched(mock: &Server) -> (Chunks, Spans, tracing::subscriber::DefaultGuard) {
    let spans = Spans::default();
    let listening = tracing::subscriber::set_default(spans.clone());
    let builder = with_all(fixture::online(mock)).idle_timeout(Duration::from_millis(100));
    let client = builder.retry(Retry::new().waits(Duration::ZERO, Duration::ZERO)).build();
    let mut call = Call::new(&client.expect("the client can be set up"), &WATCH);
    call.set::<String>(crate::support::description::Param::path("Sid"), "TH1");
    let chunks = call.open_chunks(BYTES).await.expect("the head comes").value;
    (chunks, spans, listening)
}

fn last(spans: &Spans) -> Seen {
    let spans = spans.all();
    for span in &spans {
        assert_eq!((span.name, span.field("url.template")), ("http_request", Some(WATCH.path)));
        assert!(span.target.ends_with("::support::trace"));
        let text = format!("{span:?}");
        assert_eq!(leaked(&text, SECRETS).or(leaked(&text, &["TH1"])), None);
    }
    spans.last().expect("there is one").clone()
}

#[tokio::test]
async fn the_span_of_a_stream_lasts_to_its_end() {
    let mock = fixture::mock(Reply::pieces(BYTES, ["a", "b"])).await;
    let (mut chunks, spans, _listening) = watched(&mock).await;
    while chunks.try_next().await.expect("it comes").is_some() {
        assert!(!last(&spans).is_closed());
    }
    drop(chunks);
    let span = last(&spans);
    assert!(span.is_closed());
    assert_eq!(span.field("http.response.status_code"), Some("200"));
    assert_eq!(span.field("error.type"), None);
}

#[tokio::test]
async fn a_stream_that_is_given_up_closes_its_span() {
    let mock = fixture::mock(Reply::pieces(BYTES, ["a"]).silent()).await;
    let (mut chunks, spans, _listening) = watched(&mock).await;
    chunks.try_next().await.expect("it comes");
    assert!(!last(&spans).is_closed());
    drop(chunks);
    assert!(last(&spans).is_closed());
}

#[tokio::test]
async fn the_span_of_a_stream_says_how_it_ended() {
    let silent = Reply::pieces(BYTES, ["a"]).silent();
    let broken = Reply::pieces(BYTES, ["a"]).broken();
    for (reply, error) in [(silent, "Timeout"), (broken, "Transport")] {
        let mock = fixture::mock(reply).await;
        let (mut chunks, spans, _listening) = watched(&mock).await;
        chunks.try_next().await.expect("the first piece comes");
        chunks.try_next().await.expect_err(error);
        drop(chunks);
        let span = last(&spans);
        assert_eq!((span.is_closed(), span.field("error.type")), (true, Some(error)));
        assert_eq!(span.field("otel.status_code"), Some("ERROR"));
    }
}

/// What comes before the head of a success is an attempt with a span of its own.
#[tokio::test]
async fn an_attempt_before_a_stream_has_its_own_span() {
    let mock = fixture::scripted(|_, before, _| match before {
        0 => Reply::empty(503),
        _ => Reply::pieces(BYTES, ["a"]),
    });
    let mock = mock.await;
    let (chunks, spans, _listening) = watched(&mock).await;
    let (first, second) = (spans.all()[0].clone(), last(&spans));
    assert_eq!((first.is_closed(), first.field("error.type")), (true, Some("503")));
    assert_eq!(second.field("http.request.resend_count"), Some("1"));
    assert_eq!((spans.all().len(), second.is_closed()), (2, false));
    drop(chunks);
    assert!(last(&spans).is_closed());
}
