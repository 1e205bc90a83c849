//! Media types: which of those that an operation names fit what a schema describes.
//!
//! Swagger 2.0 has one list of media types for all responses of an operation, and often one for
//! the whole document. A JSON error and a file share it, so the schema decides which apply.

use super::Converter;
use crate::document::pointer::Node;
use crate::limits::MAX_MEDIA_TYPES;
use std::collections::HashSet;

/// The media type where nothing else is known.
pub(super) const JSON: &str = "application/json";
/// The media type of bytes.
pub(super) const BYTES: &str = "application/octet-stream";
/// The media type of a form without files.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
/// The media type of a form with files.
pub(super) const MULTIPART: &str = "multipart/form-data";

/// The `consumes` or `produces` that apply to an operation.
#[derive(Clone, Debug, Default)]
pub(super) struct MediaTypes {
    /// The media types.
    pub list: Vec<String>,
    /// The list, if it is the operation's own and not the document's.
    pub own: Option<String>,
}

/// What a schema describes, as far as it decides between media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// An object or a list.
    Structured,
    /// A file.
    File,
    /// A string, a number, or anything.
    Other,
}

/// What a response or a body is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A request body, or the response of a success.
    Main,
    /// The response of an error.
    Error,
}

/// Returns the media types without their parameters, in lowercase.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is known to hold objects.
fn holds_objects(media_type: &str) -> bool {
    let essence = essence(media_type);
    let name = essence.rsplit(['/', '+', '-']).next().unwrap_or_default();
    matches!(name, "json" | "xml" | "yaml" | "yml" | "*" | "msgpack" | "cbor") || is_form(&essence)
}

/// Whether a media type is one of forms.
pub(super) fn is_form(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), FORM | MULTIPART)
}

/// Whether a media type is known to hold no objects: a plain text, a file.
fn holds_no_objects(media_type: &str) -> bool {
    const FILES: &[&str] = &["octet-stream", "pdf", "zip", "gzip", "x-gzip", "x-tar", "x-zip"];
    let essence = essence(media_type);
    match essence.split_once('/') {
        Some(("audio" | "font" | "image" | "model" | "video", name)) => !name.ends_with("+xml"),
        Some(("text", name)) => matches!(name, "plain" | "html"),
        Some((_, name)) => FILES.contains(&name),
        None => false,
    }
}

/// Whether a media type is one of files: neither text nor something that holds objects.
pub(super) fn is_file(media_type: &str) -> bool {
    !holds_objects(media_type) && !essence(media_type).starts_with("text/")
}

impl MediaTypes {
    /// Returns the media types for what a schema describes; `true` where they are assumed, because
    /// the list has none that fits.
    pub(super) fn fitting(&self, content: Content, role: Role) -> (Vec<String>, bool) {
        let fits = |media_type: &&String| match (content, role) {
            (Content::Structured, Role::Main) => !holds_no_objects(media_type),
            (Content::Structured, Role::Error) => holds_objects(media_type),
            (Content::File, _) => !holds_objects(media_type) || media_type.contains('*'),
            (Content::Other, _) => true,
        };
        let fitting: Vec<String> = self.list.iter().filter(fits).cloned().collect();
        if !fitting.is_empty() {
            return (fitting, false);
        }
        let usual = match content {
            // Whatever its media type is, a file is read as bytes.
            Content::File if !self.list.is_empty() => return (self.list.clone(), false),
            Content::File => BYTES,
            Content::Structured | Content::Other => JSON,
        };
        (vec![usual.to_owned()], !self.list.is_empty())
    }
}

impl<'a> Converter<'a> {
    /// Returns the media types of an operation: its own, else those of the document.
    pub(super) fn media_types(
        &mut self,
        operation: &Node<'a>,
        key: &str,
        usual: &MediaTypes,
    ) -> MediaTypes {
        match operation.get(key) {
            Some(own) => MediaTypes { list: self.strings(&own), own: Some(own.pointer) },
            None => usual.clone(),
        }
    }

    /// Returns a list of strings. One string alone is a list of one.
    pub(super) fn strings(&mut self, node: &Node<'a>) -> Vec<String> {
        if let Some(text) = node.value.as_str() {
            self.warn(node, "expected a list, found a string", "write `[…]` around it");
            return vec![text.to_owned()];
        }
        if !node.value.is_array() && !node.value.is_null() {
            self.warn(node, "expected a list; the value is ignored", "correct or remove it");
        }
        let mut strings: Vec<String> = Vec::new();
        for element in node.elements() {
            match element.value.as_str() {
                Some(text) if strings.iter().any(|known| known == text) => {}
                Some(_) if strings.len() >= MAX_MEDIA_TYPES => {
                    let message = format!(
                        "a list has more than {MAX_MEDIA_TYPES} elements; the others are ignored"
                    );
                    self.warn(&element, message, "remove those that nobody uses");
                    break;
                }
                Some(text) => strings.push(text.to_owned()),
                None => {
                    let message = "expected a string; the element is ignored";
                    self.warn(&element, message, "correct or remove it");
                }
            }
        }
        strings
    }

    /// Returns what a schema describes, through references and `allOf`.
    pub(super) fn content_of(&self, schema: &Node<'a>) -> Content {
        const MOST: usize = 100;
        let (mut open, mut seen) = (vec![schema.clone()], HashSet::new());
        let mut content = Content::Other;
        while let Some(schema) = open.pop() {
            let Some(schema) = self.resolve(&schema) else { return Content::Structured };
            if seen.len() >= MOST || !seen.insert(schema.pointer.clone()) {
                continue;
            }
            match own_content(&schema) {
                Some(Content::Structured) => return Content::Structured,
                Some(own) if own == Content::File => content = own,
                Some(_) => {}
                None => open.extend(schema.get("allOf").iter().flat_map(Node::elements)),
            }
        }
        content
    }
}

/// Returns what a schema describes, without a look at `allOf`; `None` if it does not say.
fn own_content(schema: &Node<'_>) -> Option<Content> {
    let is_object =
        || ["properties", "additionalProperties", "items"].iter().any(|key| schema.has(key));
    match schema.text("type") {
        Some("object" | "array") => Some(Content::Structured),
        Some("file") => Some(Content::File),
        Some("string") if schema.text("format") == Some("binary") => Some(Content::File),
        Some(_) => Some(Content::Other),
        None => is_object().then_some(Content::Structured),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitting(list: &[&str], content: Content, role: Role) -> (Vec<String>, bool) {
        let list = list.iter().map(|media_type| (*media_type).to_owned()).collect();
        MediaTypes { list, own: None }.fitting(content, role)
    }

    #[test]
    fn objects_are_neither_plain_texts_nor_files() {
        let both = [JSON, "text/plain"];
        assert_eq!(fitting(&both, Content::Structured, Role::Main), (vec![JSON.into()], false));
        assert_eq!(fitting(&[BYTES], Content::Structured, Role::Main), (vec![JSON.into()], true));
        let lines = "application/x-ndjson";
        assert_eq!(fitting(&[lines], Content::Structured, Role::Main), (vec![lines.into()], false));
    }

    #[test]
    fn errors_of_a_download_are_json() {
        let types = [BYTES, "application/vnd.raw-stream"];
        assert_eq!(fitting(&types, Content::Structured, Role::Error), (vec![JSON.into()], true));
        let xml = "application/problem+xml";
        assert_eq!(fitting(&[xml], Content::Structured, Role::Error), (vec![xml.into()], false));
    }

    #[test]
    fn files_are_not_json_if_there_is_a_choice() {
        assert_eq!(fitting(&[JSON, "image/png"], Content::File, Role::Main).0, ["image/png"]);
        assert_eq!(fitting(&[JSON], Content::File, Role::Main).0, [JSON]);
        assert_eq!(fitting(&[], Content::File, Role::Main).0, [BYTES]);
    }
}
