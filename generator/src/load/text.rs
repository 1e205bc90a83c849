//! Bytes to a tree: JSON or YAML, told apart by content.

use crate::diagnostic::{Diagnostic, Place};
use serde_json::Value;

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
}

impl Source {
    /// The position of a line and column (from 1) in this source.
    pub fn place(&self, line: usize, column: usize) -> Place {
        let text = self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        // Lines of minified documents run to megabytes; nobody reads past the excerpt.
        let text = text.chars().take(column + 200).collect();
        Place { file: self.name.clone(), line, column: column.max(1), text }
    }
}

/// Reads bytes as JSON or YAML.
pub fn parse(name: &str, bytes: Vec<u8>) -> Result<(Source, Value), Diagnostic> {
    let text = decode(name, bytes)?;
    let starts_like_json = text.trim_start().starts_with(['{', '[']);
    let mut source = Source { name: name.to_owned(), text, format: Format::Json };
    if source.text.trim().is_empty() {
        let error = Diagnostic::error("the file is empty").in_file(name);
        return Err(error.help("an OpenAPI document starts with `openapi: 3.0.3` or the like"));
    }
    let json_error = match starts_like_json.then(|| serde_json::from_str(&source.text)) {
        Some(Ok(value)) => return Ok((source, value)),
        Some(Err(error)) => Some(error),
        None => None,
    };
    source.format = Format::Yaml;
    match (yaml(&source.text), json_error) {
        (Ok(value), _) => Ok((source, value)),
        (Err(_), Some(error)) => {
            source.format = Format::Json;
            Err(unreadable(&source, "JSON", error.line(), error.column(), &error.to_string()))
        }
        (Err(error), None) => {
            let (line, column) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            Err(unreadable(&source, "YAML", line, column, &error.to_string()))
        }
    }
}

fn unreadable(source: &Source, format: &str, line: usize, column: usize, why: &str) -> Diagnostic {
    // The libraries say the position too; the excerpt says it better.
    let why = why.split(" at line ").next().unwrap_or(why);
    let mut error = Diagnostic::error(format!("this is not {format}: {why}"));
    error.place = Some(Box::new(source.place(line, column)));
    error
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("the file is not UTF-8 text (first bad byte in line {line})");
        let help = "save it as UTF-8; if it is compressed or an archive, unpack it first";
        Diagnostic::error(message).in_file(name).help(help)
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn yaml(text: &str) -> Result<Value, serde_yaml::Error> {
    if !text.contains("<<") {
        return serde_yaml::from_str(text);
    }
    let mut value: serde_yaml::Value = serde_yaml::from_str(text)?;
    value.apply_merge()?;
    serde_yaml::from_value(value)
}
