//! Answers that come bit by bit: events, values one behind the other.

use super::media::{self, Sequence};
use super::schema::{View, view};
use super::{Hint, Lowering};
use crate::document::pointer::Node;
use crate::ir::{EventData, Stream, StreamKind, Ty};

/// The fields of an event, as a schema may name them.
const EVENT_FIELDS: &[&str] = &["comment", "data", "event", "id", "retry"];

impl<'a> Lowering<'a> {
    /// How an answer can be read as a stream: events, else values of JSON.
    pub(super) fn stream(
        &mut self,
        content: &[(&'a str, Node<'a>)],
        hint: &Hint,
    ) -> Option<Stream> {
        let sequences = content.iter().filter_map(|(media_type, media)| {
            Some((media::sequence(media_type)?, *media_type, media))
        });
        let (sequence, media_type, media) = sequences.min_by_key(|(sequence, ..)| *sequence)?;
        let item = self.item(media);
        let kind = match sequence {
            Sequence::Events => StreamKind::Events(self.event_data(item.as_ref(), hint)),
            Sequence::Lines => StreamKind::Lines(self.line(media, item.as_ref(), hint)),
            Sequence::Records => StreamKind::Records(self.line(media, item.as_ref(), hint)),
        };
        Some(Stream { accept: media::header_safe(media_type), kind })
    }

    /// The schema of one of the things that come: of OpenAPI 3.2's own keyword, of the elements of
    /// a list, or simply the schema.
    fn item(&self, media: &Node<'a>) -> Option<Node<'a>> {
        if let Some(item) = media.get("itemSchema") {
            return Some(item);
        }
        let schema = media.get("schema")?;
        let list = self.followed(&schema);
        match view(&list).0 {
            View::List => list.get("items"),
            _ => Some(schema),
        }
    }

    /// The type of a value. A text or bytes are said of the whole, and say nothing of the values.
    fn line(&mut self, media: &Node<'a>, item: Option<&Node<'a>>, hint: &Hint) -> Ty {
        match item.filter(|item| !self.is_text(item)) {
            Some(item) => self.schema(item, &self.hint_of(item, hint, "line")).ty,
            None => self.untyped(media, "the document does not say what a line holds"),
        }
    }

    fn event_data(&mut self, item: Option<&Node<'a>>, hint: &Hint) -> EventData {
        let Some(item) = item.filter(|item| !self.is_text(item)) else { return EventData::Text };
        let hint = self.hint_of(item, hint, "event");
        if !self.is_event(item) {
            return EventData::Json(self.schema(item, &hint).ty);
        }
        let members = self.members(item).unwrap_or_default();
        let data = members.iter().find(|(name, ..)| *name == "data").map(|(_, data, _)| data);
        match data.filter(|_| !matches!(view(&self.followed(item)).0, View::OneOf(_))) {
            Some(data) if data.has("contentSchema") => match data.get("contentSchema") {
                Some(schema) => EventData::Json(self.schema(&schema, &hint).ty),
                None => EventData::Text,
            },
            Some(data) if self.is_text(data) => EventData::Text,
            _ => EventData::Object(self.schema(item, &hint).ty),
        }
    }

    /// Whether a schema is one of an event as a whole, not of its data.
    fn is_event(&self, item: &Node<'a>) -> bool {
        let item = self.followed(item);
        let has_fields = |node: &Node<'a>| {
            let members = self.members(node).unwrap_or_default();
            members.iter().any(|(name, ..)| *name == "data")
                && members.iter().all(|(name, ..)| EVENT_FIELDS.contains(name))
        };
        match view(&item).0 {
            View::OneOf(branches) => branches.iter().all(has_fields),
            _ => has_fields(&item),
        }
    }

    /// Whether a schema says text, or nothing.
    fn is_text(&self, schema: &Node<'a>) -> bool {
        matches!(
            view(&self.followed(schema)).0,
            View::Any | View::Strings(_) | View::Scalar("string") | View::Untyped(_)
        )
    }

    fn hint_of(&self, item: &Node<'a>, hint: &Hint, role: &str) -> Hint {
        let title = self.title_of(item).unwrap_or_else(|| format!("{} {role}", hint.name));
        hint.renamed(&title)
    }
}
