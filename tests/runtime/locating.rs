//! The path in a body that a decode error names.

use crate::support;
use crate::support::Error;
use crate::support::description::ErrorShape;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

#[derive(Debug)]
#[allow(dead_code)]
struct Inner {
    at: String,
    n: Option<i64>,
}

support::object! { Inner { at: "at" required, n: "n" optional, } }

#[derive(Debug)]
#[allow(dead_code)]
struct Outer {
    inner: Option<Inner>,
    list: Option<Vec<Inner>>,
    grid: Option<Vec<Vec<i64>>>,
    odd: Option<i64>,
    map: Option<BTreeMap<String, i64>>,
}

support::object! {
    Outer {
        inner: "inner" optional,
        list: "list" optional,
        grid: "grid" optional,
        odd: "o\"d,}d" optional,
        map: "map" optional,
    }
}

static SHAPE: ErrorShape =
    ErrorShape { code: &[], message: &[], more_info: &[], details: &[], request_id: &[] };

/// The path that the error of a body names; empty where it names none.
fn path_of<T: DeserializeOwned + std::fmt::Debug>(body: &str) -> String {
    let source = serde_json::from_slice::<T>(body.as_bytes()).expect_err("it does not decode");
    let body = Bytes::copy_from_slice(body.as_bytes());
    let error = Error::decode(StatusCode::OK, HeaderMap::new(), body, &SHAPE, source);
    let text = error.to_string();
    let path = text.strip_prefix("the response cannot be read at `");
    path.and_then(|rest| rest.split_once("`: "))
        .map(|(path, _)| path.to_owned())
        .unwrap_or_default()
}

#[test]
fn a_member_of_the_wrong_type_is_named() {
    assert_eq!(path_of::<Inner>(r#"{"at":5}"#), "at");
    assert_eq!(path_of::<Inner>(r#"{"at":true,"n":1}"#), "at");
    assert_eq!(path_of::<Inner>(r#"{"at":null}"#), "at");
    assert_eq!(path_of::<Inner>(r#"{"at":{"x":[1]}}"#), "at");
    assert_eq!(path_of::<Inner>(r#"{"at":["x"]}"#), "at");
    assert_eq!(path_of::<Inner>(r#"{"at":"x","n":"y"}"#), "n");
    assert_eq!(path_of::<Inner>(r#"{"at":"x","n":1.5}"#), "n");
    assert_eq!(path_of::<Inner>(r#"{"at":"x","n":99999999999999999999}"#), "n");
}

#[test]
fn values_before_it_do_not_confuse() {
    let body = r#"{"x":{"at":[{"b":1},2]},"y":"}],{","at":"a\\","n":[]}"#;
    assert_eq!(path_of::<Inner>(body), "n");
}

#[test]
fn nested_objects_and_arrays_are_written_out() {
    assert_eq!(path_of::<Outer>(r#"{"inner":{"at":1}}"#), "inner.at");
    let body = r#"{"list":[{"at":"a"},{"n":2,"at":"b"},{"at":"c","n":{}}]}"#;
    assert_eq!(path_of::<Outer>(body), "list[2].n");
    assert_eq!(path_of::<Outer>(r#"{"grid":[[],[1,2],[3,"x"]]}"#), "grid[2][1]");
    assert_eq!(path_of::<Outer>(r#"{"grid":[[1],{"a":1}]}"#), "grid[1]");
    assert_eq!(path_of::<Outer>(r#"{"grid":[true]}"#), "grid[0]");
    assert_eq!(path_of::<Outer>(r#"{"map":{"a":1,"b":null}}"#), "map.b");
    assert_eq!(path_of::<Vec<Outer>>(r#"[{},{"odd":1},{"list":7}]"#), "[2].list");
}

#[test]
fn an_object_without_a_required_member_is_named_itself() {
    assert_eq!(path_of::<Outer>(r#"{"inner":{}}"#), "inner");
    assert_eq!(path_of::<Outer>(r#"{"inner":{"n":[]}}"#), "inner.n");
    assert_eq!(path_of::<Outer>(r#"{"list":[{"at":"a"},{"n":1}]}"#), "list[1]");
    assert_eq!(path_of::<Outer>(r#"{"list":[{"at":"a"},{"n":null} ] }"#), "list[1]");
    assert_eq!(path_of::<Inner>(r#"{"n":1}"#), "");
    assert_eq!(path_of::<Inner>(r#"{"x":{"y":[]}}"#), "");
}

#[test]
fn keys_with_escapes_are_shown_as_they_are_meant() {
    assert_eq!(path_of::<Outer>(r#"{"o\"d,}d":"x"}"#), r#"o"d,}d"#);
    assert_eq!(path_of::<Outer>(r#"{"map":{"\u00fc":"x"}}"#), "map.ü");
}

#[test]
fn lines_are_counted() {
    let body = "{\n  \"inner\": {\n    \"n\": 1,\n    \"at\":\n\n 5\n  }\n}\n";
    assert_eq!(path_of::<Outer>(body), "inner.at");
    let body = "{\r\n\t\"list\": [\r\n{\"at\": \"ü\"},\r\n{\r\n}\r\n]\r\n}";
    assert_eq!(path_of::<Outer>(body), "list[1]");
}

#[test]
fn text_that_is_no_json_is_located_too() {
    assert_eq!(path_of::<Outer>(r#"{"inner":{"at":tru}}"#), "inner.at");
    assert_eq!(path_of::<Outer>(r#"{"list":[{"at":"a"},"#), "list[1]");
    assert_eq!(path_of::<Outer>(r#"{"inner":{"at":"}\q"}}"#), "inner.at");
    assert_eq!(path_of::<Outer>(r#"{"inner":{"at":"never ends"#), "inner.at");
    assert_eq!(path_of::<Outer>("<html>"), "");
    assert_eq!(path_of::<Outer>(""), "");
    assert_eq!(path_of::<Outer>("{} {}"), "");
}

/// What nobody described may be nested without measure: neither memory nor the error grow with it.
#[test]
fn a_path_is_told_to_a_depth() {
    let deep = "[".repeat(100_000);
    let path = path_of::<Inner>(&format!(r#"{{"other":{deep}"#));
    assert_eq!(path, format!("other{}", "[0]".repeat(127)));
    // What comes behind it is found all the same.
    let shut = "]".repeat(100_000);
    let body = format!(r#"{{"other":{deep}"]}}",{{"at":"["}}{shut},"at":5}}"#);
    assert_eq!(path_of::<Inner>(&body), "at");
}
