//! Enums: the values that a schema lists, and what they make together.

use super::schema::View;
use crate::document::pointer::Node;
use serde_json::Value;
use std::borrow::Cow;

/// An enum of texts, of integers or of scalars of any kind. Null among the values is not one of
/// them, but means that there may be null; a list of arrays or objects is no enum.
pub(super) fn values<'a>(node: &Node<'a>, types: &[&str], nullable: &mut bool) -> Option<View<'a>> {
    let constant = node.value.get("const").map(std::slice::from_ref);
    let values =
        node.value.get("enum").and_then(Value::as_array).map(Vec::as_slice).or(constant)?;
    let real: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    *nullable |= real.len() < values.len();
    if real.is_empty() || real.iter().any(|value| value.is_object() || value.is_array()) {
        return None;
    }
    of_type(&real, types)
}

/// What the values make, as far as their type agrees with the type of the schema. Where it does
/// not, it is the schema's: `1` in YAML may well have been meant as a text.
fn of_type<'a>(values: &[&'a Value], types: &[&str]) -> Option<View<'a>> {
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(value));
    match types {
        [] | ["string"] if all(Value::is_string) => words(values),
        ["string"] => words(values),
        [] | ["integer"] if all(Value::is_i64) => codes(values),
        ["integer"] if all(|value| integer(value).is_some()) => codes(values),
        [] if all(Value::is_boolean) => Some(View::Scalar("boolean")),
        ["boolean"] if all(is_boolean) => None,
        ["object" | "array"] => None,
        _ if all(|value| !value.is_u64() || value.is_i64()) => Some(View::Mixed(values.to_vec())),
        _ => None,
    }
}

/// Texts. A fraction is none: what was `1.10` in the document is 1.1 here.
fn words<'a>(values: &[&'a Value]) -> Option<View<'a>> {
    let word = |value: &&'a Value| match value {
        Value::String(text) => Some(Cow::Borrowed(text.as_str())),
        Value::Number(number) if !number.is_f64() => Some(Cow::Owned(number.to_string())),
        Value::Bool(flag) => Some(Cow::Owned(flag.to_string())),
        _ => None,
    };
    values.iter().map(word).collect::<Option<_>>().map(View::Strings)
}

fn codes<'a>(values: &[&'a Value]) -> Option<View<'a>> {
    values.iter().map(|value| integer(value)).collect::<Option<_>>().map(View::Integers)
}

/// An integer, be it written as a text or with a fraction of nothing.
fn integer(value: &Value) -> Option<i64> {
    /// Beyond this, a number with a fraction does not tell integers apart.
    const EXACT: f64 = (1_i64 << 53) as f64;
    match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_i64().or_else(|| {
            let number = value.as_f64()?;
            (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
        }),
    }
}

fn is_boolean(value: &Value) -> bool {
    value.is_boolean() || matches!(value.as_str(), Some("true" | "false"))
}
