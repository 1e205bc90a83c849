//! `union!`: values of one of several types.

use crate::support;
use serde_json::{Value, json};

#[derive(Debug)]
struct Cat {
    name: String,
    lives: Option<i64>,
}

support::object! { Cat { name: "name" required, lives: "lives" optional, } }

#[derive(Debug)]
struct Dog {
    name: String,
    tricks: Option<Vec<String>>,
}

support::object! { Dog { name: "name" required, tricks: "tricks" optional, } }

#[derive(Debug)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Unrecognized(Value),
}

support::union! { Pet { Cat, Dog, } }

#[derive(Debug)]
enum Tagged {
    Cat(Cat),
    Dog(Dog),
    Unrecognized(Value),
}

support::union! { Tagged by "kind" { Cat: "cat", Dog: "dog" | "hound", } }

fn pet(value: &Value) -> Pet {
    serde_json::from_value(value.clone()).expect("any value is a pet")
}

#[test]
fn the_form_that_keeps_most_is_taken() {
    assert!(matches!(pet(&json!({"name": "a", "lives": 9})), Pet::Cat(_)));
    assert!(matches!(pet(&json!({"name": "a", "tricks": ["sit"]})), Pet::Dog(_)));
    assert!(matches!(pet(&json!({"name": "a"})), Pet::Cat(_)), "the first of equals");
}

#[test]
fn what_no_form_fits_is_kept_and_goes_out_as_it_came() {
    for value in [json!({"wings": [2, null]}), json!(5), Value::Null] {
        let pet = pet(&value);
        assert!(matches!(pet, Pet::Unrecognized(_)));
        assert_eq!(serde_json::to_value(&pet).expect("it can be written"), value);
    }
}

#[test]
fn a_tag_decides_where_there_is_one() {
    let read = |value: Value| serde_json::from_value::<Tagged>(value);
    assert!(matches!(read(json!({"kind": "cat", "name": "a"})), Ok(Tagged::Cat(_))));
    assert!(matches!(read(json!({"kind": "hound", "name": "a"})), Ok(Tagged::Dog(_))));
    let new = json!({"kind": "fish", "name": "a"});
    let fish = read(new.clone()).expect("a new kind is kept");
    assert!(matches!(fish, Tagged::Unrecognized(_)));
    assert_eq!(serde_json::to_value(&fish).expect("it can be written"), new);
    let error = read(json!({"kind": "cat"})).expect_err("a cat has a name");
    assert!(error.to_string().contains("missing field `name`"), "{error}");
}
