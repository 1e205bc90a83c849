//! What an object is made of: its members, with those of all the schemas that it combines.

use super::Lowering;
use super::schema::{View, is_bare, is_never, members, required, view};
use crate::document::pointer::Node;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

/// How many schemas deep schemas may be made of others. Nobody writes such chains; a document that
/// has them must not take the stack.
const DEEPEST: usize = 1_000;

/// How many schemas and members are gone through for a whole document, time and again where many
/// are made of the same ones: what large documents take, a thousand times.
const MOST: usize = 50_000_000;

/// What has been found out about objects, so that it is found out once.
#[derive(Default)]
pub(super) struct Seen {
    /// Whether a schema is an object, by its pointer.
    objects: RefCell<HashMap<String, bool>>,
    /// How many schemas and members have been gone through.
    steps: Cell<usize>,
}

/// The members of an object, gathered from a schema and all that it is made of.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub properties: Vec<Property<'a>>,
    pub required: HashSet<&'a str>,
    pub rest: Option<Node<'a>>,
    /// The references among what it is made of.
    pub references: Vec<Node<'a>>,
    /// Where the members stand in their list.
    places: HashMap<&'a str, usize>,
    /// The schemas that have been gone through, and whether all they say is sure.
    seen: HashMap<String, bool>,
    depth: usize,
    /// There is more than can be gone through.
    pub is_cut: bool,
}

/// A member as one schema declares it, and as branches declare it otherwise.
pub(super) struct Property<'a> {
    pub name: &'a str,
    pub node: Node<'a>,
    pub others: Vec<Node<'a>>,
}

impl<'a> Parts<'a> {
    /// A member that is declared again takes the later schema and keeps its place; where only a
    /// branch declares it, it may be either.
    fn add(&mut self, name: &'a str, node: Node<'a>, sure: bool) {
        match self.places.get(name).map(|at| &mut self.properties[*at]) {
            // Declared again without a type: what was said before still holds.
            Some(_) if matches!(view(&node).0, View::Any) && !(sure && is_never(&node)) => {}
            Some(known) if sure => known.node = node,
            Some(known) => known.others.push(node),
            None => {
                self.places.insert(name, self.properties.len());
                self.properties.push(Property { name, node, others: Vec::new() });
            }
        }
    }
}

impl<'a> Lowering<'a> {
    /// Whether everything that a schema is made of is an object.
    pub(super) fn is_object(&self, node: &Node<'a>) -> bool {
        let mut seen = HashSet::new();
        let found = self.is_object_within(node, &mut seen, 0);
        // What an object is made of is all objects.
        if found {
            let mut known = self.seen.objects.borrow_mut();
            known.extend(seen.into_iter().map(|pointer| (pointer, true)));
        }
        found
    }

    fn is_object_within(&self, node: &Node<'a>, seen: &mut HashSet<String>, depth: usize) -> bool {
        if let Some(known) = self.seen.objects.borrow().get(&node.pointer) {
            return *known;
        }
        if !seen.insert(node.pointer.clone()) {
            return true;
        }
        let mut all = |members: Vec<Node<'a>>| {
            members.iter().all(|member| self.is_object_within(member, seen, depth + 1))
        };
        let found = depth < DEEPEST
            && match view(node).0 {
                View::Reference(target) => {
                    self.resolve(target).is_some_and(|found| all(vec![found]))
                }
                View::AllOf(members) => {
                    all(members.into_iter().filter(|member| !is_bare(member)).collect())
                }
                View::OneOf(members) => all(members),
                View::Object | View::Map => true,
                _ => false,
            };
        if !found {
            self.seen.objects.borrow_mut().insert(node.pointer.clone(), false);
        }
        found
    }

    /// The members of a schema and of all that it is made of, without those that must not be there.
    pub(super) fn parts(&self, node: &Node<'a>) -> Parts<'a> {
        let mut parts = Parts::default();
        self.add_parts(node, &mut parts, true);
        parts.properties.retain(|property| !is_never(&self.followed(&property.node)));
        parts
    }

    /// Adds what a schema says of members; `sure` where it says so of every value.
    fn add_parts(&self, node: &Node<'a>, parts: &mut Parts<'a>, sure: bool) {
        // A second time adds nothing, unless what was only possible is sure now.
        if parts.seen.get(&node.pointer).is_some_and(|before| *before || !sure) {
            return;
        }
        parts.is_cut |= parts.depth > DEEPEST || self.seen.steps.get() > MOST;
        if parts.is_cut {
            return;
        }
        parts.seen.insert(node.pointer.clone(), sure);
        parts.depth += 1;
        match view(node).0 {
            View::Reference(target) => {
                parts.references.push(node.clone());
                if let Some(found) = self.resolve(target) {
                    self.add_parts(&found, parts, sure);
                }
            }
            _ => self.add_own_parts(node, parts, sure),
        }
        parts.depth -= 1;
    }

    /// Adds what a schema says of members itself, and by the branches that it has.
    fn add_own_parts(&self, node: &Node<'a>, parts: &mut Parts<'a>, sure: bool) {
        for (key, sure) in [("allOf", sure), ("oneOf", false), ("anyOf", false)] {
            for branch in members(node, key).into_iter().flat_map(|(all, _)| all) {
                self.add_parts(&branch, parts, sure);
            }
        }
        let properties = node.get("properties").map(|properties| properties.members());
        let properties = properties.unwrap_or_default();
        self.seen.steps.set(self.seen.steps.get() + 1 + properties.len());
        properties.into_iter().for_each(|(name, property)| parts.add(name, property, sure));
        if sure {
            parts.required.extend(required(node));
        }
        parts.rest = super::collection::rest(node).or(parts.rest.take());
    }

    /// The members of an object that is spread over the fields of a form: name, schema, required.
    pub(super) fn members(&self, node: &Node<'a>) -> Option<Vec<(&'a str, Node<'a>, bool)>> {
        if !self.is_object(node) {
            return None;
        }
        let Parts { properties, required, is_cut, .. } = self.parts(node);
        let member = |Property { name, node, .. }| (name, node, required.contains(&name));
        (!is_cut).then(|| properties.into_iter().map(member).collect())
    }

    /// What the members of an object are that nobody named, where it says that there may be some.
    pub(super) fn rest(&self, node: &Node<'a>) -> Option<Node<'a>> {
        self.parts(node).rest
    }
}
