//! Bodies of several parts (`multipart/form-data`).

#[cfg(part = "part-fields")]
use super::description::Param;
#[cfg(part = "part-values")]
use super::description::Style;
#[cfg(part = "files")]
use super::error::Error;
#[cfg(part = "part-values")]
use super::text::sent;
#[cfg(part = "files")]
use super::upload::{Content, Part, Stream};
#[cfg(part = "part-values")]
use serde_json::Value;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// The serialized parts of a body. It can be sent any number of times.
#[derive(Clone, Debug)]
pub(crate) struct Multipart {
    boundary: String,
    #[cfg(part = "files")]
    /// What is sent one behind the other, and the parameter that it is of.
    pieces: Vec<(&'static str, Content)>,
    #[cfg(not(part = "files"))]
    body: String,
}

impl Multipart {
    pub(crate) fn new() -> Self {
        // Not a secret: it only must not occur in what is sent.
        let random = || RandomState::new().hash_one(std::process::id());
        let boundary = format!("part-{:016x}{:016x}", random(), random());
        Self {
            boundary,
            #[cfg(part = "files")]
            pieces: Vec::new(),
            #[cfg(not(part = "files"))]
            body: String::new(),
        }
    }

    pub(crate) fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    #[cfg(part = "part-values")]
    /// Adds a value: one part for each element of an array, or one part in a delimited
    /// style; an object is JSON.
    pub(crate) fn value(&mut self, param: &Param, value: &Value) {
        match value {
            Value::Array(items) if param.style == Style::Form && param.explode => {
                items.iter().for_each(|item| self.single(param, item));
            }
            Value::Array(items) if delimiter(param.style).is_some() => {
                let texts = items.iter().filter(|item| !item.is_null()).map(sent);
                let texts: Vec<_> = texts.collect();
                if !texts.is_empty() {
                    let delimiter = delimiter(param.style).unwrap_or_default();
                    self.single(param, &texts.join(delimiter).into());
                }
            }
            value => self.single(param, value),
        }
    }

    #[cfg(part = "part-values")]
    fn single(&mut self, param: &Param, value: &Value) {
        let usual = match value {
            Value::Null => return,
            Value::Array(_) | Value::Object(_) => "application/json",
            _ => "",
        };
        let head = self.head(param.name, None, or(param.media_type, usual));
        #[cfg(part = "files")]
        self.push(param.name, head, Content::Bytes(sent(value).into_owned().into()));
        #[cfg(not(part = "files"))]
        self.push(&head, &sent(value));
    }

    #[cfg(part = "files")]
    /// Adds a file.
    pub(crate) fn file(&mut self, param: &Param, part: &Part) {
        let media_type = part.media_type.as_deref();
        let media_type = media_type.unwrap_or(or(param.media_type, "application/octet-stream"));
        let name = part.file_name.as_deref().unwrap_or(param.name);
        let head = self.head(param.name, Some(name), media_type);
        self.push(param.name, head, part.content.clone());
    }

    #[cfg(part = "part-fields")]
    /// Returns the boundary and the headers of a part.
    fn head(&self, name: &str, file: Option<&str>, media_type: &str) -> String {
        let mut head = format!("--{}\r\nContent-Disposition: form-data", self.boundary);
        head.push_str(&format!("; name=\"{}\"", quoted(name)));
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if !media_type.is_empty() {
            head.push_str("\r\nContent-Type: ");
            head.extend(media_type.chars().filter(|c| !c.is_control()));
        }
        head.push_str("\r\n\r\n");
        head
    }

    /// Returns the closing boundary.
    fn end(&self) -> String {
        format!("--{}--\r\n", self.boundary)
    }

    #[cfg(part = "files")]
    fn push(&mut self, name: &'static str, head: String, content: Content) {
        let pieces = [Content::Bytes(head.into()), content, Content::Bytes("\r\n".into())];
        self.pieces.extend(pieces.map(|piece| (name, piece)));
    }

    #[cfg(all(part = "part-fields", not(part = "files")))]
    fn push(&mut self, head: &str, content: &str) {
        [head, content, "\r\n"].into_iter().for_each(|text| self.body.push_str(text));
    }

    #[cfg(not(part = "files"))]
    /// The body.
    pub(crate) fn into_body(self) -> String {
        let end = self.end();
        self.body + &end
    }

    #[cfg(part = "files")]
    /// The body, whose files are opened.
    pub(crate) async fn open(&self) -> Result<Stream, Error> {
        let end = ("", Content::Bytes(self.end().into()));
        let pieces: Vec<_> = self.pieces.iter().cloned().chain([end]).collect();
        Stream::open(&pieces).await
    }

    #[cfg(part = "files")]
    /// Whether it can be sent a second time.
    pub(crate) fn is_repeatable(&self) -> bool {
        !self.pieces.iter().any(|(_, content)| matches!(content, Content::Once(_)))
    }
}

#[cfg(part = "part-fields")]
fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

#[cfg(part = "part-values")]
/// The delimiter of a list that is one part; `None` for JSON.
fn delimiter(style: Style) -> Option<&'static str> {
    #[cfg(part = "style-space")]
    if style == Style::Space {
        return Some(" ");
    }
    #[cfg(part = "style-pipe")]
    if style == Style::Pipe {
        return Some("|");
    }
    (style == Style::Form).then_some(",")
}

#[cfg(part = "part-fields")]
/// Escapes a quoted name as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
