//! Request bodies: which media type is sent, and what it holds.

use super::parameter::FormField;
use super::{Hint, Lowering, Skip};
use crate::ir::{Body, BodyKind, Docs, Param, Place};
use crate::load::pointer::Node;

/// A media type without what a header cannot hold.
pub(super) fn header_safe(media_type: &str) -> String {
    media_type.chars().filter(|c| matches!(c, ' '..='~')).collect()
}

/// Whether a media type is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// The media type without its parameters, in small letters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is text that a `String` can hold.
pub(super) fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/")
        || matches!(
            essence.as_str(),
            "application/xml" | "application/yaml" | "application/x-yaml" | "application/graphql"
        )
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
}

/// What an operation sends.
#[derive(Default)]
pub(super) struct Sent {
    pub fields: Vec<Param>,
    pub body: Option<Body>,
    pub content_type: String,
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'a> Lowering<'a> {
    /// The body of an operation. `Err` says why the operation cannot be generated.
    pub(super) fn body(&mut self, operation: &Node<'a>, hint: &Hint) -> Result<Sent, Skip> {
        let Some(node) = operation.get("requestBody") else { return Ok(Sent::default()) };
        let node = self.referred(node, "request body")?;
        let content =
            node.get("content").map(|content| content.plain_members()).unwrap_or_default();
        let Some((media_type, media)) = preferred(&content) else { return Ok(Sent::default()) };
        let place = match essence(media_type).as_str() {
            FORM => Some(Place::Form),
            MULTIPART => Some(Place::Part),
            _ => None,
        };
        if let Some(place) = place
            && let Some(fields) = self.form(&media, place, hint)
        {
            return Ok(Sent { fields, body: None, content_type: essence(media_type) });
        }
        let kind = match media.get("schema") {
            Some(schema) if is_json(media_type) => {
                let title = self.title_of(&schema).unwrap_or_else(|| format!("{} body", hint.name));
                BodyKind::Json(self.schema(&schema, &hint.renamed(&title)).ty)
            }
            None if is_json(media_type) => {
                BodyKind::Json(self.untyped(&media, "the body has no schema"))
            }
            _ if is_text(media_type) => BodyKind::Text,
            _ => BodyKind::Bytes,
        };
        let docs = Docs { description: self.docs(&node).description, ..Docs::default() };
        let body = Body { kind, name: "body".to_owned(), required: node.is("required"), docs };
        let sent = if media_type.contains('*') { "application/octet-stream" } else { media_type };
        Ok(Sent { fields: Vec::new(), body: Some(body), content_type: header_safe(sent) })
    }

    /// The fields of a form; `None` where its schema is no object.
    fn form(&mut self, media: &Node<'a>, place: Place, hint: &Hint) -> Option<Vec<Param>> {
        let Some(schema) = media.get("schema") else { return Some(Vec::new()) };
        let members = self.members(&schema)?;
        let encodings = media.get("encoding");
        let fields = members.iter().map(|(wire, schema, required)| {
            let encoding = encodings.as_ref().and_then(|encoding| encoding.get(wire));
            let field = FormField { wire, schema, required: *required, encoding, place };
            self.form_field(field, hint)
        });
        Some(fields.collect())
    }

    /// The title of an inline schema, where it makes a name.
    pub(super) fn title_of(&self, schema: &Node<'a>) -> Option<String> {
        let title = schema.text("title").filter(|title| super::is_name(title))?;
        Some(title.to_owned())
    }
}

/// The media type that is sent where there is a choice: JSON, a form, text, anything.
fn preferred<'a>(content: &[(&'a str, Node<'a>)]) -> Option<(&'a str, Node<'a>)> {
    let rank = |media_type: &str| match essence(media_type).as_str() {
        "application/json" => 0,
        other if is_json(other) => 1,
        FORM => 2,
        MULTIPART => 3,
        other if is_text(other) => 4,
        _ => 5,
    };
    content
        .iter()
        .min_by_key(|(media_type, _)| rank(media_type))
        .map(|(media_type, node)| (*media_type, node.clone()))
}
