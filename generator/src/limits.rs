//! Limits on what a document, an overlay or a rule can make the generator do. GUIDE.md lists them.

/// The longest name that the rules for names can produce, in bytes. A longer result is an error:
/// a few rules that double a name would fill the memory.
pub const MAX_REWRITTEN_NAME: usize = 4_096;

/// How much all updates and copies of the overlays of a run can add, in bytes of JSON.
pub const MAX_OVERLAY_BYTES: usize = 64 << 20;

/// How large a YAML file can become by aliases: this much, and [`MAX_ALIAS_FACTOR`] times its size.
pub const MAX_ALIAS_BYTES: usize = 64 << 20;

/// See [`MAX_ALIAS_BYTES`]. A small value takes about so many times more memory than its text.
pub const MAX_ALIAS_FACTOR: usize = 64;

/// The deepest nesting of brackets in a JSONPath of an overlay, and of generics in a type of a rule.
pub const MAX_BRACKETS: usize = 64;

/// How many bytes of shared parameters and responses the conversion of a Swagger 2.0 document may
/// repeat.
pub const MAX_REPEATED_BYTES: usize = 16 << 20;

/// How many media types a list of a Swagger 2.0 document may have.
pub const MAX_MEDIA_TYPES: usize = 32;

/// The longest name in a document, in bytes.
pub const MAX_KEY_BYTES: usize = 4_096;

/// Whether a text nests brackets deeper than [`MAX_BRACKETS`]. Its parser would overflow the stack.
pub fn nests_too_deep(text: &str) -> bool {
    let mut depth = 0usize;
    text.chars().any(|c| {
        match c {
            '[' | '(' | '{' | '<' => depth += 1,
            ']' | ')' | '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_BRACKETS
    })
}
