//! Lists, tuples and maps.

use super::schema::{Lowered, is_bare};
use super::{Hint, Lowering};
use crate::document::pointer::Node;
use crate::ir::Ty;
use serde_json::Value;

impl<'a> Lowering<'a> {
    pub(super) fn map(&mut self, node: &Node<'a>, hint: &Hint) -> Ty {
        match rest(node) {
            Some(values) if values.value.is_object() && !is_bare(&values) => {
                let lowered = self.schema(&values, &hint.part("value"));
                Ty::Map(Box::new(lowered.element()))
            }
            _ => self.untyped(node, "the document says only that it is an object"),
        }
    }

    pub(super) fn list(&mut self, node: &Node<'a>, hint: &Hint) -> Ty {
        if let Some(tuple) = self.tuple(node, hint) {
            return tuple;
        }
        if let Some(element) = self.differs_by_place(node, hint) {
            return Ty::List(Box::new(element));
        }
        let items = match node.get("items") {
            Some(items) if items.value.is_object() => self.schema(&items, &hint.part("item")),
            _ => {
                Lowered::plain(self.untyped(node, "the document does not say what the list holds"))
            }
        };
        Ty::List(Box::new(items.element()))
    }

    /// The element of a list whose first elements have schemas of their own, and which may have
    /// more or fewer: one of them.
    fn differs_by_place(&mut self, node: &Node<'a>, hint: &Hint) -> Option<Ty> {
        let mut all = node.get("prefixItems")?.elements();
        let count = all.len() as u64;
        if all.is_empty() {
            return None;
        }
        let most = node.value.get("maxItems").and_then(Value::as_u64);
        match node.get("items") {
            _ if most.is_some_and(|most| most <= count) => {}
            Some(items) if *items.value == Value::Bool(false) => {}
            Some(items) if items.value.is_object() => all.push(items),
            _ => return Some(self.untyped(node, "other elements may follow the first ones")),
        }
        Some(self.one_of(&all, node, &hint.part("item")).element())
    }

    /// A list whose elements have types of their own, and which has neither more nor fewer.
    fn tuple(&mut self, node: &Node<'a>, hint: &Hint) -> Option<Ty> {
        /// Up to this many elements, tuples can be compared, shown and decoded.
        const MOST: usize = 12;
        let elements = node.get("prefixItems")?.elements();
        let count = elements.len() as u64;
        let says = |key: &str| node.value.get(key).and_then(Value::as_u64);
        let closed =
            node.value.get("items") == Some(&Value::Bool(false)) || says("maxItems") == Some(count);
        if !closed || says("minItems") != Some(count) || !(1..=MOST).contains(&elements.len()) {
            return None;
        }
        let element = |(i, element): (usize, &Node<'a>)| {
            self.schema(element, &hint.part(&format!("element {}", i + 1))).element()
        };
        Some(Ty::Tuple(elements.iter().enumerate().map(element).collect()))
    }
}

/// The schema of the members that are not declared; `true` where they may be anything, since those
/// that patterns name differ from the others. None where there are no such members, or nothing is
/// said of them.
pub(super) fn rest<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    static ANYTHING: Value = Value::Bool(true);
    let patterns = node.get("patternProperties").map(|all| all.members()).unwrap_or_default();
    let patterns = patterns.into_iter().map(|(_, named)| named);
    let others = node.get("additionalProperties").or_else(|| node.get("unevaluatedProperties"));
    let is_open = others.is_none();
    let all = patterns.chain(others).filter(|schema| *schema.value != Value::Bool(false));
    let all: Vec<Node<'a>> = all.collect();
    let (first, more) = all.split_first()?;
    let differs = more.iter().any(|other| other.value != first.value);
    match differs || is_open {
        true => Some(Node { value: &ANYTHING, pointer: first.pointer.clone() }),
        false => Some(first.clone()),
    }
}
