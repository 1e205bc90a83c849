//! `object!`: models that read and write JSON objects.

use crate::support;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    sid: String,
    r#type: Option<String>,
    input: Option<i64>,
    parent: Option<Box<Thing>>,
    ended: Option<String>,
    note: Option<Option<String>>,
}

support::object! {
    Thing {
        sid: "sid" required,
        r#type: "type" optional,
        input: "in-put" optional,
        parent: "parent" optional,
        ended: "ended" nullable,
        note: "note" tristate,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Open {
    sid: String,
    rest: BTreeMap<String, Value>,
}

support::object! { Open { sid: "sid" required, ..rest } }

#[derive(Clone, Debug, PartialEq)]
struct Bare {}

support::object! { Bare {} }

fn read(value: Value) -> Result<Thing, String> {
    serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
}

#[test]
fn members_go_into_their_fields() {
    let value = json!({"sid": "T1", "type": "group", "in-put": 7, "parent": {"sid": "T0"},
        "ended": "now", "note": "x"});
    let thing = read(value.clone()).expect("it is a thing");
    assert_eq!(thing.r#type.as_deref(), Some("group"));
    assert_eq!(thing.input, Some(7));
    let parent = thing.parent.as_deref();
    assert_eq!(parent.map(|parent| parent.sid.as_str()), Some("T0"));
    assert_eq!(thing.note, Some(Some("x".to_owned())));
}

#[test]
fn absent_and_null_are_none() {
    let absent = read(json!({"sid": "T1"})).expect("the rest may be absent");
    let null = json!({"sid": "T1", "type": null, "in-put": null, "parent": null, "ended": null});
    assert_eq!(absent, read(null).expect("the rest may be null"));
    assert_eq!(absent.r#type, None);
    assert_eq!(absent.ended, None);
}

#[test]
fn a_tristate_tells_absent_from_null() {
    let note = |value| read(value).expect("it is a thing").note;
    assert_eq!(note(json!({"sid": ""})), None);
    assert_eq!(note(json!({"sid": "", "note": null})), Some(None));
    assert_eq!(note(json!({"sid": "", "note": "n"})), Some(Some("n".to_owned())));
}

#[test]
fn unknown_members_are_ignored() {
    let value = json!({"new": {"deep": [1, {"sid": 5}]}, "sid": "T1", "newer": null});
    assert_eq!(read(value).expect("it is a thing").sid, "T1");
}

#[test]
fn a_required_member_must_be_there_and_not_null() {
    let error = read(json!({"type": "group"})).expect_err("sid is missing");
    assert!(error.contains("missing field `sid`"), "{error}");
    let error = read(json!({"sid": null})).expect_err("sid is null");
    assert!(error.contains("invalid type: null"), "{error}");
}

#[test]
fn what_is_not_an_object_is_refused_by_name() {
    let error = read(json!(["T1"])).expect_err("an array is no thing");
    assert!(error.contains("an object (Thing)"), "{error}");
}

#[test]
fn nones_are_left_out_and_nulls_that_mean_something_are_written() {
    let thing = Thing { sid: "T1".to_owned(), note: Some(None), ..Thing::default() };
    let text = serde_json::to_string(&thing).expect("it can be written");
    assert_eq!(text, r#"{"sid":"T1","ended":null,"note":null}"#);
}

#[test]
fn additional_members_are_kept_and_written_back() {
    let text = r#"{"sid":"T1","a":1,"b":{"c":null}}"#;
    let open: Open = serde_json::from_str(text).expect("it has a sid");
    assert_eq!(open.rest["a"], json!(1));
    assert_eq!(serde_json::to_string(&open).expect("it can be written"), text);
}

#[test]
fn a_model_without_fields_reads_any_object() {
    let bare: Bare = serde_json::from_str(r#"{"a":1}"#).expect("any object will do");
    assert_eq!(serde_json::to_string(&bare).expect("it can be written"), "{}");
}

#[test]
fn keys_with_escapes_and_values_that_are_not_borrowed_are_read() {
    let thing: Thing = serde_json::from_str(r#"{"\u0073id":"T\n1"}"#).expect("it has a sid");
    assert_eq!(thing.sid, "T\n1");
    let value = json!({"sid": "T2", "in-put": 1});
    let thing: Thing = serde_json::from_value(value).expect("it has a sid");
    assert_eq!(thing.input, Some(1));
}
