//! Values of JSON one behind the other.

use crate::fixture::{self, GET};
use crate::support::{Call, ErrorKind, Lines, Separator};
use serde_json::{Value, json};
use test_support::server::{Reply, Server};

const LINES: &str = "application/x-ndjson";

async fn lines(separator: Separator, pieces: Vec<Vec<u8>>) -> (Lines<Value>, Server) {
    let mock = fixture::mock(Reply::pieces(LINES, pieces)).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let lines = call.open_lines(LINES, separator).await;
    (lines.expect("the head has come").value, mock)
}

/// The values that a text makes, which are the same however it is cut.
async fn read(separator: Separator, text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for pieces in [vec![text.into()], text.bytes().map(|byte| vec![byte]).collect()] {
        let (mut lines, _mock) = lines(separator, pieces).await;
        let mut values = Vec::new();
        while let Some(value) = lines.try_next().await.expect("it can be read") {
            values.push(value);
        }
        found.push(values);
    }
    assert_eq!(found[0], found[1], "byte by byte, {text:?} is something else");
    found.remove(0)
}

#[tokio::test]
async fn a_line_is_a_value() {
    let text = "{\"a\": \"ü\"}\n2\r\n\n  \n[3]\n";
    assert_eq!(read(Separator::Line, text).await, [json!({"a": "ü"}), json!(2), json!([3])]);
}

#[tokio::test]
async fn the_last_line_need_not_have_an_end() {
    assert_eq!(read(Separator::Line, "1\n2").await, [1, 2]);
    assert_eq!(read(Separator::Line, "").await, [0; 0]);
}

#[tokio::test]
async fn a_mark_at_the_start_does_not_count() {
    assert_eq!(read(Separator::Line, "\u{feff}1\n2\n").await, [1, 2]);
}

#[tokio::test]
async fn a_record_may_have_several_lines() {
    let text = "\u{1e}{\n\"a\": 1\n}\n\u{1e}\u{1e}2\n\u{1e}[\n3]";
    assert_eq!(read(Separator::Record, text).await, [json!({"a": 1}), json!(2), json!([3])]);
}

#[tokio::test]
async fn a_line_that_cannot_be_read_does_not_end_the_others() {
    let (mut lines, mock) = lines(Separator::Line, vec![b"1\n{\"a\": }\n3\n".to_vec()]).await;
    assert_eq!(lines.try_next().await.expect("it can be read"), Some(json!(1)));
    let error = lines.try_next().await.expect_err("it is no JSON");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.text().as_deref(), Some("{\"a\": }"));
    assert_eq!(lines.try_next().await.expect("it can be read"), Some(json!(3)));
    assert_eq!(lines.try_next().await.expect("it can be read"), None);
    assert_eq!(mock.requests()[0].header("accept"), Some(LINES));
}

#[tokio::test]
async fn a_line_that_is_too_long_ends_the_lines() {
    let mock = fixture::mock(Reply::pieces(LINES, ["1\n", "\"2345", "6789\"\n1\n"])).await;
    for (longest, fits) in [(10, true), (9, false)] {
        let client = fixture::online(&mock).max_body_size(longest).build();
        let call = Call::new(&client.expect("the client can be set up"), &GET);
        let lines = call.open_lines::<Value>(LINES, Separator::Line).await;
        let mut lines = lines.expect("the head has come").value;
        assert_eq!(lines.try_next().await.expect("it can be read"), Some(json!(1)));
        match (lines.try_next().await, fits) {
            (Ok(value), true) => assert_eq!(value, Some(json!("23456789"))),
            (Err(error), false) => {
                assert_eq!(error.kind(), ErrorKind::TooLong);
                assert!(matches!(lines.try_next().await, Ok(None)), "nothing comes behind it");
            }
            (other, _) => panic!("of {longest} bytes: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error() {
    let mock = fixture::mock(Reply::pieces(LINES, ["1\n", "2"]).broken()).await;
    let call = Call::new(&fixture::client(&mock), &GET);
    let lines = call.open_lines::<Value>(LINES, Separator::Line).await;
    let mut lines = lines.expect("the head has come").value;
    assert_eq!(lines.try_next().await.expect("it can be read"), Some(json!(1)));
    let error = lines.try_next().await.expect_err("the 2 may be the start of 23");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(matches!(lines.try_next().await, Ok(None)));
}
