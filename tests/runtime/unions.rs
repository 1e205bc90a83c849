//! `union!`: values of one of several types.

use crate::fixture;
use crate::support;
use crate::support::RawResponse;
use serde_json::{Value, json};
use test_support::server::Reply;

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

support::union! { Tagged by "kind" { Cat: "cat", Dog: "dog" | "hound" says "dog", } }

#[derive(Debug, PartialEq)]
enum Collar {
    Empty,
    Auto,
    Size(i64),
    Unrecognized(Value),
}

support::union! { Collar { Size, } or { Empty: "", Auto: "auto", } }

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
fn a_text_of_its_own_is_a_variant_without_a_value() {
    let collars = [
        (json!(""), Collar::Empty),
        (json!("auto"), Collar::Auto),
        (json!(5), Collar::Size(5)),
        (json!("wide"), Collar::Unrecognized("wide".into())),
    ];
    for (value, collar) in collars {
        assert_eq!(serde_json::to_value(&collar).expect("it can be written"), value);
        let read: Collar = serde_json::from_value(value).expect("any value is a collar");
        assert_eq!(read, collar);
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

#[derive(Debug)]
struct Owner {
    pets: Vec<Tagged>,
    guest: Option<Nested>,
}

support::object! { Owner { pets: "pets" required, guest: "guest" optional, } }

#[derive(Debug)]
struct Box {
    inside: Tagged,
}

support::object! { Box { inside: "inside" required, } }

#[derive(Debug)]
enum Nested {
    Box(Box),
    Unrecognized(Value),
}

support::union! { Nested by "kind" { Box: "box", } }

/// The path that the error of a body names, and what it says.
async fn located(body: Value) -> (String, String) {
    let mock = fixture::mock(Reply::json(200, &body)).await;
    let ended = fixture::client(&mock).call(&fixture::GET).send(RawResponse::json::<Owner>).await;
    let error = ended.expect_err("it does not have the form");
    (error.path().unwrap_or_default().to_owned(), error.to_string())
}

#[tokio::test]
async fn what_is_wrong_in_a_form_is_named_by_its_place() {
    let fine = json!({"kind": "dog", "name": "a"});
    let (path, text) = located(json!({"pets": [fine, {"name": 5, "kind": "cat"}]})).await;
    assert_eq!(path, "pets[1].name");
    assert!(text.contains("at `pets[1].name`: in `name`: invalid type: integer `5`"), "{text}");
    let (path, _) =
        located(json!({"pets": [{"kind": "dog", "name": "a", "tricks": ["b", 1]}]})).await;
    assert_eq!(path, "pets[0].tricks[1]");
    // A member that is missing is that of the whole.
    let (path, text) = located(json!({"pets": [{"kind": "cat"}]})).await;
    assert_eq!(path, "pets[0]");
    assert!(text.contains("missing field `name`"), "{text}");
    let cat = json!({"kind": "cat", "name": "a", "lives": "nine"});
    let (path, _) = located(json!({"pets": [], "guest": {"kind": "box", "inside": cat}})).await;
    assert_eq!(path, "guest.inside.lives");
}

#[test]
fn a_form_that_does_not_have_the_member_says_it() {
    let dog = Tagged::Dog(Dog { name: "Rex".to_owned(), tricks: None });
    assert_eq!(encoded(&dog), json!({"name": "Rex", "kind": "dog"}));
    let cat = Tagged::Cat(Cat { name: "Tom".to_owned(), lives: None });
    assert_eq!(encoded(&cat), json!({"name": "Tom"}));
}

fn encoded(value: &Tagged) -> Value {
    serde_json::to_value(value).expect("it can be written")
}

#[derive(Debug)]
enum Outcome {
    Good(Cat),
    Bad(Dog),
    Unrecognized(Value),
}

support::union! {
    Outcome by "success" { Good: "true" says true, Bad: "2" | "0.5", }
}

#[test]
fn tags_are_of_any_scalar_type() {
    let read = |value: Value| serde_json::from_value::<Outcome>(value).expect("any value is one");
    let good = read(json!({ "success": true, "name": "a" }));
    assert!(matches!(good, Outcome::Good(_)), "{good:?}");
    for tag in [json!(2), json!(2.0), json!(0.5), json!("2")] {
        let bad = read(json!({ "success": tag, "name": "a" }));
        assert!(matches!(bad, Outcome::Bad(_)), "{bad:?}");
    }
    for tag in [json!(false), json!(1), json!(null), json!([true])] {
        let unknown = read(json!({ "success": tag, "name": "a" }));
        assert!(matches!(unknown, Outcome::Unrecognized(_)), "{unknown:?}");
    }
    assert_eq!(json!(good), json!({ "name": "a", "success": true }));
}

#[derive(Debug)]
struct Named {
    kind: Option<String>,
    name: String,
}

support::object! { Named { kind: "kind" optional, name: "name" required, } }

#[derive(Debug)]
enum Animal {
    Cat(Named),
    Base(Named),
    Unrecognized(Value),
}

support::union! { Animal by "kind" { Cat: "cat" says "cat", } else Base }

#[test]
fn a_variant_writes_its_tag_whatever_its_own_field_has() {
    for kind in [None, Some(String::new()), Some("dog".to_owned())] {
        let cat = Animal::Cat(Named { kind, name: "Tom".to_owned() });
        let text = serde_json::to_string(&cat).expect("it is JSON");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON")["kind"], "cat");
        assert_eq!(text.matches("kind").count(), 1);
    }
}

#[test]
fn a_value_of_an_unknown_subtype_keeps_what_all_have() {
    let read = |value: &Value| serde_json::from_value::<Animal>(value.clone()).expect("any value");
    let cow = json!({ "kind": "cow", "name": "Bella" });
    let Animal::Base(base) = read(&cow) else { panic!("it has the properties of the base") };
    assert_eq!((base.kind.as_deref(), base.name.as_str()), (Some("cow"), "Bella"));
    assert_eq!(json!(Animal::Base(base)), cow);
    for other in [json!({ "kind": "cow" }), json!("cow"), json!(null)] {
        let Animal::Unrecognized(kept) = read(&other) else { panic!("{other} has no name") };
        assert_eq!(kept, other);
    }
}

#[derive(Debug)]
enum Deep {
    Left(Value),
    Right(Value),
    Unrecognized(Value),
}

support::union! {
    Deep {
        Left if { "/meta/side": "left", "/n": 1.0, "/none": (), },
        Right if { "/meta/side": "right", "/n": 2.0, "/on": true, },
    }
}

#[test]
fn constants_count_more_than_what_a_variant_keeps() {
    let read = |value: Value| serde_json::from_value::<Deep>(value).expect("any value is one");
    let value = read(json!({ "meta": { "side": "right" } }));
    assert!(matches!(value, Deep::Right(_)), "{value:?}");
    let value = read(json!({ "n": 2 }));
    assert!(matches!(value, Deep::Right(_)), "{value:?}");
    let value = read(json!({ "on": true }));
    assert!(matches!(value, Deep::Right(_)), "{value:?}");
    let value = read(json!({ "none": null }));
    assert!(matches!(value, Deep::Left(_)), "{value:?}");
    let neither = read(json!({ "meta": { "side": "top" } }));
    assert!(matches!(neither, Deep::Unrecognized(_)), "{neither:?}");
    let contradictory = read(json!({ "meta": { "side": "left" }, "n": 2 }));
    assert!(matches!(contradictory, Deep::Unrecognized(_)), "{contradictory:?}");
}
