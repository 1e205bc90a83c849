//! References: what they name in the Swagger document, and where that is after the conversion.

use super::moves::Moves;
use super::{Converter, Part};
use crate::document::pointer::{Node, percent_decoded};
use serde_json::Value;

/// Sections of the Swagger document that are converted as a whole.
const SECTIONS: &[&str] = &["/definitions/", "/parameters/", "/responses/", "/paths/"];

/// Returns the JSON pointer of a reference inside of the tree.
fn pointer(target: &str) -> Option<String> {
    target.strip_prefix('#').map(percent_decoded)
}

/// Returns a pointer as a part of a URI.
pub(super) fn uri(pointer: &str) -> String {
    pointer.replace('%', "%25").replace(' ', "%20").replace('#', "%23")
}

impl<'a> Converter<'a> {
    /// Returns a part of the document, or what it refers to. `None` if that does not exist.
    pub(super) fn resolve(&self, node: &Node<'a>) -> Option<Node<'a>> {
        const LONGEST_CHAIN: usize = 64;
        let mut node = node.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(target) = node.text("$ref") else { return Some(node) };
            let pointer = pointer(target)?;
            let value = self.root.value.pointer(&pointer)?;
            node = Node { value, pointer };
        }
        None
    }

    /// Notes a reference: what it names is converted too, wherever it is.
    pub(super) fn referred(&mut self, target: &str, part: Part) {
        let Some(pointer) = pointer(target).filter(|pointer| !pointer.is_empty()) else { return };
        if !SECTIONS.iter().any(|section| pointer.starts_with(section)) {
            self.waiting.push((pointer, part));
        }
    }
}

/// Rewrites the references of a converted tree to where their targets are now. One whose target
/// does not exist stays, so that its author recognizes it.
pub(super) fn rewrite(root: &mut Value, moves: &Moves) {
    let mut rewritten = Vec::new();
    find("", root, &mut |target| rewritten.push(new_target(root, moves, target)));
    let mut rewritten = rewritten.into_iter();
    replace("", root, &mut || rewritten.next().flatten());
}

/// Returns where the target of a reference is now, if it has moved.
fn new_target(root: &Value, moves: &Moves, target: &str) -> Option<String> {
    let pointer = pointer(target)?;
    let place = moves.new_places(&pointer).find(|place| root.pointer(place).is_some())?;
    Some(format!("#{}", uri(&place)))
}

/// Calls a function with each reference.
fn find(parent: &str, value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(target) if is_reference(parent, name) => found(target),
                    member if !is_data(parent, name) => find(name, member, found),
                    _ => {}
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| find("", item, found)),
        _ => {}
    }
}

/// Replaces each reference, in the order of [`find`], by what a function returns, if anything.
fn replace(parent: &str, value: &mut Value, next: &mut impl FnMut() -> Option<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match member {
                    Value::String(target) if is_reference(parent, name) => {
                        if let Some(new) = next() {
                            *target = new;
                        }
                    }
                    member if !is_data(parent, name) => replace(name, member, next),
                    _ => {}
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace("", item, next)),
        _ => {}
    }
}

/// Whether a member that is a string is a reference. Names in a mapping that are no pointers have
/// no place that they could have moved to.
fn is_reference(parent: &str, name: &str) -> bool {
    name == "$ref" || parent == "mapping"
}

/// Whether a field of a Swagger document holds data, in which nothing is a reference. The names of
/// schemas, parameters and responses are chosen by the document.
fn is_data(parent: &str, name: &str) -> bool {
    const MAPS: &[&str] =
        &["properties", "definitions", "parameters", "responses", "headers", "schemas"];
    matches!(name, "example" | "examples" | "enum" | "default") && !MAPS.contains(&parent)
}
