//! Server-sent events, by the rules of the HTML standard.

use crate::fixture::{self, GET, with_all};
use crate::support::description::Operation;
use crate::support::{
    Call, Chunks, Error, ErrorKind, Event, Events, Lines, event_json, event_object, event_text,
};
use serde_json::{Value, json};
use std::time::Duration;
use test_support::server::{Reply, Server};

const EVENTS: &str = "text/event-stream";

/// Events of text, from a server that sends these pieces.
async fn texts<P: Into<Vec<u8>>>(pieces: impl IntoIterator<Item = P>) -> (Events<String>, Server) {
    let mock = fixture::mock(Reply::pieces(EVENTS, pieces)).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let events = call.open_events(EVENTS, event_text).await;
    (events.expect("the head has come").value, mock)
}

async fn all<T>(mut events: Events<T>) -> Vec<Event<T>> {
    let mut found = Vec::new();
    while let Some(event) = events.try_next().await.expect("it can be read") {
        found.push(event);
    }
    found
}

/// Type and data of the events that a text makes, which is the same however it is cut.
async fn read(text: &str) -> Vec<(String, String)> {
    let bytes = text.as_bytes();
    let (whole, _mock) = texts([bytes]).await;
    let whole = all(whole).await;
    let (cut, _mock) = texts(bytes.iter().map(|byte| vec![*byte])).await;
    assert_eq!(all(cut).await, whole, "byte by byte, {text:?} is something else");
    whole.into_iter().map(|event| (event.event, event.data)).collect()
}

fn messages(texts: &[&str]) -> Vec<(String, String)> {
    texts.iter().map(|text| ("message".to_owned(), (*text).to_owned())).collect()
}

#[tokio::test]
async fn events_end_with_an_empty_line() {
    assert_eq!(read("data: a\n\ndata: b\n\n").await, messages(&["a", "b"]));
    let named = read("event: add\ndata: 1\n\ndata: 2\n\n").await;
    let named: Vec<(&str, &str)> = named.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(named, [("add", "1"), ("message", "2")]);
}

#[tokio::test]
async fn lines_end_in_either_way() {
    for end in ["\n", "\r", "\r\n"] {
        let text = ["data: a", "data: b", "", "data: c", "", ""].join(end);
        assert_eq!(read(&text).await, messages(&["a\nb", "c"]), "{end:?}");
    }
    assert_eq!(read("data: a\r\ndata: b\rdata: c\n\r\n").await, messages(&["a\nb\nc"]));
}

#[tokio::test]
async fn data_may_have_several_lines_and_none_is_no_event() {
    assert_eq!(read("data: a\ndata:\ndata: b\n\n").await, messages(&["a\n\nb"]));
    assert_eq!(read("data\n\ndata\ndata\n\ndata:\n\n").await, messages(&["", "\n", ""]));
    assert_eq!(read("event: a\n\nid: 7\n\n\n\n").await, messages(&[]));
}

#[tokio::test]
async fn one_space_behind_the_colon_does_not_count() {
    assert_eq!(read("data:a\n\ndata: a\n\ndata:  a \n\n").await, messages(&["a", "a", " a "]));
}

#[tokio::test]
async fn comments_and_other_fields_say_nothing() {
    let text = ": hello\n:\nother: x\n data: x\nDATA: x\ndata: a:b\n: bye\n\n";
    assert_eq!(read(text).await, messages(&["a:b"]));
}

#[tokio::test]
async fn a_mark_at_the_start_does_not_count() {
    assert_eq!(read("\u{feff}data: a\n\n").await, messages(&["a"]));
    assert_eq!(read("data: a\n\n\u{feff}data: b\n\n").await, messages(&["a"]));
}

#[tokio::test]
async fn an_event_that_has_not_ended_is_none() {
    assert_eq!(read("data: a\n\ndata: b\n").await, messages(&["a"]));
    assert_eq!(read("data: a\n\ndata: b").await, messages(&["a"]));
    assert_eq!(read("").await, messages(&[]));
}

#[tokio::test]
async fn letters_may_be_cut_and_broken() {
    assert_eq!(read("data: größe 💥\n\n").await, messages(&["größe 💥"]));
    let (events, _mock) = texts([b"data: \xff\n\n"]).await;
    assert_eq!(all(events).await[0].data, "\u{fffd}");
}

#[tokio::test]
async fn ids_and_times_hold_until_there_are_others() {
    let text =
        "id: 1\nretry: 1500\ndata: a\n\ndata: b\n\nid\nretry: x\ndata: c\n\nid: 4\0\ndata: d\n\n";
    let (events, _mock) = texts([text]).await;
    let found = all(events).await;
    let ids: Vec<Option<&str>> = found.iter().map(|event| event.id.as_deref()).collect();
    assert_eq!(ids, [Some("1"), Some("1"), None, None]);
    let time = Some(Duration::from_millis(1500));
    assert!(found.iter().all(|event| event.retry == time));
}

#[tokio::test]
async fn the_last_id_is_known_even_without_an_event() {
    let (mut events, _mock) = texts(["id: 1\ndata: a\n\n", "id: 2\n\n"]).await;
    assert_eq!(events.last_id(), None);
    events.try_next().await.expect("it can be read");
    assert_eq!(events.last_id(), Some("1"));
    assert_eq!(events.try_next().await.expect("it can be read"), None);
    assert_eq!(events.last_id(), Some("2"));
}

#[tokio::test]
async fn an_event_is_there_before_the_next() {
    let mock = fixture::mock(Reply::pieces(EVENTS, ["data: a\r\r"]).silent()).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let mut events = call.open_events(EVENTS, event_text).await.expect("the head has come").value;
    let event = events.try_next().await.expect("it can be read").expect("there is one");
    assert_eq!(event.data, "a");
}

#[tokio::test]
async fn the_request_asks_for_events() {
    let (events, mock) = texts(["data: a\n\n"]).await;
    assert_eq!(all(events).await.len(), 1);
    assert_eq!(mock.requests()[0].header("accept"), Some(EVENTS));
}

/// Events of JSON, from a server that sends this text.
async fn values(text: &str) -> (Events<Value>, Server) {
    let mock = fixture::mock(Reply::pieces(EVENTS, [text])).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let events = call.open_events(EVENTS, event_json::<Value>).await;
    (events.expect("the head has come").value, mock)
}

#[tokio::test]
async fn data_that_is_json_is_read() {
    let text =
        "data: {\"a\":\ndata: 1}\n\nevent: ping\ndata:\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n";
    let (events, _mock) = values(text).await;
    let found: Vec<Value> = all(events).await.into_iter().map(|event| event.data).collect();
    assert_eq!(found, [json!({"a": 1}), json!(2)]);
}

#[tokio::test]
async fn an_event_that_cannot_be_read_does_not_end_the_others() {
    let mock =
        fixture::mock(Reply::pieces(EVENTS, ["data: {\"a\": \"x\"}\n\ndata: {\"a\": 1}\n\n"]));
    let mock = mock.await;
    let call = Call::new(&fixture::client(&mock), &GET);
    type Numbers = std::collections::BTreeMap<String, i64>;
    let events = call.open_events(EVENTS, event_json::<Numbers>).await;
    let mut events = events.expect("the head has come").value;
    let error = events.try_next().await.expect_err("`a` is a text");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.operation(), "SampleOperation");
    assert_eq!(error.path(), Some("a"));
    assert_eq!(error.text().as_deref(), Some(r#"{"a": "x"}"#));
    let event = events.try_next().await.expect("it can be read").expect("there is one");
    assert_eq!(event.data["a"], 1);
}

#[tokio::test]
async fn fields_that_are_described_together_are_read_together() {
    let text = concat!(
        "event: a\nid: 7\nretry: 3\ndata: {\"x\": 1}\n\n",
        "data: {\"event\": \"b\", \"data\": 2}\n\n",
        "event: c\ndata: plain\n\n",
        "event: end\ndata: [DONE]\n\n",
        "data: never\n\n",
    );
    let mock = fixture::mock(Reply::pieces(EVENTS, [text])).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let events = call.open_events(EVENTS, event_object::<Value>).await;
    let events = all(events.expect("the head has come").value).await;
    let found: Vec<&Value> = events.iter().map(|event| &event.data).collect();
    let expected = [
        json!({"event": "a", "data": {"x": 1}, "id": "7", "retry": 3}),
        json!({"event": "b", "data": 2}),
        json!({"event": "c", "data": "plain", "id": "7", "retry": 3}),
    ];
    assert_eq!(found, expected.iter().collect::<Vec<_>>());
    assert_eq!(events[0].event, "a");
}

/// What looks like a number may be meant as a text.
#[tokio::test]
async fn data_of_described_fields_may_be_a_text() {
    type Fields = std::collections::BTreeMap<String, String>;
    let mock = fixture::mock(Reply::pieces(EVENTS, ["data: 7\n\n"])).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let events = call.open_events(EVENTS, event_object::<Fields>).await;
    let events = all(events.expect("the head has come").value).await;
    assert_eq!(events[0].data["data"], "7");
}

#[tokio::test]
async fn json_in_place_of_events_is_an_error_that_shows_it() {
    let mock = fixture::mock(Reply::json(200, &json!({"message": "no stream"}))).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let error = call.open_events(EVENTS, event_text).await.expect_err("it is JSON");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = "SampleOperation: the response is not a stream of events, but JSON";
    assert_eq!(error.to_string(), text);
    assert_eq!(error.text().as_deref(), Some(r#"{"message":"no stream"}"#));
}

#[tokio::test]
async fn an_event_that_is_too_long_ends_the_events() {
    let pieces = ["data: a\n\ndata: ", "0123456789", "0123456789", "0123456789\n\ndata: b\n\n"];
    let mock = fixture::mock(Reply::pieces(EVENTS, pieces)).await;
    for (longest, fits) in [(36, true), (35, false)] {
        let client = fixture::online(&mock).max_body_size(longest).build();
        let client = client.expect("the client can be set up");
        let call = Call::new(&client, &GET);
        let events = call.open_events(EVENTS, event_text).await;
        let mut events = events.expect("the head has come").value;
        assert!(events.try_next().await.is_ok());
        match (events.try_next().await, fits) {
            (Ok(Some(event)), true) => assert_eq!(event.data.len(), 30),
            (Err(error), false) => {
                assert_eq!(error.kind(), ErrorKind::TooLong);
                assert!(matches!(events.try_next().await, Ok(None)), "nothing comes behind it");
            }
            (other, _) => panic!("of {longest} bytes: {other:?}"),
        }
    }
}

/// Many short lines make a long event too.
#[tokio::test]
async fn an_event_of_many_lines_can_be_too_long() {
    let pieces = std::iter::repeat_n("data: 0123456789\n", 100);
    let mock = fixture::mock(Reply::pieces(EVENTS, pieces)).await;
    let client = fixture::online(&mock).max_body_size(200).build();
    let call = Call::new(&client.expect("it can be set up"), &GET);
    let events = call.open_events(EVENTS, event_text).await;
    let error = events.expect("the head has come").value.try_next().await;
    assert_eq!(error.expect_err("it is too long").kind(), ErrorKind::TooLong);
}

#[tokio::test]
async fn errors_are_those_of_any_call_and_show_no_credentials() {
    static SECURED: Operation = Operation { security: &[&[fixture::HEADER]], ..GET };
    let mock = fixture::mock(Reply::pieces(EVENTS, ["data: header-secret\n\n"])).await;
    let client = with_all(fixture::online(&mock)).build().expect("the client can be set up");
    let call = Call::new(&client, &SECURED);
    let events = call.open_events(EVENTS, event_json::<i64>).await;
    let error = events.expect("the head has come").value.try_next().await;
    let error = error.expect_err("it is no number");
    assert!(!format!("{error} {error:?}").contains("header-secret"), "{error:?}");

    let mock = fixture::mock(Reply::json(404, &json!({"message": "no such chat"}))).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let error = call.open_events(EVENTS, event_text).await.expect_err("it is not there");
    assert!(error.is_not_found());
    assert_eq!(error.message().as_deref(), Some("no such chat"));
}

#[test]
fn streams_can_cross_threads() {
    fn sent<T: Send + Unpin + 'static>() {}
    sent::<Events<Value>>();
    sent::<Lines<Value>>();
    sent::<Chunks>();
    fn is_stream<T: futures_core::Stream<Item = Result<Event<Value>, Error>>>() {}
    is_stream::<Events<Value>>();
}
