//! The description in `spec/` says what the vendor's own says, and its examples are true.
//!
//! `facts/video_v1.txt` is the vendor's API on five hundred lines: operations, parameters, types,
//! limits. Where the vendor's document is at hand, the whole structure is compared too.

#[path = "facts/examples.rs"]
mod examples;
#[path = "facts/structure.rs"]
mod structure;
#[path = "facts/table.rs"]
mod table;

use serde_json::{Map, Value};
use std::path::Path;

const OURS: &str = "spec/video_v1.yaml";

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the document can be read");
    serde_yaml::from_str(&text).expect("the document is YAML")
}

fn ours() -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(OURS))
}

/// The members of an object, by name; none of anything else.
fn members(node: &Value) -> impl Iterator<Item = (&String, &Value)> {
    node.as_object().into_iter().flatten()
}

/// All operations: path, verb, operation.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    const VERBS: [&str; 8] = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];
    members(&document["paths"]).flat_map(|(path, item)| {
        let found = members(item).filter(|(verb, _)| VERBS.contains(&verb.as_str()));
        found.map(|(verb, operation)| (path.as_str(), verb.as_str(), operation))
    })
}

/// A schema, or what it refers to.
fn referred<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(target) => document
            .pointer(target.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("{target} refers to nothing")),
        None => schema,
    }
}

/// The last word of a reference: the name of a schema.
fn name(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}

/// The schemas of a map of media types, with the examples beside each.
fn media(content: &Value) -> impl Iterator<Item = (&Value, &Map<String, Value>)> {
    members(content).map(|(media_type, media)| {
        let examples = media["examples"].as_object();
        (&media["schema"], examples.unwrap_or_else(|| panic!("{media_type} has no examples")))
    })
}
