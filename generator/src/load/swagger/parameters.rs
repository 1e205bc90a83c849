//! Parameters in paths, queries and headers, response headers, and lists in them.

use super::schema::is_inline;
use super::{Converter, Part};
use crate::document::pointer::{Node, escape, last};
use serde_json::{Map, Value};

/// A parameter of an operation: its place in a list, and the parameter itself, which may be
/// somewhere else.
#[derive(Clone)]
pub(super) struct Given<'a> {
    /// The element of the list.
    pub at: Node<'a>,
    /// The parameter.
    pub node: Node<'a>,
}

impl<'a> Given<'a> {
    /// Whether the parameter becomes (a part of) a request body.
    pub fn is_body(&self) -> bool {
        matches!(self.node.text("in"), Some("body" | "formData"))
    }

    /// Whether this parameter takes the place of another one: a parameter of an operation does so
    /// for one of its path.
    pub fn overrides(&self, other: &Self) -> bool {
        let both_bodies = self.node.text("in") == Some("body");
        self.node.text("in") == other.node.text("in")
            && (both_bodies || self.node.text("name") == other.node.text("name"))
    }

    /// Whether the parameter is defined once for several operations.
    pub fn is_shared(&self) -> bool {
        self.at.pointer != self.node.pointer
    }
}

/// How the items of a list are written.
enum Notation {
    /// As OpenAPI can say it: by `style` and `explode`, where they are not the default.
    Style(Option<&'static str>, Option<bool>),
    /// As one string; OpenAPI has no word for it.
    String,
}

/// Returns what separates items, for people.
pub(super) fn separator(format: &str) -> &'static str {
    match format {
        "ssv" => "spaces",
        "tsv" => "tabs",
        "pipes" => "`|`",
        _ => "commas",
    }
}

fn notation(format: &str, location: &str) -> Notation {
    use Notation::{String, Style};
    match (location, format) {
        ("query" | "formData", "multi") => Style(None, Some(true)),
        ("query" | "formData", "csv") => Style(None, Some(false)),
        ("query" | "formData", "ssv") => Style(Some("spaceDelimited"), Some(false)),
        ("query" | "formData", "pipes") => Style(Some("pipeDelimited"), Some(false)),
        ("path" | "header", "csv" | "multi") => Style(None, None),
        _ => String,
    }
}

/// Moves what a schema says of its notation behind the description of its parameter.
pub(super) fn join_descriptions(parameter: &mut Map<String, Value>, schema: &mut Value) {
    let notation = schema.as_object_mut().and_then(|schema| schema.shift_remove("description"));
    let Some(Value::String(notation)) = notation else { return };
    let description = match parameter.get("description").and_then(Value::as_str) {
        Some(description) if !description.is_empty() => format!("{description}\n\n{notation}"),
        _ => notation,
    };
    parameter.insert("description".to_owned(), description.into());
}

impl<'a> Converter<'a> {
    /// Returns the parameters of a node, as far as they exist.
    pub(super) fn given(&self, node: &Node<'a>) -> Vec<Given<'a>> {
        let list = node.get("parameters").map(|list| list.given()).unwrap_or_default();
        let given = |at: Node<'a>| Some(Given { node: self.resolve(&at)?, at });
        list.into_iter().filter_map(given).collect()
    }

    /// Converts a list of parameters, without those that become a request body.
    pub(super) fn parameter_list(&mut self, list: &Node<'a>, to: &str) -> Value {
        if !list.value.is_array() {
            return list.value.clone();
        }
        let mut parameters = Vec::new();
        for at in list.given() {
            let to = format!("{to}/{}", parameters.len());
            let node = self.resolve(&at);
            if node.is_some_and(|node| Given { at: at.clone(), node }.is_body()) {
                continue;
            }
            if to != at.pointer {
                self.moves.add(&to, &at.pointer);
            }
            parameters.push(self.parameter(&at, &to));
        }
        Value::Array(parameters)
    }

    /// Converts the shared parameters, without those that become request bodies.
    pub(super) fn shared_parameters(&mut self, section: &Node<'a>, to: &str) -> Value {
        let mut shared = Map::new();
        for (name, at) in section.members() {
            let node = self.resolve(&at);
            let is_body = node.is_some_and(|node| Given { at: at.clone(), node }.is_body());
            if !is_body {
                let value = self.parameter(&at, &format!("{to}/{}", escape(name)));
                shared.insert(name.to_owned(), value);
            }
        }
        Value::Object(shared)
    }

    /// Converts a parameter in a path, a query or a header.
    pub(super) fn parameter(&mut self, node: &Node<'a>, to: &str) -> Value {
        if let Some(target) = node.text("$ref") {
            self.referred(target, Part::Parameter);
        }
        if !node.value.is_object() || node.has("$ref") {
            return node.value.clone();
        }
        let location = node.text("in").unwrap_or_default();
        let mut parameter = self.described(node, to);
        if node.has("schema") && !node.has("type") {
            self.warn_of_schema(node);
            if let Some(schema) = node.get("schema") {
                let schema = self.schema(&schema, &format!("{to}/schema"));
                parameter.insert("schema".to_owned(), schema);
            }
            return Value::Object(parameter);
        }
        parameter.shift_remove("schema");
        let mut schema = self.inline_schema(node, &format!("{to}/schema"));
        if let Some((style, explode)) = self.list_style(node, location, &mut schema) {
            let style = style.map(|style| ("style".to_owned(), Value::from(style)));
            let explode = explode.map(|explode| ("explode".to_owned(), explode.into()));
            parameter.extend(style.into_iter().chain(explode));
        }
        join_descriptions(&mut parameter, &mut schema);
        parameter.insert("schema".to_owned(), schema);
        Value::Object(parameter)
    }

    /// Converts a header of a response.
    pub(super) fn header(&mut self, node: &Node<'a>, to: &str) -> Value {
        if !node.value.is_object() || node.has("schema") || node.has("$ref") {
            return node.value.clone();
        }
        let mut header = self.described(node, to);
        let mut schema = self.inline_schema(node, &format!("{to}/schema"));
        self.list_style(node, "header", &mut schema);
        join_descriptions(&mut header, &mut schema);
        header.insert("schema".to_owned(), schema);
        Value::Object(header)
    }

    /// Returns the members of a parameter that do not belong to its schema. Examples get their
    /// names of OpenAPI.
    pub(super) fn described(&mut self, node: &Node<'a>, to: &str) -> Map<String, Value> {
        let mut described = Map::new();
        for (key, member) in node.members() {
            let key = match key {
                "collectionFormat" => continue,
                key if is_inline(key) => continue,
                "x-example" if !node.has("example") => "example",
                "x-examples" if !node.has("examples") => {
                    let to = format!("{to}/examples");
                    described.extend(self.named_examples(&member, &to));
                    continue;
                }
                key => key,
            };
            self.move_member(&format!("{to}/{key}"), &member);
            described.insert(key.to_owned(), member.value.clone());
        }
        described
    }

    /// Notes where a member comes from that got another name.
    fn move_member(&mut self, to: &str, member: &Node<'a>) {
        if last(to) != last(&member.pointer) {
            self.moves.add(to, &member.pointer);
        }
    }

    /// Converts examples by name.
    pub(super) fn named_examples(&mut self, node: &Node<'a>, to: &str) -> Option<(String, Value)> {
        if !node.value.is_object() {
            self.warn(node, "expected examples by name; they are ignored", "write `name: example`");
            return None;
        }
        let mut examples = Map::new();
        for (name, example) in node.members() {
            let to = format!("{to}/{}", escape(name));
            let value = example.get("value").unwrap_or_else(|| example.clone());
            self.moves.add(format!("{to}/value"), &value.pointer);
            examples.insert(name.to_owned(), serde_json::json!({ "value": value.value }));
        }
        Some(("examples".to_owned(), Value::Object(examples)))
    }

    /// Returns how a list is written, as `style` and `explode`; `None` if the value is not a list.
    /// A list that OpenAPI cannot describe becomes a string.
    pub(super) fn list_style(
        &mut self,
        node: &Node<'a>,
        location: &str,
        schema: &mut Value,
    ) -> Option<(Option<&'static str>, Option<bool>)> {
        if node.text("type") != Some("array") {
            return None;
        }
        let format = node.text("collectionFormat").unwrap_or("csv");
        if !matches!(format, "csv" | "ssv" | "tsv" | "pipes" | "multi") {
            let at = node.get("collectionFormat").unwrap_or_else(|| node.clone());
            let message = format!("there is no collection format `{format}`; `csv` is used");
            self.warn(&at, message, "use `csv`, `ssv`, `tsv`, `pipes` or `multi`");
            return self.list_style_of("csv", node, location, schema);
        }
        self.list_style_of(format, node, location, schema)
    }

    fn list_style_of(
        &mut self,
        format: &str,
        node: &Node<'a>,
        location: &str,
        schema: &mut Value,
    ) -> Option<(Option<&'static str>, Option<bool>)> {
        let at = node.get("collectionFormat").unwrap_or_else(|| node.clone());
        if format == "multi" && !matches!(location, "query" | "formData") {
            let message =
                format!("`multi` is for queries and forms; `csv` is used in a {location}");
            self.warn(&at, message, "use `csv`");
        }
        match notation(format, location) {
            Notation::Style(style, explode) => Some((style, explode)),
            Notation::String => {
                let separator = separator(format);
                let message = format!(
                    "OpenAPI 3 has no `{format}` lists in a {location}; the value is a string"
                );
                self.warn(&at, message, format!("join the items with {separator}"));
                let description = format!("A list in one string, separated by {separator}.");
                *schema = serde_json::json!({ "type": "string", "description": description });
                None
            }
        }
    }

    /// Warns of a parameter that is described as in OpenAPI 3.
    fn warn_of_schema(&mut self, node: &Node<'a>) {
        let at = node.get("schema").unwrap_or_else(|| node.clone());
        let message =
            "only a `body` parameter has a `schema` in Swagger 2.0; it is used all the same";
        self.warn(&at, message, "write its `type` next to `in`");
    }
}
