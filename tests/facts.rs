//! The description in `spec/` says what the vendor's own says, and its examples are true.
//!
//! Compared is the structure: everything but prose, examples and `x-` extensions. The vendor's
//! documents are not part of this repository; where they are not at hand the test says so in one
//! line. `SPECWRIGHT_VENDOR_SPECS` names their folder, `../shared/specs` unless set.

use chrono::{DateTime, SecondsFormat};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use twilio_video::operations::ListRoomResponse;
use twilio_video::{HttpMethod, Room, RoomStatus, RoomType, VideoCodec};

const OURS: &str = "spec/video_v1.yaml";
const THEIRS: &str = "twilio/twilio_video_v1.yaml";

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the document can be read");
    serde_yaml::from_str(&text).expect("the document is YAML")
}

fn ours() -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(OURS))
}

fn vendor_path() -> PathBuf {
    let folder = std::env::var_os("SPECWRIGHT_VENDOR_SPECS").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join(folder.unwrap_or_else(|| "../shared/specs".into())).join(THEIRS)
}

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

/// The parts that these paths reach, by pointer; and the security schemes that they name.
fn reached(document: &Value, paths: &Value) -> Map<String, Value> {
    let mut open = BTreeSet::new();
    references(paths, &mut open);
    schemes(&document["security"], &mut open);
    let operations = paths.as_object().into_iter().flat_map(Map::values);
    for operation in operations.filter_map(Value::as_object).flat_map(Map::values) {
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

/// What is compared of a document, for the paths that ours has.
fn facts(document: &Value, paths: &[&String]) -> Value {
    let all = &document["paths"];
    let chosen = paths.iter().map(|path| ((*path).clone(), all[path.as_str()].clone()));
    let chosen = Value::Object(chosen.collect());
    let parts = reached(document, &chosen).into_iter();
    let parts = parts.map(|(target, part)| (target, structure(&part, false)));
    json!({
        "openapi": document["openapi"],
        "servers": structure(&document["servers"], false),
        "security": document["security"],
        "paths": structure(&chosen, true),
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
    let path = vendor_path();
    if !path.is_file() {
        // Not through `println!`, which the test harness swallows.
        let line = format!("skipped: the vendor's document is not at {}\n", path.display());
        return std::io::stderr().write_all(line.as_bytes()).expect("there is a standard error");
    }
    let (ours, theirs) = (ours(), read(&path));
    let paths: Vec<&String> = ours["paths"].as_object().into_iter().flat_map(Map::keys).collect();
    assert_eq!(paths, ["/v1/Rooms", "/v1/Rooms/{Sid}"]);
    let mut found = Vec::new();
    differences("", &facts(&ours, &paths), &facts(&theirs, &paths), &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Nothing is described that the operations do not reach, and nothing of ours is an extension.
#[test]
fn nothing_is_left_over() {
    let ours = ours();
    let reached: BTreeSet<String> =
        reached(&ours, &ours["paths"]).into_iter().map(|it| it.0).collect();
    let mut described = BTreeSet::new();
    for (kind, parts) in ours["components"].as_object().into_iter().flatten() {
        let names = parts.as_object().into_iter().flat_map(Map::keys);
        described.extend(names.map(|name| format!("#/components/{kind}/{name}")));
    }
    assert_eq!(described, reached);
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

/// Every `examples` of a map of media types or of a parameter, by name.
fn examples(node: &Value) -> Vec<(&String, &Value)> {
    let examples = node["examples"].as_object().into_iter().flatten();
    examples.map(|(name, example)| (name, &example["value"])).collect()
}

/// A value as it is compared: a null member is an absent one, date-times are instants.
fn meaning(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let given = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(given.map(|(key, value)| (key.clone(), meaning(value))).collect())
        }
        Value::Array(items) => items.iter().map(meaning).collect(),
        Value::String(text) => DateTime::parse_from_rfc3339(text)
            .map(|at| at.to_utc().to_rfc3339_opts(SecondsFormat::Nanos, true))
            .unwrap_or_else(|_| text.clone())
            .into(),
        scalar => scalar.clone(),
    }
}

/// Decodes a value and writes it again: nothing may be lost, and nothing made up.
fn round_trip<T: DeserializeOwned + Serialize>(name: &str, example: &Value) {
    let decoded: T =
        serde_json::from_value(example.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let written = serde_json::to_value(decoded).expect("a model can be written");
    assert_eq!(meaning(&written), meaning(example), "{name}");
}

fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let paths = document["paths"].as_object().into_iter().flat_map(Map::values);
    paths.flat_map(|path| [&path["get"], &path["post"]]).filter(|operation| !operation.is_null())
}

#[test]
fn examples_of_answers_decode_and_come_back() {
    let document = ours();
    for operation in operations(&document) {
        for response in operation["responses"].as_object().into_iter().flat_map(Map::values) {
            let found = examples(&response["content"]["application/json"]);
            assert!(!found.is_empty(), "{} has an example", operation["operationId"]);
            for (name, example) in found {
                match operation["operationId"].as_str() {
                    Some("ListRoom") => round_trip::<ListRoomResponse>(name, example),
                    _ => round_trip::<Room>(name, example),
                }
            }
        }
    }
}

/// Examples use words that the crate knows.
#[test]
fn examples_hold_known_values() {
    let mut rooms = Vec::new();
    for operation in operations(&ours()) {
        for response in operation["responses"].as_object().into_iter().flat_map(Map::values) {
            for (_, example) in examples(&response["content"]["application/json"]) {
                let list = example["rooms"].as_array().cloned();
                rooms.extend(list.unwrap_or_else(|| vec![example.clone()]));
            }
        }
    }
    for room in rooms {
        let room: Room = serde_json::from_value(room).expect("it is a room");
        let name = room.unique_name.unwrap_or_default();
        let known = |known: bool| assert!(known, "{name}");
        known(!matches!(room.status, Some(RoomStatus::Unrecognized(_)) | None));
        known(!matches!(room.type_, Some(RoomType::Unrecognized(_)) | None));
        known(!matches!(room.status_callback_method, Some(HttpMethod::Unrecognized(_)) | None));
        let codecs = room.video_codecs.unwrap_or_default();
        known(!codecs.iter().any(|codec| matches!(codec, VideoCodec::Unrecognized(_))));
    }
}

/// Examples of requests name fields that there are.
#[test]
fn examples_of_requests_name_known_fields() {
    let document = ours();
    for operation in operations(&document) {
        let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
        for (name, example) in examples(form) {
            for field in example.as_object().into_iter().flat_map(Map::keys) {
                let known = form["schema"]["properties"].get(field).is_some();
                assert!(known, "{name}: {field}");
            }
        }
    }
}
