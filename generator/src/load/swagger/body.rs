//! Request bodies, from `body` and `formData` parameters.

use super::Converter;
use super::media::{Content, FORM, MULTIPART, MediaTypes, Role, essence, is_form};
use super::parameters::{Given, join_descriptions};
use crate::document::pointer::{Node, escape, last};
use serde_json::{Map, Value, json};

/// Members of a `body` parameter that a request body has no place for, or that get one elsewhere.
const NOT_OF_BODY: &[&str] = &["name", "in", "schema", "examples", "example"];

impl<'a> Converter<'a> {
    /// Returns the request body that an operation's `body` and `formData` parameters make.
    pub(super) fn request_body(
        &mut self,
        given: &[Given<'a>],
        consumes: &MediaTypes,
        to: &str,
    ) -> Option<Value> {
        let is_body = |given: &&Given<'a>| given.node.text("in") == Some("body");
        let (bodies, fields): (Vec<_>, Vec<_>) = given.iter().partition(is_body);
        let Some((body, others)) = bodies.split_first() else {
            return (!fields.is_empty()).then(|| self.form(&fields, consumes, to));
        };
        for other in others {
            let message = "an operation has one body; this one is ignored";
            self.warn(&other.at, message, "remove all but one");
        }
        for field in fields {
            let message = "an operation has a body or form fields; this field is ignored";
            self.warn(&field.at, message, "make it a property of the body, or remove the body");
        }
        Some(self.body(body, consumes, to))
    }

    fn body(&mut self, given: &Given<'a>, consumes: &MediaTypes, to: &str) -> Value {
        let node = &given.node;
        self.moves.add_part(to, &node.pointer);
        let mut body = self.described(node, to);
        let examples: Vec<(String, Value)> =
            ["example", "examples"].iter().filter_map(|key| body.remove_entry(*key)).collect();
        body.retain(|key, _| !NOT_OF_BODY.contains(&key.as_str()));
        let content_of = self.body_content(node);
        let (media_types, is_assumed) = consumes.fitting(content_of, Role::Main);
        if let (true, Some(own)) = (is_assumed, &consumes.own) {
            let message =
                format!("no media type here can hold the body; `{}` is sent", media_types[0]);
            self.warn_at(own, message, "add the media type of the body");
        }
        let mut content = Map::new();
        for media_type in media_types {
            if !self.may_repeat(node) {
                break;
            }
            let to = format!("{to}/content/{}", escape(&media_type));
            let mut media = Map::new();
            if let Some(schema) = self.body_schema(given, &format!("{to}/schema")) {
                media.insert("schema".to_owned(), schema);
            }
            for (key, value) in self.media_examples(node, &examples, &media_type, &to) {
                media.insert(key, value);
            }
            content.insert(media_type, Value::Object(media));
        }
        body.insert("content".to_owned(), Value::Object(content));
        Value::Object(body)
    }

    fn body_content(&self, node: &Node<'a>) -> Content {
        let schema = node.get("schema").or_else(|| node.has("type").then(|| node.clone()));
        schema.map_or(Content::Other, |schema| self.content_of(&schema))
    }

    /// Returns the schema of a `body` parameter.
    fn body_schema(&mut self, given: &Given<'a>, to: &str) -> Option<Value> {
        let node = &given.node;
        if let Some(schema) = node.get("schema") {
            let name = given.is_shared().then(|| last(&node.pointer));
            return Some(self.shared_schema(&schema, name.as_deref(), "Body", to));
        }
        if !node.has("type") {
            return None;
        }
        let message = "a `body` parameter has a `schema`; its `type` is used in its place";
        self.warn(node, message, "put `type` and what belongs to it into `schema`");
        Some(self.inline_schema(node, to))
    }

    /// Returns the examples of a `body` parameter for one media type. They are by media type or
    /// by name.
    fn media_examples(
        &mut self,
        node: &Node<'a>,
        examples: &[(String, Value)],
        media_type: &str,
        to: &str,
    ) -> Vec<(String, Value)> {
        let given = node.get("x-examples").or_else(|| node.get("examples"));
        let by_media_type =
            given.iter().flat_map(Node::members).filter(|(key, _)| key.contains('/'));
        let by_media_type: Vec<(&str, Node<'a>)> = by_media_type.collect();
        if by_media_type.is_empty() {
            for (key, _) in examples {
                let from = format!("{}/x-{key}", node.pointer);
                self.moves.add(format!("{to}/{key}"), &from);
            }
            return examples.to_vec();
        }
        let fits = |(key, _): &&(&str, Node<'a>)| essence(key) == essence(media_type);
        let Some((_, example)) = by_media_type.iter().find(fits) else { return Vec::new() };
        self.moves.add(format!("{to}/example"), &example.pointer);
        vec![("example".to_owned(), example.value.clone())]
    }

    /// Returns the request body that the fields of a form make.
    fn form(&mut self, fields: &[&Given<'a>], consumes: &MediaTypes, to: &str) -> Value {
        let has_files = fields.iter().any(|field| {
            self.content_of(&field.node) == Content::File || self.holds_files(&field.node)
        });
        let media_types = self.form_types(consumes, has_files);
        let mut content = Map::new();
        for media_type in &media_types {
            let to = format!("{to}/content/{}", escape(media_type));
            content.insert(media_type.clone(), self.form_media(fields, &to));
        }
        if let [only] = fields {
            self.moves.add_part(to, &only.at.pointer);
        }
        let is_required = fields.iter().any(|field| field.node.is("required"));
        json!({ "required": is_required, "content": content })
    }

    /// Whether a field is a list of files.
    fn holds_files(&self, field: &Node<'a>) -> bool {
        field.get("items").is_some_and(|items| self.content_of(&items) == Content::File)
    }

    /// Returns the media types of a form.
    fn form_types(&mut self, consumes: &MediaTypes, has_files: bool) -> Vec<String> {
        let can = |media_type: &&String| match has_files {
            true => essence(media_type) == MULTIPART,
            false => is_form(media_type),
        };
        let listed: Vec<String> = consumes.list.iter().filter(can).cloned().collect();
        if !listed.is_empty() {
            return listed;
        }
        let usual = if has_files { MULTIPART } else { FORM };
        if let (Some(own), false) = (&consumes.own, consumes.list.is_empty()) {
            let what = if has_files { "a form with files" } else { "a form" };
            let message = format!("no media type here is one of {what}; `{usual}` is sent");
            self.warn_at(own, message, format!("add `{usual}`"));
        }
        vec![usual.to_owned()]
    }

    fn form_media(&mut self, fields: &[&Given<'a>], to: &str) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        let mut encoding = Map::new();
        for field in fields {
            let node = &field.node;
            let Some(name) = node.text("name") else {
                self.warn(node, "a form field has no `name`; it is ignored", "give it one");
                continue;
            };
            if !self.may_repeat(node) {
                break;
            }
            if properties.contains_key(name) {
                let message = format!("there are two form fields `{name}`; this one is ignored");
                self.warn(node, message, "remove one of them");
                continue;
            }
            if node.is("required") {
                required.push(name);
            }
            let to = format!("{to}/schema/properties/{}", escape(name));
            properties.insert(name.to_owned(), self.form_field(node, name, &to, &mut encoding));
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        match encoding.is_empty() {
            true => json!({ "schema": schema }),
            false => json!({ "schema": schema, "encoding": encoding }),
        }
    }

    /// Returns the schema of a form field, and adds how it is written.
    fn form_field(
        &mut self,
        node: &Node<'a>,
        name: &str,
        to: &str,
        encoding: &mut Map<String, Value>,
    ) -> Value {
        let mut described = self.described(node, to);
        ["name", "in", "required", "schema", "allowEmptyValue"]
            .iter()
            .for_each(|key| drop(described.shift_remove(*key)));
        let mut schema = match node.get("schema").filter(|_| !node.has("type")) {
            Some(schema) => {
                self.moves.add_part(to, &node.pointer);
                self.schema(&schema, to)
            }
            None => self.inline_schema(node, to),
        };
        if let Some((style, explode)) = self.list_style(node, "formData", &mut schema) {
            let style = style.unwrap_or("form");
            let explode = explode.unwrap_or(true);
            encoding.insert(name.to_owned(), json!({ "style": style, "explode": explode }));
        }
        join_descriptions(&mut described, &mut schema);
        if let Some(schema) = schema.as_object_mut() {
            schema.extend(described);
        }
        schema
    }
}
