//! Responses: their content by `produces`, their headers and their examples.

use super::media::{Content, JSON, MediaTypes, Role, essence, is_file};
use super::{Converter, Part};
use crate::diagnostic::{Diagnostic, Topic};
use crate::document::pointer::{Node, escape, last};
use serde_json::{Map, Value, json};

/// The shared responses, as a pointer.
const SHARED: &str = "/responses/";

impl<'a> Converter<'a> {
    /// Converts the responses of an operation.
    pub(super) fn responses(&mut self, node: &Node<'a>, produces: &MediaTypes, to: &str) -> Value {
        if !node.value.is_object() {
            return node.value.clone();
        }
        let mut responses = Map::new();
        for (status, response) in node.members() {
            let value = match status.starts_with("x-") {
                true => response.value.clone(),
                false => {
                    let to = format!("{to}/{}", escape(status));
                    self.response_of(&response, role(status), produces, &to)
                }
            };
            responses.insert(status.to_owned(), value);
        }
        Value::Object(responses)
    }

    /// Converts a response of an operation. A reference stays one where the shared response holds
    /// the same media types; else the response is repeated.
    fn response_of(
        &mut self,
        node: &Node<'a>,
        role: Role,
        produces: &MediaTypes,
        to: &str,
    ) -> Value {
        if !node.has("$ref") {
            return self.response(node, None, role, produces, to);
        }
        let Some(found) = self.resolve(node) else { return node.value.clone() };
        let is_same = self.media_of(&found, role, produces).0
            == self.media_of(&found, Role::Error, &self.produces).0;
        if is_same && found.pointer.starts_with(SHARED) {
            return node.value.clone();
        }
        if !self.may_repeat(&found) {
            return node.value.clone();
        }
        self.moves.add(to, &found.pointer);
        self.response(&found, Some(&last(&found.pointer)), role, produces, to)
    }

    /// Converts the shared responses.
    pub(super) fn shared_responses(&mut self, section: &Node<'a>, to: &str) -> Value {
        if !section.value.is_object() {
            return section.value.clone();
        }
        let mut shared = Map::new();
        for (name, response) in section.members() {
            let to = format!("{to}/{}", escape(name));
            let produces = self.produces.clone();
            let value = self.response(&response, Some(name), Role::Error, &produces, &to);
            shared.insert(name.to_owned(), value);
        }
        Value::Object(shared)
    }

    /// Returns the media types of a response, and whether they are assumed. None without a schema.
    fn media_of(&self, node: &Node<'a>, role: Role, produces: &MediaTypes) -> (Vec<String>, bool) {
        match node.get("schema") {
            Some(schema) => produces.fitting(self.content_of(&schema), role),
            None => (Vec::new(), false),
        }
    }

    /// Converts a response. The schema of a shared one gets the response's name.
    pub(super) fn response(
        &mut self,
        node: &Node<'a>,
        name: Option<&str>,
        role: Role,
        produces: &MediaTypes,
        to: &str,
    ) -> Value {
        if let Some(target) = node.text("$ref") {
            self.referred(target, Part::Response);
        }
        if !node.value.is_object() || node.has("$ref") {
            return node.value.clone();
        }
        let mut response = Map::new();
        for (key, member) in node.members() {
            let value = match key {
                "schema" | "examples" => continue,
                "headers" => self.headers(&member, &format!("{to}/headers")),
                _ => member.value.clone(),
            };
            response.insert(key.to_owned(), value);
        }
        let content = self.content(node, name, role, produces, &format!("{to}/content"));
        if !content.is_empty() {
            response.insert("content".to_owned(), Value::Object(content));
        }
        Value::Object(response)
    }

    fn headers(&mut self, node: &Node<'a>, to: &str) -> Value {
        if !node.value.is_object() {
            return node.value.clone();
        }
        let headers = node.members().into_iter();
        let headers = headers.map(|(name, header)| {
            (name.to_owned(), self.header(&header, &format!("{to}/{}", escape(name))))
        });
        Value::Object(headers.collect())
    }

    fn content(
        &mut self,
        node: &Node<'a>,
        name: Option<&str>,
        role: Role,
        produces: &MediaTypes,
        to: &str,
    ) -> Map<String, Value> {
        let mut content = Map::new();
        let (media_types, is_assumed) = self.media_of(node, role, produces);
        if let (true, Role::Main, Some(schema)) = (is_assumed, role, node.get("schema")) {
            let message = format!("`produces` has no media type for this; `{JSON}` is assumed");
            self.warn(&schema, message, "add the media type of the response to `produces`");
        }
        for media_type in media_types {
            let Some(schema) = node.get("schema").filter(|schema| self.may_repeat(schema)) else {
                break;
            };
            let to = format!("{to}/{}/schema", escape(&media_type));
            let schema = self.shared_schema(&schema, name, "Response", &to);
            content.insert(media_type, json!({ "schema": schema }));
        }
        if content.is_empty() && role == Role::Main {
            self.undescribed_content(node, produces, &mut content);
        }
        self.examples(node, produces, &mut content, to);
        content
    }

    /// Adds the content of a success without a schema whose operation sends files only.
    fn undescribed_content(
        &mut self,
        node: &Node<'a>,
        produces: &MediaTypes,
        content: &mut Map<String, Value>,
    ) {
        let all_files = produces.list.iter().all(|media_type| is_file(media_type));
        if produces.own.is_none() || produces.list.is_empty() || !all_files || node.has("schema") {
            return;
        }
        let message = format!(
            "the response has no schema, though the operation produces `{}`; a body is read",
            produces.list.join("`, `")
        );
        self.warn(node, message, "add `schema: { type: file }`, or remove `produces`");
        content.extend(produces.list.iter().map(|media_type| (media_type.clone(), json!({}))));
    }

    /// Adds the examples of a response to its content.
    fn examples(
        &mut self,
        node: &Node<'a>,
        produces: &MediaTypes,
        content: &mut Map<String, Value>,
        to: &str,
    ) {
        for (media_type, example) in node.get("examples").iter().flat_map(Node::members) {
            if media_type.starts_with("x-") {
                continue;
            }
            let fits = |known: &&String| essence(known) == essence(media_type);
            let known = content.keys().find(fits).cloned();
            // An example shows that there is a body, if nothing else does.
            let is_new = known.is_none() && media_type.contains('/');
            let key = match known {
                Some(known) => known,
                None if is_new && content.is_empty() => media_type.to_owned(),
                None if is_new && produces.list.is_empty() => {
                    let schema = content.values().find_map(|media| media.get("schema")).cloned();
                    let media = schema.map_or_else(|| json!({}), |it| json!({ "schema": it }));
                    content.insert(media_type.to_owned(), media);
                    media_type.to_owned()
                }
                None => {
                    let message = format!(
                        "the response has no media type `{media_type}`; its example is ignored"
                    );
                    let help = "use a media type of `produces`";
                    let warning = Diagnostic::warning(message).at(&example.pointer).help(help);
                    self.problems.push(warning.on(Topic::Example));
                    continue;
                }
            };
            self.moves.add(format!("{to}/{}/example", escape(&key)), &example.pointer);
            let media = content.entry(key).or_insert_with(|| json!({}));
            media["example"] = example.value.clone();
        }
    }

    /// Converts the schema of a body or a response. If that is shared and its schema is inline, the
    /// schema becomes one by name, so that there is one type for all operations.
    pub(super) fn shared_schema(
        &mut self,
        schema: &Node<'a>,
        name: Option<&str>,
        kind: &str,
        to: &str,
    ) -> Value {
        self.moves.add(to, &schema.pointer);
        let is_inline = schema.value.is_object() && !schema.has("$ref");
        let Some(name) =
            name.filter(|_| is_inline && self.content_of(schema) == Content::Structured)
        else {
            return self.schema(schema, to);
        };
        if let Some(known) = self.shared_names.get(&schema.pointer) {
            return reference(known);
        }
        let name = self.free_name(name, kind);
        let to = format!("/components/schemas/{}", escape(&name));
        self.moves.add(&to, &schema.pointer);
        self.shared_names.insert(schema.pointer.clone(), name.clone());
        let value = self.schema(schema, &to);
        self.shared.insert(name.clone(), value);
        reference(&name)
    }

    /// Returns a name that no definition has.
    fn free_name(&self, name: &str, kind: &str) -> String {
        let is_free = |name: &String| {
            let definitions = self.root.get("definitions");
            !definitions.is_some_and(|all| all.has(name)) && !self.shared.contains_key(name)
        };
        let plain = [name.to_owned(), format!("{name}{kind}")].into_iter();
        let numbered = (2..).map(|number| format!("{name}{kind}{number}"));
        plain.chain(numbered).find(is_free).unwrap_or_default()
    }
}

/// A reference to a schema that has been given a name.
fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", super::references::uri(&escape(name))) })
}

/// Whether a status is one of success, whose body the operation's `produces` is about first of all.
fn role(status: &str) -> Role {
    if status.starts_with('2') { Role::Main } else { Role::Error }
}
