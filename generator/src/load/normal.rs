//! What 3.1 and 3.2 write otherwise, written the one way that lowering reads.

use super::pointer::is_data;
use serde_json::{Map, Value, json};

/// Rewrites a tree in place. Only a schema of several types changes: it becomes one of several
/// schemas of one type each, which keep what else it says.
pub fn normalise(value: &mut Value) {
    within("", value);
}

fn within(parent: &str, value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut().filter(|(name, _)| !is_data(parent, name)) {
                within(name, member);
            }
            spread(members);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| within("", item)),
        _ => {}
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
