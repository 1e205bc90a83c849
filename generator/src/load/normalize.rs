//! What 3.1 and 3.2 write otherwise, written the one way that lowering reads.

use crate::document::pointer::percent_decoded;
use crate::document::reference::file_of;
use crate::document::structure::Kind;
use crate::document::{Version, each_object_mut};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Rewrites a tree in place. A schema of several types becomes one of several schemas of one type
/// each, which keep what else it says; a reference by an anchor or an `$id` becomes one by a
/// pointer; and one that has siblings, which count since 3.1, becomes a part of an `allOf`.
pub fn normalize(root: &mut Value) {
    let siblings_count = Version::of(root) != Version::V3_0;
    let mut names = Names::default();
    each_object_mut(root, Some(Kind::Document), &mut |kind, members, at| {
        if matches!(kind, Some(Kind::Schema) | None) {
            if members.contains_key("$anchor") || members.contains_key("$id") {
                names.add(members, &at.pointer());
            }
            if siblings_count {
                join_reference(members);
            }
            spread(members);
        }
    });
    if !names.is_empty() {
        each_object_mut(root, Some(Kind::Document), &mut |_, members, _| names.follow(members));
    }
}

/// Makes `allOf` of a reference that has something beside it that says what an object holds.
fn join_reference(members: &mut Map<String, Value>) {
    let is_more = |key: &str, test: fn(&Value) -> bool| members.get(key).is_some_and(test);
    let is_more = ["properties", "patternProperties"]
        .iter()
        .any(|key| is_more(key, Value::is_object))
        || ["required", "allOf", "oneOf", "anyOf"].iter().any(|key| is_more(key, Value::is_array))
        || is_more("additionalProperties", Value::is_object);
    if !is_more || !members.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    let Some(target) = members.shift_remove("$ref") else { return };
    let reference = json!({ "$ref": target });
    match members.get_mut("allOf").and_then(Value::as_array_mut) {
        // Behind the others: what stands at their places is still found there.
        Some(all) => all.push(reference),
        None => drop(members.insert("allOf".to_owned(), json!([reference]))),
    }
}

/// What schemas are called beside their place: pointers by `$id`, and by the pointer of the file
/// that they stand in and their anchor. The first of a name counts.
#[derive(Default)]
struct Names {
    ids: HashMap<String, String>,
    anchors: HashMap<(String, String), String>,
}

impl Names {
    fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.anchors.is_empty()
    }

    /// Adds the names of a schema.
    fn add(&mut self, members: &Map<String, Value>, pointer: &str) {
        if let Some(Value::String(name)) = members.get("$anchor") {
            let key = (file_of(pointer).to_owned(), name.clone());
            self.anchors.entry(key).or_insert_with(|| pointer.to_owned());
        }
        if let Some(Value::String(id)) = members.get("$id") {
            let id = id.trim_end_matches('#').to_owned();
            self.ids.entry(id).or_insert_with(|| pointer.to_owned());
        }
    }

    /// The pointer that a reference means that is none itself.
    fn pointer(&self, target: &str) -> Option<String> {
        let (whole, fragment) = target.split_once('#').unwrap_or((target, ""));
        if !whole.is_empty() {
            let id = self.ids.get(whole)?;
            let inside = fragment.is_empty() || fragment.starts_with('/');
            return inside.then(|| format!("{id}{}", percent_decoded(fragment)));
        }
        let (file, name) = fragment.split_once('#').unwrap_or(("", fragment));
        self.anchors.get(&(percent_decoded(file), name.to_owned())).cloned()
    }

    fn follow(&self, members: &mut Map<String, Value>) {
        if let Some(Value::String(target)) = members.get_mut("$ref")
            && let Some(pointer) = self.pointer(target)
        {
            // A pointer in a reference is part of a URI.
            *target = format!("#{}", pointer.replace('%', "%25"));
        }
    }
}

/// Keywords that a schema keeps for itself when its types are spread.
const ABOUT: &[&str] = &[
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "examples",
];

/// The types that a schema names, if they are several, and whether null is among them.
fn several(members: &Map<String, Value>) -> Option<(Vec<String>, bool)> {
    let combines = ["anyOf", "oneOf", "allOf", "enum"].iter().any(|key| members.contains_key(*key));
    let types = members.get("type")?.as_array().filter(|_| !combines)?;
    let mut types: Vec<String> =
        types.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let before = types.len();
    types.retain(|name| name != "null");
    let numbers = types.iter().all(|name| matches!(name.as_str(), "integer" | "number"));
    let nullable = types.len() < before;
    (types.len() > 1 && !numbers).then_some((types, nullable))
}

fn spread(members: &mut Map<String, Value>) {
    let Some((types, nullable)) = several(members) else { return };
    let said = std::mem::take(members);
    let stays = |key: &String| ABOUT.contains(&key.as_str()) || key.starts_with("x-");
    let pick = |keep: &dyn Fn(&String) -> bool| -> Vec<(String, Value)> {
        let kept = said.iter().filter(|(key, _)| keep(key));
        kept.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    members.extend(pick(&stays));
    let branch = |name: &String| {
        let mut branch = Map::from_iter([("type".to_owned(), json!(name))]);
        branch.extend(pick(&|key| suits(key, name)));
        Value::Object(branch)
    };
    members.insert("anyOf".to_owned(), types.iter().map(branch).collect());
    if nullable {
        members.insert("nullable".to_owned(), true.into());
    }
}

/// Whether a keyword says something of values of a type.
fn suits(key: &str, name: &str) -> bool {
    match key {
        "properties" | "required" | "additionalProperties" | "minProperties" | "maxProperties" => {
            name == "object"
        }
        "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" => name == "array",
        "minLength" | "maxLength" | "pattern" | "format" => name == "string",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            matches!(name, "integer" | "number")
        }
        _ => false,
    }
}
