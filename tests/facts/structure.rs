//! Everything but prose, examples and `x-` extensions is the vendor's.
//!
//! The vendor's document is not part of this repository (`tests/support/corpus.rs` looks for it);
//! where it is not at hand the test says so in one line.

use super::{OURS, members, operations, ours, read};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use test_support::corpus::vendor;

const THEIRS: &str = "twilio/twilio_video_v1.yaml";

/// Members whose keys are names of the author's choosing, not words of OpenAPI.
const NAMED: [&str; 16] = [
    "callbacks",
    "content",
    "encoding",
    "headers",
    "links",
    "mapping",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "variables",
    "patternProperties",
];

/// What may differ: prose, examples, extensions. A schema's `title` is a name, and counts.
fn is_free(key: &str) -> bool {
    matches!(key, "summary" | "description" | "example" | "examples") || key.starts_with("x-")
}

/// A node without what may differ. `named`: its keys are names, so that all of them count.
fn structure(node: &Value, named: bool) -> Value {
    match node {
        Value::Object(members) => {
            let members = members.iter().filter(|(key, _)| named || !is_free(key));
            let member = |(key, value): (&String, &Value)| match key.as_str() {
                "enum" | "default" | "const" if !named => (key.clone(), value.clone()),
                word => (key.clone(), structure(value, !named && NAMED.contains(&word))),
            };
            Value::Object(members.map(member).collect())
        }
        Value::Array(items) => items.iter().map(|item| structure(item, false)).collect(),
        scalar => scalar.clone(),
    }
}

/// The pointers of everything that a node refers to.
fn references(node: &Value, out: &mut BTreeSet<String>) {
    match node {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("$ref", Value::String(target)) => drop(out.insert(target.clone())),
                    (_, value) => references(value, out),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, out)),
        _ => {}
    }
}

/// The parts that the paths reach, by pointer; and the security schemes that they name.
fn reached(document: &Value) -> Map<String, Value> {
    let mut open = BTreeSet::new();
    references(&document["paths"], &mut open);
    schemes(&document["security"], &mut open);
    for (_, _, operation) in operations(document) {
        schemes(&operation["security"], &mut open);
    }
    let mut parts = Map::new();
    while let Some(target) = open.pop_first() {
        let part = document.pointer(target.trim_start_matches('#'));
        let part = part.unwrap_or_else(|| panic!("{target} refers to nothing"));
        if parts.insert(target, part.clone()).is_none() {
            references(part, &mut open);
        }
    }
    parts
}

fn schemes(security: &Value, out: &mut BTreeSet<String>) {
    for alternative in security.as_array().into_iter().flatten() {
        let names = alternative.as_object().into_iter().flat_map(Map::keys);
        out.extend(names.map(|name| format!("#/components/securitySchemes/{name}")));
    }
}

/// What is compared of a document.
fn facts(document: &Value) -> Value {
    let parts = reached(document).into_iter();
    let parts = parts.map(|(target, part)| (target, structure(&part, false)));
    json!({
        "openapi": document["openapi"],
        "servers": structure(&document["servers"], false),
        "security": document["security"],
        "paths": structure(&document["paths"], true),
        "parts": Value::Object(parts.collect()),
    })
}

/// The places in which two nodes differ.
fn differences(at: &str, ours: &Value, theirs: &Value, out: &mut Vec<String>) {
    if let (Value::Object(left), Value::Object(right)) = (ours, theirs) {
        let keys: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
        for key in keys {
            differences(&format!("{at} > {key}"), &ours[key], &theirs[key], out);
        }
    } else if let (Value::Array(left), Value::Array(right)) = (ours, theirs)
        && left.len() == right.len()
    {
        for (index, (left, right)) in left.iter().zip(right).enumerate() {
            differences(&format!("{at} > {index}"), left, right, out);
        }
    } else if ours != theirs {
        out.push(format!("{at}: {ours} here, {theirs} there"));
    }
}

#[test]
fn the_structure_is_the_vendor_s() {
    let Some(path) = vendor(THEIRS) else {
        return test_support::skip("facts", "the vendor's document is not next to the checkout");
    };
    let mut found = Vec::new();
    differences("", &facts(&ours()), &facts(&read(&path)), &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Nothing is described that the operations do not reach, and nothing of ours is an extension.
#[test]
fn nothing_is_left_over() {
    let ours = ours();
    let reached: BTreeSet<String> = reached(&ours).into_iter().map(|it| it.0).collect();
    let described = members(&ours["components"]).flat_map(|(kind, parts)| {
        members(parts).map(move |(name, _)| format!("#/components/{kind}/{name}"))
    });
    assert_eq!(described.collect::<BTreeSet<String>>(), reached);
    let tagged = operations(&ours).filter_map(|(_, _, operation)| operation["tags"][0].as_str());
    let tags = ours["tags"].as_array().expect("there are tags");
    let described = tags.iter().filter_map(|tag| tag["name"].as_str());
    assert_eq!(described.collect::<BTreeSet<_>>(), tagged.collect::<BTreeSet<_>>());
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(OURS));
    let text = text.expect("the document can be read");
    assert!(!text.lines().any(|line| line.trim_start().starts_with("x-")));
}

#[test]
fn only_what_may_differ_is_left_out() {
    let node = json!({
        "title": "Counts",
        "description": "prose",
        "x-word": 1,
        "properties": {
            "description": {"type": "string", "summary": "prose", "default": {"example": 1}},
            "x-named": {"properties": {"example": {"example": 2}}},
        },
        "parameters": [{"name": "a", "description": "prose"}],
    });
    let expected = json!({
        "title": "Counts",
        "properties": {
            "description": {"type": "string", "default": {"example": 1}},
            "x-named": {"properties": {"example": {}}},
        },
        "parameters": [{"name": "a"}],
    });
    assert_eq!(structure(&node, false), expected);
}
