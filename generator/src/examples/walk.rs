//! Where examples stand: one walk through a document, by what each part of it is.

use super::{Example, Shows};
use crate::load::files::FILES;
use crate::load::pointer::{Step, Token, percent_decoded};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Root,
    Components,
    PathItem,
    Operation,
    /// A parameter or a header.
    Parameter,
    /// The body of a request, or an answer.
    Content,
    MediaType,
    Callback,
    Schema,
}

/// What a member of a part is.
enum Inside {
    One(Part),
    /// A map or a list of such parts.
    Each(Part),
}

fn inside(part: Part, key: &str) -> Option<Inside> {
    use Inside::{Each, One};
    Some(match (part, key) {
        (Part::Root, "components") => One(Part::Components),
        (Part::Root, "paths" | "webhooks") | (Part::Components, "pathItems") => {
            Each(Part::PathItem)
        }
        (Part::Components, "schemas") => Each(Part::Schema),
        (Part::Components, "parameters" | "headers")
        | (Part::PathItem | Part::Operation, "parameters")
        | (Part::Content, "headers") => Each(Part::Parameter),
        (Part::Components, "responses" | "requestBodies") | (Part::Operation, "responses") => {
            Each(Part::Content)
        }
        (Part::Components | Part::Operation, "callbacks") => Each(Part::Callback),
        (Part::Components, "mediaTypes") | (Part::Content | Part::Parameter, "content") => {
            Each(Part::MediaType)
        }
        (
            Part::PathItem,
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query",
        ) => One(Part::Operation),
        (Part::Operation, "requestBody") => One(Part::Content),
        (Part::Callback, _) => One(Part::PathItem),
        (Part::Parameter | Part::MediaType, "schema") => One(Part::Schema),
        (
            Part::Schema,
            "properties" | "patternProperties" | "allOf" | "oneOf" | "anyOf" | "prefixItems"
            | "$defs" | "definitions",
        ) => Each(Part::Schema),
        (Part::Schema, "items" | "additionalProperties") => One(Part::Schema),
        _ => return None,
    })
}

/// All examples of a document, in its order.
pub fn find(root: &Value) -> Vec<Example<'_>> {
    let mut walk = Walk { root, found: Vec::new(), seen: HashSet::new(), files: Vec::new() };
    walk.part(Part::Root, "", root, &Step::ROOT);
    // Of other files, only what is referred to has a meaning.
    while let Some((part, target)) = walk.files.pop() {
        let pointer = percent_decoded(target);
        if let Some(value) = root.pointer(&pointer).filter(|_| walk.seen.insert(target)) {
            walk.part(part, "", value, &Step::at(&pointer));
        }
    }
    walk.found
}

struct Walk<'a> {
    root: &'a Value,
    found: Vec<Example<'a>>,
    /// The references to other files that have been followed, and those that wait for it.
    seen: HashSet<&'a str>,
    files: Vec<(Part, &'a str)>,
}

impl<'a> Walk<'a> {
    fn part(&mut self, part: Part, name: &'a str, value: &'a Value, at: &Step<'_>) {
        let Value::Object(members) = value else { return };
        if let Some(target) = members.get("$ref").and_then(Value::as_str)
            && let Some(target) = target.strip_prefix('#')
            && target.get(1..).is_some_and(|path| path.starts_with(FILES))
        {
            self.files.push((part, target));
        }
        match part {
            Part::Schema => self.of_schema(value, members, at),
            Part::Parameter => self.of_media(members, Shows::Parameter, at),
            Part::MediaType => self.of_media(members, Shows::Body(name), at),
            _ => {}
        }
        for (key, value) in members {
            let Some(inside) = inside(part, key) else { continue };
            let at = at.down(Token::Key(key));
            match (inside, value) {
                (Inside::One(part), _) => self.part(part, key, value, &at),
                (Inside::Each(part), Value::Object(parts)) => {
                    for (key, value) in parts {
                        self.part(part, key, value, &at.down(Token::Key(key)));
                    }
                }
                (Inside::Each(part), Value::Array(parts)) => {
                    for (i, value) in parts.iter().enumerate() {
                        self.part(part, "", value, &at.down(Token::Index(i)));
                    }
                }
                _ => {}
            }
        }
    }

    /// `example`, and the list `examples` that came with 3.1.
    fn of_schema(&mut self, schema: &'a Value, members: &'a Map<String, Value>, at: &Step<'_>) {
        let mut add = |value: &'a Value, token: &str| {
            let schema_pointer = at.pointer();
            let pointer = format!("{schema_pointer}/{token}");
            let shows = Shows::Value;
            self.found.push(Example { value, pointer, schema, schema_pointer, shows });
        };
        if let Some(value) = members.get("example") {
            add(value, "example");
        }
        if let Some(Value::Array(values)) = members.get("examples") {
            for (i, value) in values.iter().enumerate() {
                add(value, &format!("examples/{i}"));
            }
        }
    }

    /// `example`, and the map `examples` of those that have names.
    fn of_media(&mut self, members: &'a Map<String, Value>, shows: Shows<'a>, at: &Step<'_>) {
        let Some(schema) = members.get("schema") else { return };
        let mut add = |(value, pointer): (&'a Value, String)| {
            let schema_pointer = at.down(Token::Key("schema")).pointer();
            self.found.push(Example { value, pointer, schema, schema_pointer, shows });
        };
        if let Some(value) = members.get("example") {
            let pointer = at.down(Token::Key("example")).pointer();
            // Often written, and meant like an entry of `examples`.
            let is_reference = value.get("$ref").is_some_and(Value::is_string);
            let named = if is_reference { named(self.root, value, &pointer) } else { None };
            add(named.unwrap_or((value, pointer)));
        }
        if let Some(Value::Object(examples)) = members.get("examples") {
            let at = at.down(Token::Key("examples"));
            for (name, value) in examples {
                let pointer = at.down(Token::Key(name)).pointer();
                named(self.root, value, &pointer).into_iter().for_each(&mut add);
            }
        }
    }
}

/// The value of an Example Object, or of the one that it refers to, and its place.
fn named<'a>(root: &'a Value, node: &'a Value, pointer: &str) -> Option<(&'a Value, String)> {
    let (mut node, mut pointer) = (node, pointer.to_owned());
    for _ in 0..8 {
        let Some(target) = node.get("$ref").and_then(Value::as_str) else { break };
        pointer = percent_decoded(target.strip_prefix('#')?);
        node = root.pointer(&pointer)?;
    }
    // 3.2 tells the value from the text that travels.
    let key = ["value", "dataValue"].into_iter().find(|key| node.get(key).is_some())?;
    Some((node.get(key)?, format!("{pointer}/{key}")))
}
