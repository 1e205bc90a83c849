//! How what is wrong is said.

use serde_json::{Number, Value};

/// A value as a message shows it: scalars as JSON, cut where they are long.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => quoted(text),
        scalar => scalar.to_string(),
    }
}

fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    let Some((end, _)) = text.char_indices().nth(MOST) else {
        return Value::from(text).to_string();
    };
    let start = Value::from(&text[..end]).to_string();
    format!("{}…\"", start.strip_suffix('"').unwrap_or(&start))
}

/// Some of several things, and how many more there are.
fn listed(things: impl ExactSizeIterator<Item = String>) -> String {
    const MOST: usize = 6;
    let more = things.len().saturating_sub(MOST);
    let mut shown: Vec<String> = things.take(MOST).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

fn type_name(name: &str) -> &str {
    match name {
        "object" => "an object",
        "array" => "a list",
        "string" => "a string",
        "boolean" => "true or false",
        "number" => "a number",
        "integer" => "an integer",
        other => other,
    }
}

pub(super) fn not_of(names: &[&str], value: &Value) -> String {
    let wanted: Vec<&str> = names.iter().map(|name| type_name(name)).collect();
    let json = matches!(names, ["object" | "array"])
        && value.as_str().is_some_and(|text| {
            text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<Value>(text).is_ok()
        });
    match json {
        true => format!("this is a string containing JSON, not {}", wanted.join(" or ")),
        false => format!("{} is not {}", shown(value), wanted.join(" or ")),
    }
}

pub(super) fn not_one_of(value: &Value, all: &[Value]) -> String {
    let one_of = if all.len() == 1 { "" } else { "one of " };
    format!("{} is not {one_of}{}", shown(value), listed(all.iter().map(shown)))
}

pub(super) fn missing(names: &[&str]) -> String {
    let are = if names.len() == 1 { "is" } else { "are" };
    format!("{} {are} missing", listed(names.iter().map(|name| format!("`{name}`"))))
}

pub(super) fn undeclared(name: &str) -> String {
    format!("unexpected property `{name}` (only declared properties are allowed)")
}

pub(super) fn twice(value: &Value) -> String {
    format!("{} is repeated", shown(value))
}

pub(super) fn count(count: usize, least: bool, limit: &Value, what: &str) -> String {
    let bound = if least { "fewer than" } else { "more than" };
    format!("{count} {what} are {bound} {limit}")
}

pub(super) fn no_match(text: &str, pattern: &str) -> String {
    format!("{} does not match the pattern {}", quoted(text), crate::prose::code(pattern))
}

pub(super) fn no_format(text: &str, wanted: &str) -> String {
    format!("{} is not {wanted}", quoted(text))
}

pub(super) fn no_integer(number: &Number, format: &str) -> String {
    format!("{number} is out of range for `{format}`")
}

pub(super) fn bound(number: &Number, key: &str, limit: &Value) -> String {
    let how = match key {
        "minimum" | "exclusiveMinimum" => "too small",
        "maximum" | "exclusiveMaximum" => "too large",
        _ => return format!("{number} is not a multiple of {limit}"),
    };
    format!("{number} is {how} for `{key}: {limit}`")
}

pub(super) fn none_of(value: &Value, key: &str, count: usize) -> String {
    format!("{} matches none of the {count} schemas of `{key}`", shown(value))
}

pub(super) fn several(value: &Value, several: usize, count: usize) -> String {
    format!("{} matches {several} of the {count} schemas of `oneOf`, not one", shown(value))
}

pub(super) fn excluded(value: &Value) -> String {
    format!("{} is excluded by `not`", shown(value))
}
