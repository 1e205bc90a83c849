//! Where examples stand: one walk through a document, by what each part of it is.

use super::{Example, Shows};
use crate::document::pointer::{Step, Token, percent_decoded};
use crate::document::structure::Kind;
use crate::document::{Object, walk};
use serde_json::{Map, Value};

/// All examples of a document, in its order. Of other files, only what is referred to counts.
pub fn find(root: &Value) -> Vec<Example<'_>> {
    let mut found = Found { root, examples: Vec::new() };
    walk(root, &mut |Object { kind, key, value, members, at }| match kind {
        Kind::Schema => found.of_schema(value, members, at),
        Kind::Parameter | Kind::Header => found.of_media(members, Shows::Parameter, at),
        Kind::MediaType => found.of_media(members, Shows::Body(key), at),
        _ => {}
    });
    found.examples
}

struct Found<'a> {
    root: &'a Value,
    examples: Vec<Example<'a>>,
}

impl<'a> Found<'a> {
    /// `example`, and the list `examples` that came with 3.1.
    fn of_schema(&mut self, schema: &'a Value, members: &'a Map<String, Value>, at: &Step<'_>) {
        let mut add = |value: &'a Value, token: &str| {
            let schema_pointer = at.pointer();
            let pointer = format!("{schema_pointer}/{token}");
            let shows = Shows::Value;
            self.examples.push(Example { value, pointer, schema, schema_pointer, shows });
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
            self.examples.push(Example { value, pointer, schema, schema_pointer, shows });
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
