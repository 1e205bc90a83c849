//! Writes parameter values the way their description says (`style`, `explode`, `allowReserved`).

use super::description::{Param, Style};
use serde_json::{Map, Value};

/// Bytes that stand for themselves in every part of a URL (RFC 3986, unreserved).
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Bytes that `allowReserved` lets through as they are: RFC 3986's reserved ones without those
/// that would end a value or change it (`#`, `&`, and `+`, which many servers read as a space).
fn is_reserved(byte: u8) -> bool {
    b":/?[]@!$'()*,;=".contains(&byte)
}

/// Percent-encodes a text; with `reserved`, what is reserved and harmless is left as it is.
pub(crate) fn percent(text: &str, reserved: bool) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_unreserved(byte) || (reserved && is_reserved(byte)) {
            out.push(byte.into());
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)].into());
            out.push(HEX[usize::from(byte & 15)].into());
        }
    }
    out
}

/// The text of a value on its own: a string as it is, anything else as JSON.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The texts of a value's parts, keys among them; a part that is null counts as not given.
fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => given(items).map(plain).collect(),
        Value::Object(members) => {
            members_of(members).flat_map(|(key, value)| [key.clone(), plain(value)]).collect()
        }
        other => vec![plain(other)],
    }
}

fn given(items: &[Value]) -> impl Iterator<Item = &Value> {
    items.iter().filter(|item| !item.is_null())
}

fn members_of(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members.iter().filter(|(_, value)| !value.is_null())
}

/// `key=value` for every member.
fn assignments(members: &Map<String, Value>, encode: impl Fn(&str) -> String) -> Vec<String> {
    let text =
        |(key, value): (&String, &Value)| format!("{}={}", encode(key), encode(&plain(value)));
    members_of(members).map(text).collect()
}

/// A name with its value: one text, or several with a delimiter between them.
struct Pair {
    name: String,
    texts: Vec<String>,
    /// Written as it is.
    delimiter: &'static str,
}

impl Pair {
    fn one(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), texts: vec![text], delimiter: "" }
    }
}

/// The pairs that a value becomes in a query, a form or a cookie header; not yet encoded.
fn pairs(param: &Param, value: &Value) -> Vec<Pair> {
    let name = param.name;
    match (param.style, value) {
        (Style::Json, _) => vec![Pair::one(name, value.to_string())],
        (Style::JsonText, _) => vec![Pair::one(name, plain(value))],
        (_, Value::Null) => Vec::new(),
        (Style::Deep, Value::Object(_) | Value::Array(_)) => {
            let mut out = Vec::new();
            deep(name.to_owned(), value, &mut out);
            out
        }
        (_, Value::Array(items)) if param.explode => {
            given(items).map(|item| Pair::one(name, plain(item))).collect()
        }
        (_, Value::Object(members)) if param.explode => {
            members_of(members).map(|(key, value)| Pair::one(key, plain(value))).collect()
        }
        (style, Value::Array(_) | Value::Object(_)) => delimited(name, style, list(value)),
        (_, scalar) => vec![Pair::one(name, plain(scalar))],
    }
}

/// All parts in one pair; nothing where there are none.
fn delimited(name: &str, style: Style, texts: Vec<String>) -> Vec<Pair> {
    let delimiter = match style {
        Style::Space => "%20",
        Style::Pipe => "%7C",
        _ => ",",
    };
    if texts.is_empty() {
        Vec::new()
    } else {
        vec![Pair { name: name.to_owned(), texts, delimiter }]
    }
}

/// OpenAPI leaves open what is nested in an object: members go on in brackets, the elements of an
/// array have empty ones, or their index where they have members of their own.
fn deep(name: String, value: &Value, out: &mut Vec<Pair>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| deep(format!("{name}[{key}]"), value, out));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let nested = item.is_object() || item.is_array();
                let index = if nested { index.to_string() } else { String::new() };
                deep(format!("{name}[{index}]"), item, out);
            }
        }
        scalar => out.push(Pair::one(name, plain(scalar))),
    }
}

/// Appends the pairs of a value to a query, encoded.
pub(crate) fn query(out: &mut String, param: &Param, value: &Value) {
    for Pair { name, texts, delimiter } in pairs(param, value) {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&percent(&name, false));
        out.push('=');
        let texts: Vec<String> = texts.iter().map(|text| percent(text, param.reserved)).collect();
        out.push_str(&texts.join(delimiter));
    }
}

/// A path parameter in its style, encoded: every reserved byte too, or it would end the segment.
pub(crate) fn path(param: &Param, value: &Value) -> String {
    let encode = |text: &str| percent(text, false);
    let parts = match value {
        _ if param.style == Style::Json => vec![encode(&value.to_string())],
        _ if param.style == Style::JsonText => vec![encode(&plain(value))],
        Value::Object(members) if param.explode => assignments(members, encode),
        _ => list(value).iter().map(|text| encode(text)).collect(),
    };
    let joined = |delimiter: &str| parts.join(delimiter);
    let name = percent(param.name, false);
    match (param.style, value) {
        (Style::Label, _) if param.explode => format!(".{}", joined(".")),
        (Style::Label, _) => format!(".{}", joined(",")),
        (Style::Matrix, _) if joined("").is_empty() && parts.len() < 2 => format!(";{name}"),
        (Style::Matrix, Value::Object(_)) if param.explode => format!(";{}", joined(";")),
        (Style::Matrix, _) if param.explode => format!(";{name}={}", joined(&format!(";{name}="))),
        (Style::Matrix, _) => format!(";{name}={}", joined(",")),
        _ => joined(","),
    }
}

/// A header's text: simple style, nothing is encoded. None where nothing is to be sent.
pub(crate) fn header(param: &Param, value: &Value) -> Option<String> {
    let parts = match value {
        _ if param.style == Style::Json => return Some(value.to_string()),
        _ if param.style == Style::JsonText => return Some(plain(value)),
        Value::Object(members) if param.explode => assignments(members, str::to_owned),
        _ => list(value),
    };
    if parts.is_empty() { None } else { Some(parts.join(",")) }
}
