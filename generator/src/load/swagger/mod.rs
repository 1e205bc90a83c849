//! Converts Swagger 2.0 to OpenAPI 3.0, before anything else looks at the tree.
//!
//! The tree is built anew from the old one. [`Moves`] remembers where the parts come from, so that
//! every message names the place in the Swagger document. What OpenAPI 3 cannot express is a
//! warning.

mod body;
mod media;
mod moves;
mod parameters;
mod references;
mod responses;
mod schema;
mod security;
mod servers;

pub use moves::Moves;

use super::overlay;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::pointer::{Node, Step, Token, escape};
use crate::limits::{MAX_KEY_BYTES, MAX_REPEATED_BYTES};
use media::{MediaTypes, Role};
use parameters::Given;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// The version that a converted document says it has.
const VERSION: &str = "3.0.3";

/// The keys of a path item that are operations.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What a part of a document is that is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Schema,
    Parameter,
    Response,
    PathItem,
}

/// Converts a document in place. Returns where its parts come from.
pub fn convert(root: &mut Value, problems: &mut Diagnostics) -> Moves {
    let mut old = std::mem::take(root);
    remove_long_names(&mut old, &Step::ROOT, problems);
    let node = Node { value: &old, pointer: String::new() };
    let mut converter = Converter::new(node, problems);
    *root = converter.document();
    let moves = converter.moves;
    references::rewrite(root, &moves);
    moves
}

struct Converter<'a> {
    root: Node<'a>,
    problems: &'a mut Diagnostics,
    moves: Moves,
    /// The `consumes` of the document.
    consumes: MediaTypes,
    /// The `produces` of the document.
    produces: MediaTypes,
    /// Parts outside of the usual sections that are referred to, by pointer.
    waiting: Vec<(String, Part)>,
    /// Schemas of shared bodies and responses, by the names that they have been given.
    shared: Map<String, Value>,
    /// These names, by the pointers of the schemas.
    shared_names: HashMap<String, String>,
    /// Whether a warning says that the schemes of operations have no effect.
    warned_of_schemes: bool,
    /// How many bytes may still be repeated.
    budget: usize,
}

impl<'a> Converter<'a> {
    fn new(root: Node<'a>, problems: &'a mut Diagnostics) -> Self {
        let mut converter = Self {
            root: root.clone(),
            problems,
            moves: Moves::default(),
            consumes: MediaTypes::default(),
            produces: MediaTypes::default(),
            waiting: Vec::new(),
            shared: Map::new(),
            shared_names: HashMap::new(),
            warned_of_schemes: false,
            budget: MAX_REPEATED_BYTES,
        };
        let mut list = |key| root.get(key).map(|list| converter.strings(&list)).unwrap_or_default();
        let (consumes, produces) = (list("consumes"), list("produces"));
        converter.consumes.list = consumes;
        converter.produces.list = produces;
        converter
    }

    fn document(&mut self) -> Value {
        let root = self.root.clone();
        let mut document = Map::from_iter([("openapi".to_owned(), VERSION.into())]);
        self.moves.add("/openapi", "/swagger");
        for (key, member) in root.members() {
            let value = match key {
                "swagger"
                | "openapi"
                | "consumes"
                | "produces"
                | "host"
                | "basePath"
                | "schemes"
                | "definitions"
                | "parameters"
                | "responses"
                | "securityDefinitions" => continue,
                "paths" => self.paths(&member),
                _ => member.value.clone(),
            };
            document.insert(key.to_owned(), value);
        }
        document.insert("servers".to_owned(), self.servers().into());
        let components = self.components();
        document.insert("components".to_owned(), components);
        let mut document = Value::Object(document);
        self.convert_waiting(&mut document);
        self.add_shared(&mut document);
        document
    }

    fn components(&mut self) -> Value {
        let mut components = Map::new();
        let sections = [
            ("definitions", "schemas"),
            ("parameters", "parameters"),
            ("responses", "responses"),
            ("securityDefinitions", "securitySchemes"),
        ];
        for (old, new) in sections {
            let section = self.root.get(old).filter(|section| !section.value.is_null());
            let Some(section) = section else { continue };
            let to = format!("/components/{new}");
            self.moves.add(&to, &section.pointer);
            let value = match new {
                "schemas" => self.definitions(&section, &to),
                "parameters" => self.shared_parameters(&section, &to),
                "responses" => self.shared_responses(&section, &to),
                _ => self.security_schemes(&section, &to),
            };
            components.insert(new.to_owned(), value);
        }
        Value::Object(components)
    }

    fn definitions(&mut self, section: &Node<'a>, to: &str) -> Value {
        if !section.value.is_object() {
            return section.value.clone();
        }
        let schemas = section.members().into_iter().map(|(name, schema)| {
            (name.to_owned(), self.schema(&schema, &format!("{to}/{}", escape(name))))
        });
        let mut schemas = Value::Object(schemas.collect());
        self.map_discriminators(&mut schemas);
        schemas
    }

    fn paths(&mut self, section: &Node<'a>) -> Value {
        if !section.value.is_object() {
            return section.value.clone();
        }
        let items = section.members().into_iter().map(|(path, item)| {
            let value = match path.starts_with("x-") {
                true => item.value.clone(),
                false => self.path_item(&item),
            };
            (path.to_owned(), value)
        });
        Value::Object(items.collect())
    }

    /// Converts a path item, which stays where it is.
    fn path_item(&mut self, item: &Node<'a>) -> Value {
        if let Some(target) = item.text("$ref") {
            self.referred(target, Part::PathItem);
        }
        if !item.value.is_object() {
            return item.value.clone();
        }
        let mut converted = Map::new();
        let given = self.given(item);
        for (key, member) in item.members() {
            let value = match key {
                "parameters" => self.parameter_list(&member, &member.pointer),
                key if METHODS.contains(&key) => self.operation(&member, &given),
                _ => member.value.clone(),
            };
            converted.insert(key.to_owned(), value);
        }
        Value::Object(converted)
    }

    /// Converts an operation, which stays where it is. `of_path` are the parameters of its path.
    fn operation(&mut self, operation: &Node<'a>, of_path: &[Given<'a>]) -> Value {
        if !operation.value.is_object() {
            return operation.value.clone();
        }
        let consumes = self.media_types(operation, "consumes", &self.consumes.clone());
        let produces = self.media_types(operation, "produces", &self.produces.clone());
        let mut converted = Map::new();
        for (key, member) in operation.members() {
            let value = match key {
                "consumes" | "produces" | "schemes" => continue,
                "parameters" => self.parameter_list(&member, &member.pointer),
                "responses" => self.responses(&member, &produces, &member.pointer),
                _ => member.value.clone(),
            };
            converted.insert(key.to_owned(), value);
        }
        let mut given = self.given(operation);
        let inherited =
            of_path.iter().filter(|of_path| !given.iter().any(|own| own.overrides(of_path)));
        let inherited: Vec<Given<'a>> = inherited.cloned().collect();
        given.extend(inherited);
        given.retain(Given::is_body);
        let to = format!("{}/requestBody", operation.pointer);
        if let Some(body) = self.request_body(&given, &consumes, &to) {
            converted.insert("requestBody".to_owned(), body);
        }
        if let Some(servers) = self.operation_servers(operation) {
            self.moves.add(
                format!("{}/servers", operation.pointer),
                &format!("{}/schemes", operation.pointer),
            );
            converted.insert("servers".to_owned(), servers.into());
        }
        Value::Object(converted)
    }

    /// Converts the parts outside of the usual sections that are referred to: in other files, and
    /// in places that Swagger does not know.
    fn convert_waiting(&mut self, document: &mut Value) {
        let mut seen = HashSet::new();
        while let Some((pointer, part)) = self.waiting.pop() {
            let Some(value) = self.root.value.pointer(&pointer) else { continue };
            if !seen.insert((pointer.clone(), part)) {
                continue;
            }
            let node = Node { value, pointer };
            let converted = match part {
                Part::Schema => self.schema(&node, &node.pointer),
                Part::Parameter => self.parameter(&node, &node.pointer),
                Part::PathItem => self.path_item(&node),
                Part::Response => {
                    let produces = self.produces.clone();
                    self.response(&node, None, Role::Error, &produces, &node.pointer)
                }
            };
            if let Some(place) = document.pointer_mut(&node.pointer) {
                *place = converted;
            }
        }
    }

    /// Adds the schemas of shared bodies and responses to those by name.
    fn add_shared(&mut self, document: &mut Value) {
        let shared = std::mem::take(&mut self.shared);
        if shared.is_empty() {
            return;
        }
        let components = document.pointer_mut("/components").and_then(Value::as_object_mut);
        let Some(components) = components else { return };
        let schemas = components.entry("schemas").or_insert_with(|| json!({}));
        if let Some(schemas) = schemas.as_object_mut() {
            schemas.extend(shared);
        }
    }

    /// Takes the size of a part that is repeated from the budget. The first time that there is none
    /// left is an error.
    fn may_repeat(&mut self, node: &Node<'_>) -> bool {
        /// About what a node takes in the tree.
        const NODE: usize = 64;
        if self.budget == 0 {
            return false;
        }
        self.budget = self.budget.saturating_sub(overlay::size(node.value) + NODE);
        if self.budget == 0 {
            let limit = MAX_REPEATED_BYTES >> 20;
            let message =
                format!("operations repeat too much of this document (limit {limit} MiB)");
            let error = Diagnostic::error(message).at(&node.pointer);
            self.problems.push(error.help("use fewer media types, or smaller shared parts"));
        }
        self.budget > 0
    }

    fn warn(&mut self, node: &Node<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.warn_at(&node.pointer, message, help);
    }

    fn warn_at(&mut self, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Diagnostic::warning(message).at(pointer).help(help));
    }
}

/// Removes members with long names: each part below one is known by all names on the way to it.
fn remove_long_names(value: &mut Value, step: &Step<'_>, problems: &mut Diagnostics) {
    match value {
        Value::Object(members) => {
            let lengths = members.keys().map(String::len).filter(|length| *length > MAX_KEY_BYTES);
            for length in lengths {
                let message = format!("a name here has {length} bytes; it is ignored");
                let warning = Diagnostic::warning(message).at(step.pointer());
                problems.push(warning.help("use a shorter name"));
            }
            members.retain(|key, _| key.len() <= MAX_KEY_BYTES);
            for (key, member) in members {
                remove_long_names(member, &step.down(Token::Key(key)), problems);
            }
        }
        Value::Array(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                remove_long_names(item, &step.down(Token::Index(i)), problems);
            }
        }
        _ => {}
    }
}
