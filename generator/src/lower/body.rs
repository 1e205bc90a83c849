//! Request bodies: which media types are sent, and what they hold.
//!
//! Of several media types, those that hold the same are one: the first is sent. What is left of
//! values is one body, an enum where there are several; a form is a method of its own beside
//! them, since its fields are setters.

use super::media::{self, essence, header_safe, is_form, is_json, is_text};
use super::parameter::FormField;
use super::{Hint, Lowering, Skip};
use crate::document::pointer::Node;
use crate::draft::{Body, BodyKind, Choice, Param};
use crate::ir::{Docs, Location};
use crate::names::{Kind, Scope};
use crate::prose;

/// What an operation sends, by one of its methods.
#[derive(Default)]
pub(super) struct LoweredBody {
    /// What the name of the method has behind that of the operation; empty for the first.
    pub suffix: String,
    pub fields: Vec<Param>,
    pub body: Option<Body>,
    pub content_type: String,
    /// What is said of media types that are not sent.
    pub note: Option<String>,
}

/// How a media type is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Codec {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// A media type of a body, and what the document says of it.
struct MediaBody<'a> {
    media_type: &'a str,
    media: Node<'a>,
    codec: Codec,
}

impl<'a> MediaBody<'a> {
    fn new((media_type, media): (&'a str, Node<'a>)) -> Self {
        let codec = match essence(media_type).as_str() {
            _ if is_json(media_type) => Codec::Json,
            _ if is_form(media_type) => Codec::Form,
            "multipart/form-data" => Codec::Multipart,
            _ if is_text(media_type) => Codec::Text,
            _ => Codec::Bytes,
        };
        Self { media_type, media, codec }
    }

    fn schema(&self) -> Option<Node<'a>> {
        self.media.get("schema")
    }

    /// The place of its fields, where it is a form.
    fn location(&self) -> Option<Location> {
        match self.codec {
            Codec::Form => Some(Location::Form),
            Codec::Multipart => Some(Location::Part),
            Codec::Json | Codec::Text | Codec::Bytes => None,
        }
    }

    /// What is sent where there is a choice: JSON, a form, parts, text, anything.
    fn rank(&self) -> (Codec, bool) {
        (self.codec, essence(self.media_type) != "application/json")
    }

    /// What the header says.
    fn content_type(&self) -> String {
        if !media::is_range(self.media_type) {
            return header_safe(self.media_type);
        }
        let usual = match self.codec {
            Codec::Json => "application/json",
            Codec::Text => "text/plain",
            _ => "application/octet-stream",
        };
        usual.to_owned()
    }
}

impl<'a> Lowering<'a> {
    /// What an operation sends: a method each. `Err` says why the operation cannot be generated.
    pub(super) fn bodies(
        &mut self,
        operation: &Node<'a>,
        hint: &Hint,
    ) -> Result<Vec<LoweredBody>, Skip> {
        let Some(node) = operation.get("requestBody") else {
            return Ok(vec![LoweredBody::default()]);
        };
        let node = self.referred(node, "request body")?;
        let content = self.contents(&node).into_iter().map(MediaBody::new).collect();
        let (chosen, others) = self.choose_media(content);
        let mut methods: Vec<Vec<MediaBody<'a>>> = Vec::new();
        for candidate in chosen {
            // Values share a method; a form has one for itself.
            let is_form = candidate.location().is_some();
            let values = |method: &&mut Vec<MediaBody<'a>>| method[0].location().is_none();
            match methods.iter_mut().find(values).filter(|_| !is_form) {
                Some(method) => method.push(candidate),
                None => methods.push(vec![candidate]),
            }
        }
        let mut sent: Vec<LoweredBody> = Vec::new();
        for method in methods {
            let suffix = if sent.is_empty() { String::new() } else { suffix(&method) };
            sent.push(self.sent(&node, &method, suffix, hint));
        }
        match sent.first_mut() {
            Some(first) => first.note = note(&others),
            None => sent.push(LoweredBody::default()),
        }
        Ok(sent)
    }

    fn sent(
        &mut self,
        node: &Node<'a>,
        method: &[MediaBody<'a>],
        suffix: String,
        hint: &Hint,
    ) -> LoweredBody {
        let named = hint.part(&suffix);
        let hint = if suffix.is_empty() { hint } else { &named };
        let first = &method[0];
        if let Some(location) = first.location()
            && let Some(fields) = self.form(&first.media, location, hint)
        {
            let content_type = essence(first.media_type);
            return LoweredBody { suffix, fields, content_type, ..LoweredBody::default() };
        }
        let docs = Docs { description: self.docs(node).description, ..Docs::default() };
        // Who calls a method for another body than the usual one wants to send it.
        let required = node.is("required") || !suffix.is_empty();
        let (kind, content_type) = match method {
            [only] => (self.value(only, "body", hint), only.content_type()),
            several => (self.choices(several, hint), String::new()),
        };
        let body = Body { kind, name: "body".to_owned(), required, docs };
        let is_open =
            method.len() == 1 && first.codec != Codec::Json && media::is_range(first.media_type);
        let fields = is_open.then(|| Self::content_type(first.media_type)).into_iter().collect();
        LoweredBody { suffix, body: Some(body), fields, content_type, ..LoweredBody::default() }
    }

    /// A body of one value; a type that it needs is named after `role`.
    fn value(&mut self, candidate: &MediaBody<'a>, role: &str, hint: &Hint) -> BodyKind {
        match (candidate.codec, candidate.schema()) {
            (Codec::Json, Some(schema)) => {
                let title =
                    self.title_of(&schema).unwrap_or_else(|| format!("{} {role}", hint.name));
                BodyKind::Json(self.schema(&schema, &hint.renamed(&title)).element())
            }
            (Codec::Json, None) => {
                BodyKind::Json(self.untyped(&candidate.media, "the body has no schema"))
            }
            (Codec::Text, _) => BodyKind::Text,
            _ => BodyKind::Bytes,
        }
    }

    /// A body of one of several kinds.
    fn choices(&mut self, method: &[MediaBody<'a>], hint: &Hint) -> BodyKind {
        let media_types: Vec<&str> = method.iter().map(|candidate| candidate.media_type).collect();
        let mut scope = Scope::default();
        let choice = |(candidate, name): (&MediaBody<'a>, String)| Choice {
            kind: self.value(candidate, &name, hint),
            name: scope.name(&name, Kind::Variant),
            media_type: candidate.content_type(),
        };
        let choices = method.iter().zip(media::names(&media_types)).map(choice).collect();
        BodyKind::Several { choices }
    }

    /// The media types that differ in what they hold, the best first, and the others.
    fn choose_media(
        &mut self,
        mut content: Vec<MediaBody<'a>>,
    ) -> (Vec<MediaBody<'a>>, Vec<&'a str>) {
        if content.len() > 1 {
            self.drop_no_media_types(&mut content);
        }
        content.sort_by_key(MediaBody::rank);
        let any = content.iter().any(|candidate| self.can_be_sent(candidate));
        let (mut chosen, mut others): (Vec<MediaBody<'a>>, Vec<&'a str>) = (Vec::new(), Vec::new());
        for candidate in content {
            let is_new = !chosen.iter().any(|known| self.holds_the_same(known, &candidate));
            match is_new && (!any || self.can_be_sent(&candidate)) {
                true => chosen.push(candidate),
                false => others.push(candidate.media_type),
            }
        }
        (chosen, others)
    }

    /// A key of `content` without a slash is none of a media type.
    fn drop_no_media_types(&mut self, content: &mut Vec<MediaBody<'a>>) {
        let is_one = |candidate: &MediaBody<'a>| candidate.media_type.contains('/');
        if !content.iter().any(is_one) {
            return;
        }
        for candidate in content.iter().filter(|candidate| !is_one(candidate)) {
            let message = format!("`{}` is not a media type; it is skipped", candidate.media_type);
            self.warn(&candidate.media, message, "correct or remove it");
        }
        content.retain(is_one);
    }

    /// Whether what the document says of a media type can be sent as such.
    fn can_be_sent(&self, candidate: &MediaBody<'a>) -> bool {
        match candidate.codec {
            // JSON has no word for bytes.
            Codec::Json => candidate.schema().is_none_or(|schema| self.file(&schema).is_none()),
            Codec::Multipart => {
                candidate.schema().is_none_or(|schema| self.members(&schema).is_some())
            }
            Codec::Form | Codec::Text | Codec::Bytes => true,
        }
    }

    /// Whether of two media types the second needs no sending: it holds what the first does.
    fn holds_the_same(&self, first: &MediaBody<'a>, second: &MediaBody<'a>) -> bool {
        let is_structured = |candidate: &MediaBody<'a>| {
            candidate.codec == Codec::Json || candidate.location().is_some()
        };
        let same_schema = || self.is_same(first.schema().as_ref(), second.schema().as_ref());
        match (first.codec, second.codec) {
            (Codec::Multipart, Codec::Multipart) | (Codec::Form, Codec::Form) => true,
            (_, Codec::Multipart) if self.has_files(second) => false,
            _ if is_structured(first) && is_structured(second) => {
                second.schema().is_none() || same_schema()
            }
            (_, Codec::Bytes | Codec::Text) if media::is_range(second.media_type) => same_schema(),
            _ => media::format(first.media_type) == media::format(second.media_type),
        }
    }

    fn has_files(&self, candidate: &MediaBody<'a>) -> bool {
        let members = candidate.schema().and_then(|schema| self.members(&schema));
        members.unwrap_or_default().iter().any(|(_, schema, _)| self.file(schema).is_some())
    }

    /// The fields of a form; `None` where its schema is no object.
    fn form(&mut self, media: &Node<'a>, location: Location, hint: &Hint) -> Option<Vec<Param>> {
        let Some(schema) = media.get("schema") else { return Some(Vec::new()) };
        let members = self.members(&schema)?;
        let encodings = media.get("encoding");
        let fields = members.iter().map(|(wire, schema, required)| {
            let encoding = encodings.as_ref().and_then(|encoding| encoding.get(wire));
            let field = FormField { wire, schema, required: *required, encoding, location };
            self.form_field(field, hint)
        });
        let mut fields: Vec<Param> = fields.collect();
        match self.rest(&schema) {
            Some(rest) if location == Location::Form => fields.push(self.other_fields(&rest, hint)),
            Some(rest) if rest.value.is_object() => {
                let message =
                    "undeclared multipart parts (`additionalProperties`) are not supported";
                self.warn(&rest, message, "declare each part in `properties`");
            }
            _ => {}
        }
        Some(fields)
    }

    /// The title of an inline schema, where it makes a name.
    pub(super) fn title_of(&self, schema: &Node<'a>) -> Option<String> {
        let title = schema.text("title").filter(|title| super::is_name(title))?;
        Some(title.to_owned())
    }
}

/// What a further method is called, behind the name of the operation.
fn suffix(method: &[MediaBody<'_>]) -> String {
    match method {
        [only] => match only.codec {
            Codec::Form => "form".to_owned(),
            Codec::Multipart => "multipart".to_owned(),
            _ => media::names(&[only.media_type]).remove(0),
        },
        _ => "body".to_owned(),
    }
}

/// Media types that are not sent are not kept secret.
fn note(others: &[&str]) -> Option<String> {
    let others: Vec<String> = others.iter().map(|other| prose::code(other)).collect();
    let (last, rest) = others.split_last()?;
    let listed = match rest {
        [] => last.clone(),
        rest => format!("{} and {last}", rest.join(", ")),
    };
    let are = if rest.is_empty() { "is" } else { "are" };
    Some(format!("{listed} {are} documented too, with the same content."))
}
