//! Headers of answers: which there are, and their types.

use super::media::is_json;
use super::response::DocumentedResponse;
use super::schema::{View, view};
use super::{Hint, Lowering};
use crate::document::pointer::Node;
use crate::draft::Header;
use crate::ir::Ty;
use crate::names::{Kind, Scope};
use crate::prose;

/// What a header is, as one answer has it.
type Typed = (Ty, bool);

impl<'a> Lowering<'a> {
    /// The headers of all answers of an operation, successes first. One that is there with several
    /// types is a text.
    pub(super) fn headers<'f>(
        &mut self,
        found: impl Iterator<Item = &'f DocumentedResponse<'a>>,
        hint: &Hint,
    ) -> Vec<Header>
    where
        'a: 'f,
    {
        let mut headers: Vec<(Header, Vec<String>)> = Vec::new();
        for (status, node) in found {
            for (wire, header) in node.get("headers").iter().flat_map(Node::members) {
                let Some(header) = self.header_node(wire, header) else { continue };
                let (ty, is_json) = self.header_type(wire, &header, hint);
                let same =
                    headers.iter_mut().find(|(known, _)| known.wire.eq_ignore_ascii_case(wire));
                let status = prose::code(&status.to_string());
                match same {
                    Some((known, statuses)) => {
                        if (&known.ty, known.is_json) != (&ty, is_json) {
                            (known.ty, known.is_json) = (Ty::String, false);
                        }
                        statuses.push(status);
                    }
                    None => {
                        let docs = self.docs(&header);
                        let (name, wire) = (String::new(), wire.to_owned());
                        headers.push((Header { name, wire, ty, is_json, docs }, vec![status]));
                    }
                }
            }
        }
        let mut scope = Scope::default();
        let finished = headers.into_iter().map(|(mut header, statuses)| {
            header.name = scope.name(&header.wire, Kind::Value);
            header.docs.notes.push(format!("Sent with {}.", statuses.join(", ")));
            header
        });
        finished.collect()
    }

    /// A header, or what it refers to; `None` for one that cannot be, or is not to be spoken of.
    fn header_node(&mut self, name: &str, node: Node<'a>) -> Option<Node<'a>> {
        // What the keys of `content` say, and what is meant for browsers alone.
        let lower = name.to_ascii_lowercase();
        if lower == "content-type" || lower.starts_with("access-control-") {
            return None;
        }
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        if name.is_empty() || !name.chars().all(is_token) {
            let message = format!("`{name}` is not a valid header name; it is skipped");
            self.warn(&node, message, "correct its name, or remove it");
            return None;
        }
        match self.referred(node.clone(), "header") {
            Ok(header) => Some(header),
            Err(skip) => {
                self.warn(&node, format!("{}; it is skipped", skip.why), skip.help);
                None
            }
        }
    }

    fn header_type(&mut self, name: &str, node: &Node<'a>, hint: &Hint) -> Typed {
        let hint = hint.child(&format!("{name} header"));
        if let Some(schema) = node.get("schema") {
            // An object in a header, or one of several types, is for the caller to read.
            return match self.is_plain(&schema, true, 0) {
                // A client reads every form of a date that HTTP has.
                true => (self.schema(&schema, &hint).ty.strict(), false),
                false => (Ty::String, false),
            };
        }
        let content = node.get("content").and_then(|content| content.plain_members().pop());
        match content {
            Some((media_type, media)) if is_json(media_type) => match media.get("schema") {
                Some(schema) => (self.schema(&schema, &hint).ty, true),
                None => (Ty::Json, true),
            },
            _ => (Ty::String, false),
        }
    }

    /// Whether a schema is a scalar, an enum, or, where `list` says so, a list of these.
    fn is_plain(&self, schema: &Node<'a>, list: bool, depth: usize) -> bool {
        /// As deep as a list of a reference to an alias goes, and a bit deeper.
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            return false;
        }
        let within = |node: &Node<'a>, list| self.is_plain(node, list, depth + 1);
        match view(schema).0 {
            View::Scalar(_) | View::Strings(_) | View::Integers(_) | View::Mixed(_) => true,
            View::Reference(target) => {
                self.resolve(target).is_some_and(|found| within(&found, list))
            }
            View::AllOf(all) | View::OneOf(all) => all.len() == 1 && within(&all[0], list),
            View::List => list && schema.get("items").is_some_and(|items| within(&items, false)),
            View::Any | View::Object | View::Map | View::Untyped(_) => false,
        }
    }
}
