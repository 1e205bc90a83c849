//! Text of JSON values and bodies.

use serde_json::Value;
use std::borrow::Cow;

/// The text of a value on its own: a string as it is, anything else as JSON.
pub(crate) fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
        other => Cow::Owned(other.to_string()),
    }
}

/// The byte order mark that some servers put in front of UTF-8.
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Removes a byte order mark. RFC 8259 lets a parser ignore it.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(BOM).unwrap_or(text)
}
