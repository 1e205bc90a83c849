//! Writes parameter values the way their description says (`style`, `explode`, `allowReserved`).

use super::description;
#[cfg(any(part = "path", part = "cookie-json"))]
use super::percent::percent;
#[cfg(any(part = "pairs", part = "path", part = "cookie"))]
use super::percent::push;
#[cfg(part = "ascii-json")]
use super::text::escape_ascii;
#[cfg(part = "style-json")]
use super::text::json;
use super::text::sent;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The texts of a value's parts, keys among them; a part that is null counts as not given.
fn list(value: &Value) -> Vec<Cow<'_, str>> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => given(items).map(sent).collect(),
        Value::Object(members) => {
            members_of(members).flat_map(|(key, value)| [key.into(), sent(value)]).collect()
        }
        other => vec![sent(other)],
    }
}

fn given(items: &[Value]) -> impl Iterator<Item = &Value> {
    items.iter().filter(|item| !item.is_null())
}

fn members_of(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members.iter().filter(|(_, value)| !value.is_null())
}

#[cfg(any(part = "path", part = "header"))]
/// `key=value` for every member.
fn assignments(members: &Map<String, Value>, encode: impl Fn(&str) -> String) -> Vec<String> {
    let text =
        |(key, value): (&String, &Value)| format!("{}={}", encode(key), encode(&sent(value)));
    members_of(members).map(text).collect()
}

#[cfg(any(part = "path", part = "header"))]
/// Whether a value has no parts.
fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))
}

#[cfg(part = "pairs")]
/// The pairs of a query, of a form or of a cookie header, as they are written.
struct Pairs<'a> {
    out: &'a mut String,
    reserved: bool,
}

#[cfg(part = "pairs")]
impl Pairs<'_> {
    fn name(&mut self, name: &str) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        // What has no name is all that there is.
        if !name.is_empty() {
            push(self.out, name, false);
            self.out.push('=');
        }
    }

    fn pair(&mut self, name: &str, text: &str) {
        self.name(name);
        push(self.out, text, self.reserved);
    }

    /// All texts in one pair, with a delimiter that is written as it is; nothing where there are
    /// none.
    fn delimited(&mut self, name: &str, delimiter: &str, texts: &[Cow<'_, str>]) {
        let Some((first, rest)) = texts.split_first() else { return };
        self.pair(name, first);
        for text in rest {
            self.out.push_str(delimiter);
            push(self.out, text, self.reserved);
        }
    }

    #[cfg(part = "style-deep")]
    /// OpenAPI leaves open what is nested in an object: members go on in brackets, the elements of
    /// an array have empty ones, or their index where they have members of their own.
    fn deep(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(members) => {
                members.iter().for_each(|(key, value)| self.deep(&format!("{name}[{key}]"), value));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let nested = item.is_object() || item.is_array();
                    let index = if nested { index.to_string() } else { String::new() };
                    self.deep(&format!("{name}[{index}]"), item);
                }
            }
            scalar => self.pair(name, &sent(scalar)),
        }
    }
}

#[cfg(part = "pairs")]
/// Appends the pairs of a value to a query, encoded.
pub(crate) fn query(out: &mut String, param: &description::Param, value: &Value) {
    let name = param.name;
    let mut to = Pairs { out, reserved: param.reserved };
    match (param.style, value) {
        #[cfg(part = "style-json")]
        (description::Style::Json, _) => to.pair(name, &json(value)),
        #[cfg(part = "style-json-text")]
        (description::Style::JsonText, _) => to.pair(name, &sent(value)),
        (_, Value::Null) => {}
        #[cfg(part = "style-deep")]
        (description::Style::Deep, _) => to.deep(name, value),
        (_, Value::Array(items)) if param.explode => {
            given(items).for_each(|item| to.pair(name, &sent(item)));
        }
        (_, Value::Object(members)) if param.explode => {
            members_of(members).for_each(|(key, value)| to.pair(key, &sent(value)));
        }
        #[cfg(part = "style-space")]
        (description::Style::Space, Value::Array(_) | Value::Object(_)) => {
            to.delimited(name, "%20", &list(value));
        }
        #[cfg(part = "style-pipe")]
        (description::Style::Pipe, Value::Array(_) | Value::Object(_)) => {
            to.delimited(name, "%7C", &list(value));
        }
        (_, Value::Array(_) | Value::Object(_)) => to.delimited(name, ",", &list(value)),
        (_, scalar) => to.pair(name, &sent(scalar)),
    }
}

#[cfg(part = "cookie")]
/// Appends the cookies of a value to the header `Cookie`. Values are not encoded, because servers do
/// not decode cookies. JSON is percent-encoded: it has characters that a cookie cannot have.
///
/// # Errors
///
/// A value has characters other than those that RFC 6265 allows.
pub(crate) fn cookie(
    out: &mut String,
    param: &description::Param,
    value: &Value,
) -> Result<(), &'static str> {
    let mut pair = |name: &str, texts: &[Cow<'_, str>]| {
        if !texts.iter().all(|text| text.bytes().all(is_cookie_octet)) {
            return Err("has a character that a cookie cannot have");
        }
        if !out.is_empty() {
            out.push_str("; ");
        }
        push(out, name, false);
        out.push('=');
        out.push_str(&texts.join(","));
        Ok(())
    };
    match (param.style, value) {
        #[cfg(part = "style-json")]
        (description::Style::Json, _) => pair(param.name, &[percent(&json(value), false).into()]),
        #[cfg(part = "style-json-text")]
        (description::Style::JsonText, _) => {
            pair(param.name, &[percent(&sent(value), false).into()])
        }
        (_, Value::Array(items)) if param.explode => {
            given(items).try_for_each(|item| pair(param.name, &[sent(item)]))
        }
        (_, Value::Object(members)) if param.explode => {
            members_of(members).try_for_each(|(key, value)| pair(key, &[sent(value)]))
        }
        _ => match list(value).as_slice() {
            [] => Ok(()),
            texts => pair(param.name, texts),
        },
    }
}

#[cfg(part = "cookie")]
/// Whether a cookie can have this byte in its value (RFC 6265, `cookie-octet`).
fn is_cookie_octet(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e)
}

#[cfg(part = "path")]
/// Appends a path parameter in its style, encoded: every reserved byte too, or it would end the
/// segment.
pub(crate) fn path(out: &mut String, param: &description::Param, value: &Value) {
    match param.style {
        #[cfg(part = "style-json")]
        description::Style::Json => push(out, &json(value), false),
        #[cfg(part = "style-json-text")]
        description::Style::JsonText => push(out, &sent(value), false),
        #[cfg(part = "style-label")]
        description::Style::Label => out.push_str(&labelled(param, value)),
        #[cfg(part = "style-matrix")]
        description::Style::Matrix => out.push_str(&labelled(param, value)),
        _ if is_scalar(value) => push(out, &sent(value), false),
        _ => out.push_str(&path_parts(param, value).join(",")),
    }
}

#[cfg(part = "path")]
fn path_parts(param: &description::Param, value: &Value) -> Vec<String> {
    let encode = |text: &str| percent(text, false);
    match value {
        Value::Object(members) if param.explode => assignments(members, encode),
        _ => list(value).iter().map(|text| encode(text)).collect(),
    }
}

#[cfg(any(part = "style-label", part = "style-matrix"))]
/// A path parameter in a style that marks where it begins.
fn labelled(param: &description::Param, value: &Value) -> String {
    let parts = path_parts(param, value);
    let joined = |delimiter: &str| parts.join(delimiter);
    let name = percent(param.name, false);
    match (param.style, value) {
        #[cfg(part = "style-label")]
        (description::Style::Label, _) if param.explode => format!(".{}", joined(".")),
        #[cfg(part = "style-label")]
        (description::Style::Label, _) => format!(".{}", joined(",")),
        #[cfg(part = "style-matrix")]
        _ if joined("").is_empty() && parts.len() < 2 => format!(";{name}"),
        (_, Value::Object(_)) if param.explode => format!(";{}", joined(";")),
        _ if param.explode => format!(";{name}={}", joined(&format!(";{name}="))),
        _ => format!(";{name}={}", joined(",")),
    }
}

#[cfg(part = "header")]
/// Writes the value of a header in simple style. Nothing is percent-encoded; JSON is ASCII, because
/// servers read other bytes in different encodings. `None` if there is nothing to send.
pub(crate) fn header<'a>(param: &description::Param, value: &'a Value) -> Option<Cow<'a, str>> {
    match (param.style, value) {
        #[cfg(part = "style-json")]
        (description::Style::Json, _) => Some(escape_ascii(&json(value)).into()),
        #[cfg(part = "style-json-text")]
        (description::Style::JsonText, _) => Some(escape_ascii(&sent(value)).into()),
        _ if is_scalar(value) => Some(sent(value)),
        (_, Value::Object(members)) if param.explode => {
            let parts = assignments(members, str::to_owned);
            (!parts.is_empty()).then(|| parts.join(",").into())
        }
        _ => {
            let parts = list(value);
            (!parts.is_empty()).then(|| parts.join(",").into())
        }
    }
}
