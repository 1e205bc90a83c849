//! References to schemas whose only value is null.

use super::pointer::{is_data, percent_decoded};
use serde_json::{Map, Value, json};

/// Replaces references in `oneOf` and `anyOf` to schemas whose only value is null by such a schema,
/// so that null means the same behind a reference as in place.
pub(super) fn inline(root: &mut Value) {
    let names = null_schemas(root);
    if !names.is_empty() {
        within(&names, "", root);
    }
}

/// The references to schemas that are only null, directly or through other references.
fn null_schemas(root: &Value) -> Vec<String> {
    /// Chains of references are followed so far.
    const LONGEST: usize = 8;
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    let is_null = |start: &Value| {
        let mut schema = start;
        for _ in 0..LONGEST {
            let target = schema.get("$ref").and_then(Value::as_str);
            let Some(target) = target.and_then(|target| target.strip_prefix('#')) else { break };
            let Some(found) = root.pointer(&percent_decoded(target)) else { break };
            schema = found;
        }
        schema.as_object().is_some_and(is_only_null)
    };
    let found = schemas.into_iter().flatten().filter(|(_, schema)| is_null(schema));
    found.map(|(name, _)| format!("/components/schemas/{}", super::pointer::escape(name))).collect()
}

fn is_only_null(schema: &Map<String, Value>) -> bool {
    match (schema.get("enum"), schema.get("const"), schema.get("type")) {
        (Some(values), ..) => *values == json!([null]),
        (None, Some(value), _) => value.is_null(),
        (None, None, kind) => kind.is_some_and(|kind| kind == "null" || *kind == json!(["null"])),
    }
}

fn within(names: &[String], parent: &str, value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut().filter(|(name, _)| !is_data(parent, name)) {
                if let ("oneOf" | "anyOf", Value::Array(branches)) = (name.as_str(), &mut *member) {
                    branches.iter_mut().for_each(|branch| replace(names, branch));
                }
                within(names, name, member);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| within(names, "", item)),
        _ => {}
    }
}

fn replace(names: &[String], branch: &mut Value) {
    let target = branch.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| target.strip_prefix('#')).map(percent_decoded);
    if target.is_some_and(|target| names.contains(&target)) {
        *branch = json!({ "enum": [null] });
    }
}
