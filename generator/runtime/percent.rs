//! Percent-encoding (RFC 3986).

/// Bytes that stand for themselves in every part of a URL (RFC 3986, unreserved).
const UNRESERVED: u8 = 1;

/// Bytes that `allowReserved` lets through as they are: RFC 3986's reserved ones without those
/// that would end a value or change it (`#`, `&`, and `+`, which many servers read as a space).
const RESERVED: u8 = 2;

/// Which of these a byte is.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => UNRESERVED,
            b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$' | b'\'' => RESERVED,
            b'(' | b')' | b'*' | b',' | b';' | b'=' => RESERVED,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

#[cfg(any(part = "path", part = "credentials", part = "cookie-json"))]
/// Percent-encodes a text; with `reserved`, what is reserved and harmless is left as it is.
pub(crate) fn percent(text: &str, reserved: bool) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text, reserved);
    out
}

/// Appends a text, percent-encoded.
pub(crate) fn push(out: &mut String, text: &str, reserved: bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let stays = if reserved { UNRESERVED | RESERVED } else { UNRESERVED };
    // What stays is appended piece by piece: it is most of a text, and plain ASCII.
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if CLASSES[usize::from(byte)] & stays == 0 {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)].into());
            out.push(HEX[usize::from(byte & 15)].into());
            from = at + 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}
