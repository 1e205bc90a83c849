//! Inheritance: a schema with a discriminator, of which others are made by `allOf`. Where it is
//! referred to, any of them may stand, so it is a union of them.

use super::{Hint, Lowering};
use crate::document::pointer::{Node, last};
use crate::draft::{DraftType, Shape, Union, Variant};
use crate::ir::Ty;
use std::collections::{BTreeMap, BTreeSet};

/// The members of each family, by the pointer of the schema with the discriminator.
pub(super) type Hierarchies = BTreeMap<String, BTreeSet<String>>;

/// How many members all hierarchies may have together. In a chain of schemas that all have a
/// discriminator, every one is the head of all that follow.
const MOST: usize = 200_000;

/// Finds the hierarchies among the schemas that stand on their own; and the heads of those that are
/// too large to be one.
pub(super) fn find(root: &Node<'_>) -> (Hierarchies, Vec<String>) {
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    let schemas = schemas.map(|schemas| schemas.members()).unwrap_or_default();
    // Who is made of whom, one step down.
    let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, schema) in &schemas {
        for part in schema.get("allOf").iter().flat_map(Node::given) {
            if let Some(base) = part.text("$ref").and_then(|target| target.strip_prefix('#')) {
                below.entry(base.to_owned()).or_default().push(schema.pointer.clone());
            }
        }
    }
    let heads = schemas.iter().filter(|(_, schema)| {
        schema.get("discriminator").is_some_and(|it| it.has("propertyName"))
            && !schema.has("oneOf")
            && !schema.has("anyOf")
    });
    let (mut hierarchies, mut too_large, mut left) = (Hierarchies::new(), Vec::new(), MOST);
    for (_, head) in heads {
        let mut found = BTreeSet::new();
        let mut open = vec![head.pointer.clone()];
        while let (Some(pointer), true) = (open.pop(), found.len() <= left) {
            for child in below.get(&pointer).into_iter().flatten() {
                if *child != head.pointer && found.insert(child.clone()) {
                    open.push(child.clone());
                }
            }
        }
        match left.checked_sub(found.len()) {
            Some(rest) if !found.is_empty() => {
                left = rest;
                hierarchies.insert(head.pointer.clone(), found);
            }
            Some(_) => {}
            None => too_large.push(head.pointer.clone()),
        }
    }
    (hierarchies, too_large)
}

impl<'a> Lowering<'a> {
    /// Whether others are made of this schema, told apart by its discriminator.
    pub(super) fn is_hierarchy(&self, node: &Node<'a>) -> bool {
        self.hierarchies.contains_key(&node.pointer)
    }

    /// Whether an `allOf` of one schema adds nothing to the head of a family: not another name for
    /// the union, but a struct with the members of the head.
    pub(super) fn is_subtype(&self, all: &[Node<'a>]) -> bool {
        let [only] = all else { return false };
        let target = only.text("$ref").and_then(|target| self.resolve(target));
        target.is_some_and(|target| self.is_hierarchy(&target))
    }

    /// The union of all that are made of a schema. The last variant is the schema itself, and any
    /// value whose tag no subtype has: it keeps the properties that all have in common.
    pub(super) fn family(&mut self, node: &Node<'a>, hint: &Hint) -> Shape {
        let members = self.hierarchies.get(&node.pointer).cloned().unwrap_or_default();
        let discriminator = node.get("discriminator");
        let tag = discriminator.as_ref().and_then(|it| it.text("propertyName")).map(str::to_owned);
        let mut variants = Vec::new();
        let mut taken = BTreeSet::new();
        for member in members {
            let target = format!("#{member}");
            let mapped = discriminator.as_ref().map(|it| super::union::mapped(it, &target));
            let mut tags =
                mapped.filter(|tags| !tags.is_empty()).unwrap_or_else(|| vec![last(&member)]);
            // A value that means two of them means the first.
            tags.retain(|tag| taken.insert(tag.clone()));
            if let (Some(found), false) = (self.resolve(&target), tags.is_empty()) {
                let name = self.component_name(&found);
                let property = tag.as_deref().unwrap_or_default();
                let tags: Vec<_> =
                    tags.into_iter().map(|tag| self.typed_tag(&found, property, tag)).collect();
                let ty = self.reference(node, &target).ty;
                match variants.iter_mut().find(|known: &&mut Variant| known.ty() == Some(&ty)) {
                    // Two names for one type are one variant.
                    Some(known) => known.tags.extend(tags),
                    None => variants.push(Variant::of(name, tags, ty)),
                }
            }
        }
        variants.push(self.base(node, hint));
        Shape::Union(Union { tag, variants })
    }

    /// The variant with the properties of the schema that the others are made of.
    fn base(&mut self, node: &Node<'a>, hint: &Hint) -> Variant {
        let hint = hint.part("base");
        let mut object = self.object(node, &hint);
        if object.rest.is_none() && node.value.get("additionalProperties").is_none() {
            object.rest = Some((String::new(), Ty::Json));
        }
        let draft = DraftType { docs: self.docs(node), ..hint.draft(node.pointer.clone()) };
        let id = self.reserve(DraftType { shape: Some(Shape::Object(object)), ..draft });
        Variant { is_base: true, ..Variant::of("base", Vec::new(), Ty::Named(id)) }
    }
}
