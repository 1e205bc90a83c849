//! Text of JSON values and bodies.

#[cfg(part = "sent-json")]
use serde::Serialize;
use serde_json::Value;
#[cfg(part = "sent-json")]
use serde_json::ser::{CompactFormatter, Formatter};
use std::borrow::Cow;
#[cfg(part = "sent-json")]
use std::io;

#[cfg(any(part = "calls", part = "mixed-enums"))]
/// The text of a value on its own: a string as it is, anything else as JSON.
pub(crate) fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

#[cfg(part = "sent-text")]
/// The text of a value as it is sent: like [`plain`], with numbers as in [`json`].
pub(crate) fn sent(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(json(other)),
    }
}

#[cfg(part = "sent-text")]
/// Writes a value as JSON. A number without a fraction has no decimal point: servers that expect an
/// integer refuse `7.0`.
pub(crate) fn json(value: &impl Serialize) -> String {
    json_bytes(value).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(part = "sent-json")]
/// Writes a value as JSON, like [`json`].
///
/// # Errors
///
/// The value cannot be serialized.
pub(crate) fn json_bytes(value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(128);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, WholeNumbers))?;
    Ok(out)
}

#[cfg(part = "sent-json")]
/// Compact JSON in which whole numbers have no decimal point.
struct WholeNumbers;

#[cfg(part = "sent-json")]
impl Formatter for WholeNumbers {
    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        match whole(value) {
            Some(integer) => self.write_i64(out, integer),
            None => CompactFormatter.write_f64(out, value),
        }
    }

    fn write_f32<W: ?Sized + io::Write>(&mut self, out: &mut W, value: f32) -> io::Result<()> {
        match whole(f64::from(value)) {
            Some(integer) => self.write_i64(out, integer),
            None => CompactFormatter.write_f32(out, value),
        }
    }
}

#[cfg(any(part = "sent-json", part = "header-number", part = "header-scalar"))]
/// The integer that a number without a fraction is; `None` for a number so large that it does not
/// identify one integer.
pub(crate) fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = (1_i64 << 53) as f64;
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

#[cfg(part = "ascii-json")]
/// Replaces all characters of a JSON text that are not ASCII by escapes. The value stays the same.
pub(crate) fn escape_ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c.is_ascii() {
            true => out.push(c),
            false => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                out.push_str(&format!("\\u{unit:04x}"));
            }),
        }
    }
    out
}

#[cfg(part = "calls")]
/// The byte order mark that some servers put in front of UTF-8.
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

#[cfg(part = "calls")]
/// Removes a byte order mark. RFC 8259 lets a parser ignore it.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(BOM).unwrap_or(text)
}
