//! Types of their own: structs (merged from `allOf`), enums of texts, unions.

use super::schema::Lowered;
use super::schema::{View, is_bare, is_never, members, required, view};
use super::{Draft, Hint, Lowering};
use crate::ir::{Access, Bounds, Code, Field, Object, Presence, Scalar, Shape, Ty, TypeId};
use crate::load::pointer::Node;
use serde_json::Value;
use std::collections::HashSet;

/// The members of an object, gathered from a schema and all that it is made of.
#[derive(Default)]
struct Parts<'a> {
    properties: Vec<Property<'a>>,
    required: Vec<&'a str>,
    rest: Option<Node<'a>>,
    /// The references among what it is made of.
    references: Vec<Node<'a>>,
}

/// A member as one schema declares it, and as branches declare it otherwise.
struct Property<'a> {
    name: &'a str,
    node: Node<'a>,
    others: Vec<Node<'a>>,
}

impl<'a> Parts<'a> {
    /// A member that is declared again takes the later schema and keeps its place; where only a
    /// branch declares it, it may be either.
    fn add(&mut self, name: &'a str, node: Node<'a>, sure: bool) {
        match self.properties.iter_mut().find(|known| known.name == name) {
            // Declared again without a type: what was said before still holds.
            Some(_) if matches!(view(&node).0, View::Any) && !(sure && is_never(&node)) => {}
            Some(known) if sure => known.node = node,
            Some(known) => known.others.push(node),
            None => self.properties.push(Property { name, node, others: Vec::new() }),
        }
    }
}

impl<'a> Lowering<'a> {
    /// Whether everything that a schema is made of is an object.
    pub(super) fn is_object(&self, node: &Node<'a>) -> bool {
        self.is_object_within(node, &mut HashSet::new())
    }

    fn is_object_within(&self, node: &Node<'a>, seen: &mut HashSet<String>) -> bool {
        if !seen.insert(node.pointer.clone()) {
            return true;
        }
        match view(node).0 {
            View::Reference(target) => {
                self.resolve(target).is_some_and(|found| self.is_object_within(&found, seen))
            }
            View::AllOf(all) => {
                let mut said = all.iter().filter(|member| !is_bare(member));
                said.all(|member| self.is_object_within(member, seen))
            }
            View::OneOf(one) => one.iter().all(|member| self.is_object_within(member, seen)),
            View::Object | View::Map => true,
            _ => false,
        }
    }

    fn parts(
        &self,
        node: &Node<'a>,
        parts: &mut Parts<'a>,
        seen: &mut HashSet<String>,
        sure: bool,
    ) {
        if !seen.insert(node.pointer.clone()) {
            return;
        }
        if let View::Reference(target) = view(node).0 {
            parts.references.push(node.clone());
            if let Some(found) = self.resolve(target) {
                self.parts(&found, parts, seen, sure);
            }
            seen.remove(&node.pointer);
            return;
        }
        for (key, sure) in [("allOf", sure), ("oneOf", false), ("anyOf", false)] {
            for branch in members(node, key).into_iter().flat_map(|(all, _)| all) {
                self.parts(&branch, parts, seen, sure);
            }
        }
        for (name, property) in node.get("properties").iter().flat_map(Node::members) {
            parts.add(name, property, sure);
        }
        if sure {
            parts.required.extend(required(node));
        }
        let rest = node.get("additionalProperties");
        if let Some(rest) = rest.filter(|rest| *rest.value != Value::Bool(false)) {
            parts.rest = Some(rest);
        }
        seen.remove(&node.pointer);
    }

    /// Takes out the members that must not be there.
    fn drop_absent(&self, parts: &mut Parts<'a>) {
        parts.properties.retain(|property| !is_never(&self.followed(&property.node)));
    }

    /// The members of an object that is spread over the fields of a form: name, schema, required.
    pub(super) fn members(&self, node: &Node<'a>) -> Option<Vec<(&'a str, Node<'a>, bool)>> {
        if !self.is_object(node) {
            return None;
        }
        let mut parts = Parts::default();
        self.parts(node, &mut parts, &mut HashSet::new(), true);
        self.drop_absent(&mut parts);
        let Parts { properties, required, .. } = parts;
        let member = |Property { name, node, .. }| (name, node, required.contains(&name));
        Some(properties.into_iter().map(member).collect())
    }

    /// Lowers a type that was reserved.
    pub(super) fn fill(&mut self, id: TypeId, node: &Node<'a>, hint: &Hint) {
        let shape = match view(node).0 {
            View::Words(words) => {
                let mut all = Vec::new();
                super::add_words(&mut all, &words);
                Shape::Words(all)
            }
            View::Codes(codes) => {
                let code = |wire: i64| Code { name: String::new(), wire };
                let mut seen = HashSet::new();
                Shape::Codes(
                    codes.into_iter().filter(|wire| seen.insert(*wire)).map(code).collect(),
                )
            }
            View::Scalars(values) => Shape::Scalars(scalars(&values)),
            View::Object | View::AllOf(_) if self.is_family(node) => self.family(node),
            View::OneOf(one) if !node.has("properties") => self.union(node, &one, hint),
            _ => Shape::Object(self.object(node, hint)),
        };
        self.drafts[id.0].shape = Some(shape);
    }

    fn object(&mut self, node: &Node<'a>, hint: &Hint) -> Object {
        let mut parts = Parts::default();
        self.parts(node, &mut parts, &mut HashSet::new(), true);
        self.drop_absent(&mut parts);
        for (reference, target) in
            parts.references.iter().filter_map(|node| Some((node, node.text("$ref")?)))
        {
            self.warn_of_siblings(reference, target);
        }
        let mut fields = Vec::with_capacity(parts.properties.len());
        for Property { name: wire, node: property, others } in &parts.properties {
            let lowered = self.either(property, others, &hint.child(wire));
            let presence = match (parts.required.contains(wire), lowered.nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, true) => Presence::Tristate,
                (false, false) => Presence::Optional,
            };
            let mut docs = self.docs(property);
            docs.notes = notes(property, &bounds(property));
            let access = match (property.is("readOnly"), property.is("writeOnly")) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                _ => Access::Both,
            };
            let (name, wire, ty) = (String::new(), (*wire).to_owned(), lowered.ty);
            fields.push(Field { name, wire, ty, presence, access, docs });
        }
        let rest = parts.rest.map(|rest| {
            let ty = match rest.value.is_object() {
                true => self.schema(&rest, &hint.part("value")).element(),
                false => Ty::Json,
            };
            (String::new(), ty)
        });
        Object { fields, rest }
    }

    /// A member that several branches declare: texts together are one enum; where the types differ
    /// otherwise, only JSON of any form holds them all.
    fn either(&mut self, node: &Node<'a>, others: &[Node<'a>], hint: &Hint) -> Lowered {
        let others = others.iter().filter(|other| !self.is_same(Some(node), Some(other)));
        let all: Vec<Node<'a>> = std::iter::once(node).chain(others).cloned().collect();
        if all.len() == 1 {
            return self.schema(node, hint);
        }
        if let Some(words) = self.all_words(&all) {
            let nullable = all.iter().any(|node| view(node).1);
            let docs = self.docs(node);
            let id = self.reserve(Draft {
                docs,
                shape: Some(Shape::Words(words)),
                ..Draft::new(hint, node.pointer.clone())
            });
            return Lowered { ty: Ty::Named(id), nullable };
        }
        let lowered: Vec<Lowered> = all.iter().map(|node| self.schema(node, hint)).collect();
        let nullable = lowered.iter().any(|lowered| lowered.nullable);
        match lowered.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other.ty == first.ty) => {
                Lowered { ty: first.ty.clone(), nullable }
            }
            _ => Lowered { ty: self.untyped(node, "its type differs from form to form"), nullable },
        }
    }
}

/// The values of an enum of scalars, each once: numbers that are equal are one, however written.
fn scalars(values: &[&Value]) -> Vec<Scalar> {
    let same = |a: &Value, b: &Value| match (a.as_f64(), b.as_f64()) {
        (Some(x), Some(y)) if a.is_f64() || b.is_f64() => x == y,
        _ => a == b,
    };
    let mut all: Vec<Scalar> = Vec::new();
    for value in values {
        if !all.iter().any(|known| same(&known.wire, value)) {
            all.push(Scalar { name: String::new(), wire: (*value).clone() });
        }
    }
    all
}

/// The bounds that a schema states.
pub(super) fn bounds(node: &Node<'_>) -> Bounds {
    let number = |key: &str| node.value.get(key).and_then(Value::as_f64);
    let count = |key: &str| node.value.get(key).and_then(Value::as_u64);
    let integer = node.text("type") == Some("integer");
    // An exclusive bound of an integer is the next integer; of a number it cannot be said so.
    let beyond = |bound: &str, exclusive: &str, step: f64| {
        let given = number(exclusive).or(number(bound).filter(|_| node.is(exclusive)));
        match given {
            Some(limit) => integer.then_some(limit + step),
            None => number(bound),
        }
    };
    Bounds {
        min: beyond("minimum", "exclusiveMinimum", 1.0),
        max: beyond("maximum", "exclusiveMaximum", -1.0),
        shortest: count("minLength").or(count("minItems")),
        longest: count("maxLength").or(count("maxItems")),
    }
}

/// Sentences about what a schema states beside its type.
pub(super) fn notes(node: &Node<'_>, bounds: &Bounds) -> Vec<String> {
    let mut notes = Vec::new();
    let range = |least: Option<String>, most: Option<String>, unit: &str| match (least, most) {
        (Some(a), Some(b)) if a == b => Some(format!("Exactly {a}{unit}.")),
        (Some(a), Some(b)) => Some(format!("From {a} to {b}{unit}.")),
        (Some(a), None) => Some(format!("At least {a}{unit}.")),
        (None, Some(b)) => Some(format!("At most {b}{unit}.")),
        (None, None) => None,
    };
    let text = |number: f64| number.to_string();
    // Exclusive bounds of integers are among the bounds.
    for (bound, exclusive, says, known) in [
        ("minimum", "exclusiveMinimum", "More than", bounds.min),
        ("maximum", "exclusiveMaximum", "Less than", bounds.max),
    ] {
        let number = |key: &str| node.value.get(key).and_then(Value::as_f64);
        let given = number(exclusive).or(number(bound).filter(|_| node.is(exclusive)));
        if let (Some(limit), None) = (given, known) {
            notes.push(format!("{says} {limit}."));
        }
    }
    notes.extend(range(bounds.min.map(text), bounds.max.map(text), ""));
    let unit =
        if node.has("minItems") || node.has("maxItems") { " elements" } else { " characters" };
    let count = |count: u64| count.to_string();
    notes.extend(range(bounds.shortest.map(count), bounds.longest.map(count), unit));
    notes.extend(excluded(node));
    if let Some(pattern) = node.text("pattern") {
        notes.push(format!("Pattern: {}", crate::prose::code(pattern)));
    }
    if let Some(default) = node.value.get("default").filter(|default| !default.is_null()) {
        notes.push(format!("Default: {}", crate::prose::code(&default.to_string())));
    }
    notes
}

/// What `not` says, which is told and not checked: a server may know better.
pub(super) fn excluded(node: &Node<'_>) -> Option<String> {
    let not = node.get("not").filter(|not| !is_never(node) && not.value.is_object())?;
    let listed = |key: &str| match not.value.get(key)? {
        Value::Array(values) => Some(values.iter().map(shown).collect::<Vec<_>>()),
        value => Some(vec![shown(value)]),
    };
    let keys: Vec<&str> = not.members().into_iter().map(|(key, _)| key).collect();
    let listed = |key: &str| listed(key).unwrap_or_default().join(", ");
    Some(match keys.as_slice() {
        [key @ ("enum" | "const")] => format!("Never {}.", listed(key)),
        ["type"] => format!("Never of the type {}.", listed("type")),
        ["required"] => format!("Never with {} together.", listed("required")),
        ["pattern"] => format!("Never of the pattern {}.", listed("pattern")),
        _ => "Not all of its form is valid: the description excludes some.".to_owned(),
    })
}

fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    crate::prose::code(&text)
}
