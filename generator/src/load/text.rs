//! Bytes to a tree: JSON or YAML, told apart by content.

use super::locate::Position;
use super::tree;
use crate::diagnostic::{Diagnostic, Place};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::OnceLock;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// A text and what it is called.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as the user named it.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
    /// How it is written.
    pub format: Format,
    /// The pointers of members whose key stands in their object more than once.
    pub repeated: Vec<String>,
    /// Where the lines start, once somebody asks.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    fn new(name: &str, text: String) -> Self {
        let (name, format) = (name.to_owned(), Format::Json);
        Self { name, text, format, repeated: Vec::new(), lines: OnceLock::new() }
    }

    /// The position of a line and column (from 1) in this source.
    pub fn place(&self, line: usize, column: usize) -> Place {
        place(&self.name, line, column, 0, self.line(line))
    }

    /// The same for many positions at once: a document may be one long line, in which nobody wants
    /// to count to each of them.
    pub fn places(&self, mut wanted: Vec<Position>) -> HashMap<Position, Place> {
        wanted.sort_unstable();
        wanted.dedup();
        let mut wanted = wanted.into_iter().peekable();
        let mut found = HashMap::with_capacity(wanted.len());
        while let Some(&(line, _)) = wanted.peek() {
            let (mut rest, mut skipped) = (self.line(line), 0);
            while let Some((_, column)) = wanted.next_if(|at| at.0 == line) {
                let skip = column.saturating_sub(BEFORE);
                let at = rest.char_indices().nth(skip - skipped).map_or(rest.len(), |(at, _)| at);
                (rest, skipped) = (&rest[at..], skip);
                found.insert((line, column), place(&self.name, line, column, skipped, rest));
            }
        }
        found
    }

    /// The text of a line (from 1).
    fn line(&self, line: usize) -> &str {
        let lines = self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or_default()
    }
}

/// How much of a line is kept before a column. Lines of minified documents run to megabytes;
/// nobody reads past the excerpt.
const BEFORE: usize = 200;

/// A position, and what is shown of its line, of which some characters are gone already.
fn place(file: &str, line: usize, column: usize, gone: usize, text: &str) -> Place {
    let skipped = column.saturating_sub(BEFORE);
    let text = text.chars().skip(skipped - gone).take(2 * BEFORE).collect();
    Place { file: file.to_owned(), line, column: column.max(1), text, skipped }
}

/// Reads bytes as JSON or YAML.
pub fn parse(name: &str, bytes: Vec<u8>) -> Result<(Source, Value), Diagnostic> {
    let text = decode(name, bytes)?;
    let starts_like_json = text.trim_start().starts_with(['{', '[']);
    let mut source = Source::new(name, text);
    if source.text.trim().is_empty() {
        let error = Diagnostic::error("the file is empty").in_file(name);
        return Err(error.help("an OpenAPI document starts with `openapi: 3.0.3` or the like"));
    }
    let json_error = match starts_like_json.then(|| tree::json(&source.text)) {
        Some(Ok((value, repeated))) => {
            source.repeated = repeated;
            return Ok((source, value));
        }
        Some(Err(error)) => Some(error),
        None => None,
    };
    // Where JSON is too deep, YAML is too, and takes its time to find out.
    if let Some(error) = json_error.as_ref().filter(|error| is_too_deep(&error.to_string())) {
        return Err(not_json(&source, error));
    }
    source.format = Format::Yaml;
    if let Some((line, column)) = tree::too_deep(&source.text) {
        return Err(unreadable(&source, "YAML", line, column, TOO_DEEP));
    }
    match (tree::yaml(&source.text), json_error) {
        (Ok((value, repeated)), _) => {
            source.repeated = repeated;
            Ok((source, value))
        }
        (Err(_), Some(error)) => {
            source.format = Format::Json;
            Err(not_json(&source, &error))
        }
        (Err(error), None) => {
            let why = error.to_string();
            let at = error.location().map(|at| (at.line(), at.column()));
            let (line, column) = match at {
                Some(at) if !why.starts_with(CONTROLS) => at,
                _ => first_control(&source.text),
            };
            Err(unreadable(&source, "YAML", line, column, &why))
        }
    }
}

fn not_json(source: &Source, error: &serde_json::Error) -> Diagnostic {
    let line = source.text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    // The library counts bytes.
    let column = characters(line.as_bytes(), error.column());
    unreadable(source, "JSON", error.line(), column, &error.to_string())
}

/// What both libraries say of things that stand too deep in others.
const TOO_DEEP: &str = "recursion limit exceeded";

/// What the YAML library says of characters that YAML does not have.
const CONTROLS: &str = "control characters";

fn is_too_deep(why: &str) -> bool {
    why.starts_with(TOO_DEEP)
}

/// Where the first control character is: the library tells its position only in words.
fn first_control(text: &str) -> (usize, usize) {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    let Some(at) = text.find(is_bad) else { return (1, 1) };
    position(text, at)
}

/// The line and column (from 1, in characters) of a byte.
pub(super) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

fn unreadable(source: &Source, format: &str, line: usize, column: usize, why: &str) -> Diagnostic {
    // The libraries say the position too; the excerpt says it better.
    let why = why.split(" at line ").next().unwrap_or(why);
    let why = why.split(" at position ").next().unwrap_or(why);
    let mut error = Diagnostic::error(format!("this is not {format}: {why}"));
    error.place = Some(Box::new(source.place(line, column)));
    error.help(match format {
        _ if is_too_deep(why) => "the nesting limit is 127 levels",
        "JSON" if why.starts_with("EOF") => "JSON: the file is cut off, or a bracket is not closed",
        _ if why.starts_with(CONTROLS) => "take them out, or write them as escapes: `\\u001b`",
        "JSON" => "JSON: check the commas, quotes and brackets near here",
        _ => "YAML: check the indentation and quotes near here",
    })
}

/// How many characters start in the first bytes of a text.
pub(super) fn characters(text: &[u8], bytes: usize) -> usize {
    text.iter().take(bytes).filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| not_text(name, &error))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn not_text(name: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let bytes = error.as_bytes();
    let bad = error.utf8_error().valid_up_to();
    let good = &bytes[..bad];
    let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = good.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = characters(&good[start..], bad) + 1;
    let text = bytes[start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let help = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "this looks like UTF-16: save it as UTF-8",
        _ => "save it as UTF-8; if it is compressed or an archive, unpack it first",
    };
    let mut diagnostic = Diagnostic::error("the file is not UTF-8 text").in_file(name).help(help);
    let text = String::from_utf8_lossy(text);
    diagnostic.place = Some(Box::new(place(name, line, column, 0, &text)));
    diagnostic
}
