//! Types of their own: structs (merged from `allOf`), enums of texts, unions.

use super::merge::Property;
use super::schema::{Lowered, View, is_never, types, view};
use super::{Hint, Lowering};
use crate::document::pointer::Node;
use crate::draft::{Access, Field, IntegerValue, MixedValue, Object, Shape, Union, Variant};
use crate::ir::{Bounds, Presence, Ty, TypeId, scalar_text};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// How many members a document's types may take over from others, all together. A chain of schemas
/// in which each adds to the one before repeats them all in each.
const MOST_TAKEN_OVER: usize = 300_000;

/// A struct of more fields than this is none that a compiler takes.
const MOST_FIELDS: usize = 10_000;

/// Where the schemas are that stand on their own.
const SCHEMAS: &str = "/components/schemas/";

impl<'a> Lowering<'a> {
    /// Lowers a type that was reserved.
    pub(super) fn fill(&mut self, id: TypeId, node: &Node<'a>, hint: &Hint) {
        let mut shape = match view(node).0 {
            View::Strings(words) => {
                let mut all = Vec::new();
                super::add_strings(&mut all, &words);
                Shape::Strings(all)
            }
            View::Integers(codes) => {
                let code =
                    |wire: i64| IntegerValue { name: String::new(), wire, docs: String::new() };
                let mut seen = HashSet::new();
                Shape::Integers(
                    codes.into_iter().filter(|wire| seen.insert(*wire)).map(code).collect(),
                )
            }
            View::Mixed(values) => Shape::Mixed(scalars(&values)),
            View::Object | View::AllOf(_) if self.is_hierarchy(node) => self.family(node, hint),
            View::OneOf(one) if !node.has("properties") && !self.is_mixed(node) => {
                self.union(node, &one, hint)
            }
            View::List => self.list_of_itself(node, hint),
            _ => Shape::Object(self.object(node, hint)),
        };
        super::enum_names::apply(node, &mut shape);
        self.types[id.0].shape = Some(shape);
    }

    /// Whether examples show objects with members of several branches at a time: one object of all
    /// members holds them, where each branch alone would lose some.
    fn is_mixed(&self, node: &Node<'a>) -> bool {
        self.contradicted.holds(node.value) && self.is_object(node)
    }

    /// A list that holds itself: an enum whose one variant is the list.
    fn list_of_itself(&mut self, node: &Node<'a>, hint: &Hint) -> Shape {
        let ty = self.list(node, hint);
        let variant = Variant::of("list", Vec::new(), ty);
        Shape::Union(Union { tag: None, variants: vec![variant] })
    }

    pub(super) fn object(&mut self, node: &Node<'a>, hint: &Hint) -> Object {
        let parts = self.parts(node);
        let own = node.value.get("properties").and_then(Value::as_object).map_or(0, Map::len);
        self.taken_over += parts.properties.len().saturating_sub(own);
        let is_large = parts.properties.len() > MOST_FIELDS;
        if parts.is_cut || is_large || self.taken_over > MOST_TAKEN_OVER {
            let message = "too many properties for a struct, including those merged from `allOf`, here or in \
                           the whole document; a map is generated";
            self.warn(node, message, "use fewer schemas in `allOf`, or fewer properties");
            let rest = Some((String::new(), self.untyped(node, "it has too many properties")));
            return Object { fields: Vec::new(), rest };
        }
        for (reference, target) in
            parts.references.iter().filter_map(|node| Some((node, node.text("$ref")?)))
        {
            self.warn_of_siblings(reference, target);
        }
        let mut fields = Vec::with_capacity(parts.properties.len());
        for Property { name: wire, node: property, others } in &parts.properties {
            let named = self.inherited(node, property).unwrap_or_else(|| hint.clone());
            let lowered = self.either(property, others, &named.child(wire));
            let presence = match (parts.required.contains(wire), lowered.nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, true) => Presence::Tristate,
                (false, false) => Presence::Optional,
            };
            let mut docs = self.docs(property);
            (docs.notes, docs.default) = (notes(property, &bounds(property)), default(property));
            let access = match (property.is("readOnly"), property.is("writeOnly")) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                _ => Access::Both,
            };
            let (name, wire, ty) = (String::new(), (*wire).to_owned(), lowered.ty);
            let constants = match ty {
                Ty::Bool => super::union::constants_of(&self.followed(property)),
                _ => None,
            };
            let only = match constants.as_deref() {
                Some([Value::Bool(only)]) => Some(*only),
                _ => None,
            };
            fields.push(Field { name, wire, ty, presence, only, access, docs });
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

    /// What a member's type is named after where the member comes from another schema that stands
    /// on its own: that one, whoever is made of it.
    fn inherited(&mut self, node: &Node<'a>, property: &Node<'a>) -> Option<Hint> {
        let name = property.pointer.strip_prefix(SCHEMAS)?.split('/').next()?;
        let owner = &property.pointer[..SCHEMAS.len() + name.len()];
        if node
            .pointer
            .strip_prefix(owner)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        {
            return None;
        }
        let value = self.root.value.pointer(owner)?;
        Some(self.component_hint(&Node { value, pointer: owner.to_owned() }))
    }

    /// A member that several branches declare: it is one of what they say.
    fn either(&mut self, node: &Node<'a>, others: &[Node<'a>], hint: &Hint) -> Lowered {
        let all: Vec<Node<'a>> = std::iter::once(node).chain(others).cloned().collect();
        let lowered = self.one_of(&all, node, hint);
        self.schema_types.insert(node.pointer.clone(), lowered.clone().element());
        lowered
    }
}

/// The values of an enum of scalars, each once: numbers that are equal are one, however written.
fn scalars(values: &[&Value]) -> Vec<MixedValue> {
    let same = |a: &Value, b: &Value| match (a.as_f64(), b.as_f64()) {
        (Some(x), Some(y)) if a.is_f64() || b.is_f64() => x == y,
        _ => a == b,
    };
    let mut all: Vec<MixedValue> = Vec::new();
    for value in values {
        if !all.iter().any(|known| same(&known.wire, value)) {
            all.push(MixedValue {
                name: String::new(),
                wire: (*value).clone(),
                docs: String::new(),
            });
        }
    }
    all
}

/// The bounds that a schema states.
pub(super) fn bounds(node: &Node<'_>) -> Bounds {
    let number = |key: &str| node.value.get(key).and_then(Value::as_f64);
    let count = |key: &str| node.value.get(key).and_then(Value::as_u64);
    // In 3.0, an exclusive bound is a flag beside the bound.
    let exclusive = |bound: &str, key: &str| number(key).or(number(bound).filter(|_| node.is(key)));
    let (above, below) =
        (exclusive("minimum", "exclusiveMinimum"), exclusive("maximum", "exclusiveMaximum"));
    let stricter = |limit: Option<f64>, other: Option<f64>, sign: f64| match (limit, other) {
        (Some(limit), Some(other)) => sign * (limit - other) >= 0.0,
        (limit, _) => limit.is_some(),
    };
    let (is_above, is_below) =
        (stricter(above, number("minimum"), 1.0), stricter(below, number("maximum"), -1.0));
    let mut bounds = Bounds {
        min: if is_above { above } else { number("minimum") },
        max: if is_below { below } else { number("maximum") },
        above: is_above,
        below: is_below,
        unique: node.is("uniqueItems"),
        shortest: count("minLength").or(count("minItems")),
        longest: count("maxLength").or(count("maxItems")),
    };
    // An exclusive bound of an integer is the next integer.
    if types(node).0 == ["integer"] {
        let step = |is_open: &mut bool, by: f64| if std::mem::take(is_open) { by } else { 0.0 };
        bounds.min = bounds.min.map(|min| min.floor() + step(&mut bounds.above, 1.0));
        bounds.max = bounds.max.map(|max| max.ceil() - step(&mut bounds.below, 1.0));
    }
    bounds
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
    notes.extend(bounds.min.filter(|_| bounds.above).map(|min| format!("More than {min}.")));
    notes.extend(bounds.max.filter(|_| bounds.below).map(|max| format!("Less than {max}.")));
    let (min, max) = (bounds.min.filter(|_| !bounds.above), bounds.max.filter(|_| !bounds.below));
    notes.extend(range(min.map(text), max.map(text), ""));
    if let Some(step) = node.value.get("multipleOf").and_then(Value::as_f64) {
        notes.push(format!("A multiple of {step}."));
    }
    let unit =
        if node.has("minItems") || node.has("maxItems") { " elements" } else { " characters" };
    let count = |count: u64| count.to_string();
    notes.extend(range(bounds.shortest.map(count), bounds.longest.map(count), unit));
    notes.extend(bounds.unique.then(|| "No element twice.".to_owned()));
    notes.extend(excluded(node));
    if let Some(pattern) = node.text("pattern") {
        notes.push(format!("Pattern: {}", crate::prose::code(pattern)));
    }
    notes
}

/// The `default` of a schema, as JSON.
pub(super) fn default(node: &Node<'_>) -> Option<String> {
    node.value.get("default").filter(|default| !default.is_null()).map(Value::to_string)
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
        _ => "The schema excludes some of these values.".to_owned(),
    })
}

fn shown(value: &Value) -> String {
    crate::prose::code(&scalar_text(value))
}
