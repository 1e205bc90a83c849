//! References to schemas whose only value is null.

use crate::document::each_object_mut;
use crate::document::pointer::{escape, percent_decoded};
use crate::document::structure::Kind;
use serde_json::{Map, Value, json};

/// Replaces references in `oneOf` and `anyOf` to schemas whose only value is null by such a schema,
/// so that null means the same behind a reference as in place.
pub(super) fn inline(root: &mut Value) {
    let names = null_schemas(root);
    if !names.is_empty() {
        each_object_mut(root, Some(Kind::Document), &mut |_, members, _| {
            for key in ["oneOf", "anyOf"] {
                let branches = members.get_mut(key).and_then(Value::as_array_mut);
                branches.into_iter().flatten().for_each(|branch| replace(&names, branch));
            }
        });
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
    found.map(|(name, _)| format!("/components/schemas/{}", escape(name))).collect()
}

fn is_only_null(schema: &Map<String, Value>) -> bool {
    match (schema.get("enum"), schema.get("const"), schema.get("type")) {
        (Some(values), ..) => *values == json!([null]),
        (None, Some(value), _) => value.is_null(),
        (None, None, kind) => kind.is_some_and(|kind| kind == "null" || *kind == json!(["null"])),
    }
}

fn replace(names: &[String], branch: &mut Value) {
    let target = branch.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| target.strip_prefix('#')).map(percent_decoded);
    if target.is_some_and(|target| names.contains(&target)) {
        *branch = json!({ "enum": [null] });
    }
}
