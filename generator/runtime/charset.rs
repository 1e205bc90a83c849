//! Character encodings of response bodies.

use super::text::without_mark;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::Error as _;
use std::borrow::Cow;

/// Decodes a body into text, in the encoding that the header `Content-Type` names; UTF-8 without
/// one.
///
/// # Errors
///
/// The encoding is not supported, and the body has other bytes than ASCII.
pub(crate) fn decode<'b>(
    headers: &HeaderMap,
    body: &'b [u8],
) -> Result<Cow<'b, str>, serde_json::Error> {
    let text = match charset(headers) {
        None => String::from_utf8_lossy(without_mark(body)),
        Some(name) => match name.as_str() {
            // Browsers read all of these as Windows-1252.
            "iso-8859-1" | "latin1" | "windows-1252" | "cp1252" => {
                body.iter().map(|byte| windows_1252(*byte)).collect::<String>().into()
            }
            "utf-16" | "utf-16be" => utf16(body, u16::from_be_bytes),
            "utf-16le" => utf16(body, u16::from_le_bytes),
            _ if body.is_ascii() => String::from_utf8_lossy(body),
            _ => {
                let text = format!("the character encoding `{name}` is not supported");
                return Err(serde_json::Error::custom(text));
            }
        },
    };
    Ok(text)
}

#[cfg(part = "json")]
/// The bytes of a body in UTF-8, without a byte order mark.
///
/// # Errors
///
/// See [`decode`].
pub(crate) fn utf8<'b>(
    headers: &HeaderMap,
    body: &'b [u8],
) -> Result<Cow<'b, [u8]>, serde_json::Error> {
    match charset(headers) {
        None => Ok(Cow::Borrowed(without_mark(body))),
        Some(_) => decode(headers, body).map(|text| Cow::Owned(text.into_owned().into_bytes())),
    }
}

#[cfg(part = "json")]
/// Returns whether `Content-Type` is text, not JSON.
pub(crate) fn is_text(headers: &HeaderMap) -> bool {
    content_type(headers).is_some_and(|value| value.starts_with("text/") && !value.contains("json"))
}

/// The encoding that a response names, in lower case; `None` for UTF-8.
fn charset(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let parameter = value.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    let name = parameter.trim().trim_matches('"').to_ascii_lowercase();
    (!matches!(name.as_str(), "" | "utf-8" | "utf8" | "us-ascii" | "ascii")).then_some(name)
}

#[cfg(part = "json")]
fn content_type(headers: &HeaderMap) -> Option<String> {
    Some(headers.get(CONTENT_TYPE)?.to_str().ok()?.trim().to_ascii_lowercase())
}

/// The bytes 0x80 to 0x9F of Windows-1252; its other bytes are those of ISO-8859-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => byte.into(),
    }
}

/// Reads UTF-16. A byte order mark counts more than the name of the encoding.
fn utf16(body: &[u8], order: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let (body, order): (_, fn([u8; 2]) -> u16) = match body {
        [0xfe, 0xff, body @ ..] => (body, u16::from_be_bytes),
        [0xff, 0xfe, body @ ..] => (body, u16::from_le_bytes),
        body => (body, order),
    };
    let units = body.as_chunks::<2>().0.iter().map(|pair| order(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
