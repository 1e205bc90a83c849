//! One walk through a document, by what each part of it is.

use super::pointer::{Step, Token};
use super::reference::local;
use super::structure::{Kind, Shape, kind_at};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// An object that a walk comes to.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a, 's> {
    /// What it is.
    pub kind: Kind,
    /// The key that it has in the object around it; empty for an element of a list.
    pub key: &'a str,
    /// The object.
    pub value: &'a Value,
    /// Its members.
    pub members: &'a Map<String, Value>,
    /// The place of the object.
    pub at: &'s Step<'s>,
}

/// Returns what a file probably is, by its content.
pub fn kind_of_file(value: &Value) -> Kind {
    let has = |key: &str| value.get(key).is_some();
    match has("openapi") || has("components") || has("paths") {
        true => Kind::Document,
        false => Kind::Schema,
    }
}

/// Calls `each` for every object of known kind: first in the order of the document, then for what
/// is referred to in places that OpenAPI does not define, such as other files.
pub fn walk<'a>(root: &'a Value, each: &mut dyn FnMut(Object<'a, '_>)) {
    let mut open = Open { seen: HashSet::new(), waiting: vec![(String::new(), Kind::Document)] };
    while let Some((pointer, kind)) = open.waiting.pop() {
        if let Some(value) = root.pointer(&pointer) {
            let mut visit = |object: Object<'a, '_>| {
                open.note(object.kind, object.members);
                each(object);
            };
            object(value, kind, "", &Step::at(&pointer), &mut visit);
        }
    }
}

/// What is still to be visited, and what has been outside of the defined places.
struct Open {
    seen: HashSet<(String, Kind)>,
    waiting: Vec<(String, Kind)>,
}

impl Open {
    fn note(&mut self, kind: Kind, members: &Map<String, Value>) {
        match kind {
            Kind::Discriminator => {
                let mapping = members.get("mapping").and_then(Value::as_object);
                for target in mapping.into_iter().flat_map(Map::values) {
                    self.refer(target, Kind::Schema);
                }
            }
            _ => members.get("$ref").into_iter().for_each(|target| self.refer(target, kind)),
        }
    }

    fn refer(&mut self, target: &Value, kind: Kind) {
        let Some(pointer) = target.as_str().and_then(local) else { return };
        if kind_at(&pointer) == Some(kind) {
            return;
        }
        let place = (pointer.into_owned(), kind);
        if !self.seen.contains(&place) {
            self.seen.insert(place.clone());
            self.waiting.push(place);
        }
    }
}

/// Returns what a member of an object contains. A parameter without `schema` that has a `type`, as
/// in Swagger 2, is read as a schema itself.
fn inside(kind: Kind, key: &str, is_schema_too: bool) -> Option<&'static Shape> {
    let known = Shape::Object(kind).inside(key);
    match is_schema_too {
        true => known.or_else(|| Shape::Object(Kind::Schema).inside(key)),
        false => known,
    }
}

fn is_schema_too(kind: Kind, members: &Map<String, Value>) -> bool {
    kind == Kind::Parameter && members.contains_key("type") && !members.contains_key("schema")
}

fn object<'a>(
    value: &'a Value,
    kind: Kind,
    key: &'a str,
    at: &Step<'_>,
    each: &mut dyn FnMut(Object<'a, '_>),
) {
    let Value::Object(members) = value else { return };
    each(Object { kind, key, value, members, at });
    let is_schema_too = is_schema_too(kind, members);
    for (key, member) in members {
        if let Some(shape) = inside(kind, key, is_schema_too) {
            part(member, shape, key, &at.down(Token::Key(key)), each);
        }
    }
}

fn part<'a>(
    value: &'a Value,
    shape: &Shape,
    key: &'a str,
    at: &Step<'_>,
    each: &mut dyn FnMut(Object<'a, '_>),
) {
    match (shape, value) {
        (Shape::Unchecked(shape), _) => part(value, shape, key, at, each),
        (Shape::Object(kind), _) => object(value, *kind, key, at, each),
        (Shape::List(shape), Value::Array(items)) => {
            for (i, item) in items.iter().enumerate() {
                part(item, shape, "", &at.down(Token::Index(i)), each);
            }
        }
        (Shape::Map(inner) | Shape::Section(inner), Value::Object(members)) => {
            for (key, member) in members {
                if shape.inside(key).is_some() {
                    part(member, inner, key, &at.down(Token::Key(key)), each);
                }
            }
        }
        _ => {}
    }
}

/// A function that is called with the kind of an object, its members and its place.
type Visit<'v> = dyn FnMut(Option<Kind>, &mut Map<String, Value>, &Step<'_>) + 'v;

/// Calls `each` for all objects that are not data, the innermost first. `kind` is `None` for an
/// object in a place that OpenAPI does not define, such as an extension or a file with schemas by
/// name. What is data there is decided by the names of the fields.
pub fn each_object_mut(value: &mut Value, kind: Option<Kind>, each: &mut Visit<'_>) {
    match kind {
        Some(kind) => each_part_mut(value, &Shape::Object(kind), &Step::ROOT, each),
        None => each_undefined_mut(value, &Step::ROOT, each),
    }
}

fn each_part_mut(value: &mut Value, shape: &Shape, at: &Step<'_>, each: &mut Visit<'_>) {
    match (shape, value) {
        (Shape::Unchecked(shape), value) => each_part_mut(value, shape, at, each),
        (Shape::List(shape), Value::Array(items)) => {
            for (i, item) in items.iter_mut().enumerate() {
                each_part_mut(item, shape, &at.down(Token::Index(i)), each);
            }
        }
        (Shape::Map(_) | Shape::Section(_), Value::Object(members)) => {
            for (key, member) in members.iter_mut() {
                let at = at.down(Token::Key(key));
                match shape.inside(key) {
                    Some(shape) => each_part_mut(member, shape, &at, each),
                    None => each_undefined_mut(member, &at, each),
                }
            }
        }
        (Shape::Object(kind), Value::Object(members)) => {
            let is_schema_too = is_schema_too(*kind, members);
            for (key, member) in members.iter_mut() {
                let at = at.down(Token::Key(key));
                match inside(*kind, key, is_schema_too) {
                    Some(shape) => each_part_mut(member, shape, &at, each),
                    None => each_undefined_mut(member, &at, each),
                }
            }
            each(Some(*kind), members, at);
        }
        _ => {}
    }
}

fn each_undefined_mut(value: &mut Value, at: &Step<'_>, each: &mut Visit<'_>) {
    match value {
        Value::Object(members) => {
            // Names that the document chooses do not say what they hold.
            let is_map = matches!(at.token, Token::Key(name) if is_map_of_schemas(name));
            for (key, member) in members.iter_mut() {
                let at = at.down(Token::Key(key));
                let shape = Shape::Object(Kind::Schema).inside(key).filter(|_| !is_map);
                match shape.map(Shape::kind_or_data) {
                    Some((_, true)) => {}
                    Some((Some(Kind::Discriminator), _)) => {
                        each_part_mut(member, &Shape::Object(Kind::Discriminator), &at, each);
                    }
                    _ => each_undefined_mut(member, &at, each),
                }
            }
            each(None, members, at);
        }
        Value::Array(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                each_undefined_mut(item, &at.down(Token::Index(i)), each);
            }
        }
        _ => {}
    }
}

/// Whether a field of a schema is a map of schemas by name.
fn is_map_of_schemas(name: &str) -> bool {
    matches!(Shape::Object(Kind::Schema).inside(name), Some(Shape::Map(_)))
}
