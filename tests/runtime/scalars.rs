//! `open_scalar!`: enums of texts, numbers and booleans that keep what they do not know.

use crate::support;
use serde_json::{Value, json};
use std::collections::HashSet;

#[derive(Clone, Debug)]
enum Level {
    None,
    Value1,
    Value0Point5,
    True,
    Unrecognized(support::UnrecognizedScalar),
}

support::open_scalar! {
    Level {
        None: "none",
        Value1: 1,
        Value0Point5: 0.5,
        True: true,
    }
}

fn read(text: &str) -> Level {
    serde_json::from_str(text).expect("any scalar will do")
}

fn written(level: &Level) -> String {
    serde_json::to_string(level).expect("it can be written")
}

#[test]
fn a_known_scalar_is_its_variant() {
    assert!(matches!(read(r#""none""#), Level::None));
    assert!(matches!(read("1"), Level::Value1));
    assert!(matches!(read("0.5"), Level::Value0Point5));
    assert!(matches!(read("true"), Level::True));
    assert!(matches!(Level::from("none".to_owned()), Level::None));
    assert!(matches!(Level::from(1), Level::Value1));
    assert!(matches!(Level::from(0.5), Level::Value0Point5));
    assert!(matches!(Level::from(true), Level::True));
}

#[test]
fn numbers_are_told_apart_by_their_value() {
    for same in ["1", "1.0", "1e0", "0.1e1"] {
        assert!(matches!(read(same), Level::Value1), "{same}");
    }
    assert!(matches!(read("5e-1"), Level::Value0Point5));
    assert_eq!(read("2"), read("2.0"));
    assert_eq!(read("0"), read("-0.0"));
    assert_ne!(read("9007199254740993"), read("9007199254740992"));
    assert_eq!(read("18446744073709551615"), read("18446744073709551615"));
    assert_ne!(read("18446744073709551615"), read("18446744073709551614"));
    assert_eq!(read("1e40"), Level::from(1e40));
}

#[test]
fn kinds_are_told_apart() {
    for other in [r#""1""#, r#""true""#, "false", r#""0.5""#] {
        assert!(matches!(read(other), Level::Unrecognized(_)), "{other}");
    }
    assert_ne!(Level::from("2"), Level::from(2));
}

#[test]
fn an_unknown_scalar_is_kept_and_goes_out_as_it_came() {
    for text in ["2", "2.0", "0.25", r#""all""#, "false", "-7", "18446744073709551615"] {
        assert_eq!(written(&read(text)), text);
    }
    assert_eq!(Value::from(read("2.5")), json!(2.5));
    let Level::Unrecognized(other) = read("2.5") else { panic!("2.5 is not known") };
    assert_eq!(other.value(), &json!(2.5));
    assert_eq!(format!("{other:?}"), "2.5");
}

#[test]
fn a_known_scalar_is_written_as_the_description_does() {
    assert_eq!(written(&read("1.0")), "1");
    assert_eq!(written(&Level::None), r#""none""#);
    assert_eq!(Level::Value0Point5.value(), json!(0.5));
}

#[test]
fn what_is_no_scalar_is_refused() {
    for text in ["null", "[]", "{}"] {
        let error = serde_json::from_str::<Level>(text).expect_err("it is no scalar");
        assert!(error.to_string().contains("expected a text, a number or a boolean"), "{error}");
    }
    assert!(matches!(serde_json::from_str::<Option<Level>>("null"), Ok(None)));
}

/// As an argument it is refused like any number that JSON has no word for.
#[test]
fn a_number_that_is_none_becomes_null() {
    assert_eq!(Value::from(Level::from(f64::NAN)), Value::Null);
    assert_eq!(Level::from(f64::NAN), Level::from(f64::INFINITY));
}

#[test]
fn equality_and_hash_agree() {
    let levels = [read("1"), read("1.0"), read("2"), read("2.0"), read(r#""2""#), read("true")];
    let set: HashSet<Level> = levels.into_iter().collect();
    assert_eq!(set.len(), 4);
    assert!(set.contains(&Level::from(2.0)));
}

#[test]
fn display_is_plain_and_pads() {
    let shown = format!("{:>5}|{}|{}", Level::None, Level::Value0Point5, read("2.0"));
    assert_eq!(shown, " none|0.5|2.0");
}
