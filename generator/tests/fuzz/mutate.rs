//! Changes to documents that are fine: to their bytes, and to their structure.

use super::random::Random;
use super::words;
use serde_json::{Value, json};

/// Some changes to bytes.
pub fn bytes(random: &mut Random, text: &mut Vec<u8>) {
    const PIECES: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "\n",
        "- ",
        "  ",
        "\t",
        "\0",
        "&a ",
        "*a",
        "<<: ",
        "!!str ",
        "|",
        ">",
        "---\n",
        "...\n",
        "#",
        "$ref",
        "null",
        "1e999",
        "-0",
        "\u{feff}",
        "\\u",
        "\\ud800",
        "%",
        "? ",
        "{{",
        "99999999999999999999",
    ];
    for _ in 0..1 + random.below(6) {
        let at = random.below(text.len() + 1);
        let to = (at + random.below(40)).min(text.len());
        match random.below(7) {
            0 => drop(text.drain(at..to)),
            1 => drop(text.splice(at..at, random.pick(PIECES).bytes())),
            2 => {
                let piece = text[at..to].to_vec();
                let elsewhere = random.below(text.len() + 1);
                text.splice(elsewhere..elsewhere, piece);
            }
            3 => text.insert(at, random.next() as u8),
            4 if at < text.len() => text[at] = random.next() as u8,
            5 if at < text.len() => text[at] ^= 1 << random.below(8),
            6 if random.percent(20) => text.truncate(at),
            _ => drop(text.splice(at..at, words::name(random).bytes())),
        }
    }
}

/// Some changes to a tree: parts are left out, swapped, doubled, renamed, replaced.
pub fn tree(random: &mut Random, root: &mut Value) {
    for _ in 0..1 + random.below(5) {
        let places = places(root);
        let (here, there) = (random.pick(&places).clone(), random.pick(&places).clone());
        let elsewhere = root.pointer(&there).cloned().unwrap_or_default();
        match random.below(6) {
            0 => remove(root, &here),
            1 => set(root, &here, elsewhere),
            2 => {
                let value = root.pointer(&here).cloned().unwrap_or_default();
                set(root, &here, elsewhere);
                set(root, &there, value);
            }
            3 => rename(random, root, &here),
            4 => set(root, &here, anything(random, &there)),
            _ => match root.pointer_mut(&here) {
                Some(Value::Object(members)) => {
                    members.insert(words::name(random), elsewhere);
                }
                Some(Value::Array(items)) => items.push(elsewhere),
                _ => {}
            },
        }
        // Copies of copies would grow without end.
        if root.to_string().len() > 200_000 {
            break;
        }
    }
}

fn anything(random: &mut Random, pointer: &str) -> Value {
    match random.below(9) {
        0 => Value::Null,
        1 => true.into(),
        2 => false.into(),
        3 => json!(-1.5e300),
        4 => json!([]),
        5 => json!({}),
        6 => json!({ "$ref": format!("#{pointer}") }),
        7 => random.next().into(),
        _ => words::name(random).into(),
    }
}

/// The pointers of all nodes.
pub fn places(root: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut open = vec![(String::new(), root)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(members) => open.extend(members.iter().map(|(key, value)| {
                (format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), value)
            })),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                open.extend(items.map(|(i, value)| (format!("{pointer}/{i}"), value)));
            }
            _ => {}
        }
        places.push(pointer);
    }
    places
}

/// Takes a node out.
pub fn remove(root: &mut Value, pointer: &str) {
    let Some((parent, token)) = pointer.rsplit_once('/') else { return };
    let token = token.replace("~1", "/").replace("~0", "~");
    match root.pointer_mut(parent) {
        Some(Value::Object(members)) => drop(members.shift_remove(&token)),
        Some(Value::Array(items)) => {
            if let Some(index) = token.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// Puts a value in the place of a node.
pub fn set(root: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = root.pointer_mut(pointer) {
        *place = value;
    }
}

fn rename(random: &mut Random, root: &mut Value, pointer: &str) {
    let value = root.pointer(pointer).cloned().unwrap_or_default();
    let Some((parent, _)) = pointer.rsplit_once('/') else { return };
    remove(root, pointer);
    if let Some(Value::Object(members)) = root.pointer_mut(parent) {
        members.insert(words::name(random), value);
    }
}

/// Gives a keyword a value that is of no kind it can have; the pointer of that.
pub fn kind(random: &mut Random, root: &mut Value) -> Option<String> {
    let mut wrong: Vec<(String, Value)> =
        places(root).into_iter().filter_map(|at| Some((at.clone(), unfit(&at)?))).collect();
    if wrong.is_empty() {
        return None;
    }
    let (pointer, value) = wrong.swap_remove(random.below(wrong.len()));
    set(root, &pointer, value);
    Some(pointer)
}

/// What a place cannot hold, where that is known.
fn unfit(pointer: &str) -> Option<Value> {
    const DATA: &[&str] = &["example", "examples", "default", "enum", "const", "mapping"];
    /// In these, keys are names.
    const MAPS: &[&str] = &[
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "schemas",
        "headers",
        "responses",
        "content",
        "paths",
        "webhooks",
        "pathItems",
        "encoding",
        "variables",
        "requestBodies",
        "securitySchemes",
        "parameters",
    ];
    const LISTS: &[&str] =
        &["parameters", "servers", "security", "tags", "allOf", "oneOf", "anyOf"];
    const OBJECTS: &[&str] = &["properties", "content", "responses", "variables", "encoding"];
    const SCHEMAS: &[&str] = &["schema", "items", "additionalProperties", "not", "propertyNames"];
    const TEXTS: &[&str] =
        &["name", "in", "description", "title", "operationId", "summary", "url", "$ref", "format"];
    const FLAGS: &[&str] = &["explode", "allowReserved", "deprecated", "nullable", "readOnly"];
    const NUMBERS: &[&str] = &["minimum", "maximum", "maxLength", "minItems"];
    let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
    let [.., parent, key] = tokens.as_slice() else { return None };
    let around = &tokens[..tokens.len() - 1];
    let names_a_name = |i: usize| i > 0 && MAPS.contains(&tokens[i - 1]);
    // Nothing is made of callbacks.
    let is_data =
        |token: &&str| DATA.contains(token) || *token == "callbacks" || token.starts_with("x-");
    // A requirement's keys are names too.
    let in_requirement = tokens.iter().rev().nth(2) == Some(&"security");
    if around.iter().any(is_data) || in_requirement {
        return None;
    }
    // `properties` may be the name of a property, and so on.
    if MAPS.contains(parent)
        || (1..tokens.len()).any(|i| names_a_name(i) && MAPS.contains(&tokens[i]))
    {
        return None;
    }
    match *key {
        key if [LISTS, OBJECTS, SCHEMAS, FLAGS].iter().any(|keys| keys.contains(&key)) => {
            Some(7.into())
        }
        key if TEXTS.contains(&key) => Some(json!([])),
        key if NUMBERS.contains(&key) => Some("seven".into()),
        _ => None,
    }
}
