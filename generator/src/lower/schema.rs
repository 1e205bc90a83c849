//! Schemas to types.
//!
//! A schema is read straight from the tree, since one reading serves 3.0 and 3.1, keeps the place
//! of every node, and sees siblings of `$ref`, which `openapiv3` drops.

use super::limits::{self, is_too_much};
use super::{Hint, Lowering, SchemaState};
use crate::document::EXTENSION;
use crate::document::pointer::{Node, last, percent_decoded};
use crate::document::reference::shown;
use crate::draft::DraftType;
use crate::draft::Shape;
use crate::ir::{Bounds, Docs, Number, Ty, TypeId};
use serde_json::Value;
use std::borrow::Cow;

/// A type as a schema gives it, and whether null is one of its values.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub ty: Ty,
    pub nullable: bool,
}

impl Lowered {
    pub fn plain(ty: Ty) -> Self {
        Self { ty, nullable: false }
    }

    /// The type of an element of a list or a map, where null needs a place.
    pub fn element(self) -> Ty {
        match self.ty {
            // Null is among the values of JSON.
            Ty::Json => Ty::Json,
            ty if self.nullable => Ty::Nullable(Box::new(ty)),
            ty => ty,
        }
    }
}

/// What a schema is, by the keywords that it has.
#[derive(Debug)]
pub(super) enum View<'a> {
    /// Anything at all.
    Any,
    /// A reference to another schema.
    Reference(&'a str),
    /// All of several schemas; one alone is that one.
    AllOf(Vec<Node<'a>>),
    /// One of several schemas.
    OneOf(Vec<Node<'a>>),
    /// One of several texts.
    Strings(Vec<Cow<'a, str>>),
    /// One of several integers.
    Integers(Vec<i64>),
    /// One of several scalars of any kind.
    Mixed(Vec<&'a Value>),
    /// An object with declared members.
    Object,
    /// An object with keys that nobody knows.
    Map,
    /// A list.
    List,
    /// A scalar of this type.
    Scalar(&'a str),
    /// Something that has no type here, and why.
    Untyped(String),
}

/// The types that a schema names, without null, and whether null is among them.
pub(super) fn types<'a>(node: &Node<'a>) -> (Vec<&'a str>, bool) {
    let mut nullable = node.is("nullable");
    let named: Vec<&str> = match node.value.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    nullable |= named.contains(&"null");
    (named.into_iter().filter(|name| *name != "null").collect(), nullable)
}

/// The members of `allOf`, `oneOf` or `anyOf`, without those that only say null, or take nothing.
pub(super) fn members<'a>(node: &Node<'a>, key: &str) -> Option<(Vec<Node<'a>>, bool)> {
    let all = node.get(key)?.given();
    let is_null = |member: &Node<'_>| {
        let (types, nullable) = types(member);
        let says_null = nullable && types.is_empty() && member.value.get("type").is_some();
        says_null
            || member.value.get("enum").is_some_and(|values| *values == serde_json::json!([null]))
    };
    let before = all.len();
    let mut rest: Vec<Node<'a>> = all.into_iter().filter(|member| !is_null(member)).collect();
    let nullable = rest.len() < before;
    rest.retain(|member| !is_never(member));
    Some((rest, nullable))
}

/// Keywords beside a reference that would change its type. Since 3.1, those of objects have been
/// joined with it when the document was loaded.
const UNHEARD: &[&str] = &[
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "enum",
    "const",
    "items",
];

/// Whether a schema says nothing but prose and bounds.
pub(super) fn is_bare(node: &Node<'_>) -> bool {
    const SAYS: &[&str] = &[
        "$ref",
        "type",
        "properties",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "const",
        "items",
        "additionalProperties",
        "format",
    ];
    !SAYS.iter().any(|key| node.has(key))
}

/// Whether a schema only says that its values are objects, or null.
fn says_only_object(node: &Node<'_>) -> bool {
    let keys = node.value.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    types(node).0 == ["object"]
        && keys.into_iter().all(|key| matches!(key, "type" | "nullable" | "title" | "description"))
}

/// Whether a schema takes nothing at all: `false`, or what says the same.
pub(super) fn is_never(node: &Node<'_>) -> bool {
    match node.value {
        Value::Bool(any) => !any,
        Value::Object(members) => match members.get("not") {
            Some(Value::Bool(any)) => *any,
            Some(Value::Object(none)) => none.is_empty(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a schema has branches, beside what else it says, that are more than constraints.
fn has_branches(node: &Node<'_>) -> bool {
    ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| members(node, key))
        .any(|(branches, _)| !branches.is_empty() && !branches.iter().all(is_bare))
}

/// The names of members that a schema requires.
pub(super) fn required<'a>(node: &Node<'a>) -> Vec<&'a str> {
    let names = node.value.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Looks at a schema: what it is, and whether null is one of its values.
pub(super) fn view<'a>(node: &Node<'a>) -> (View<'a>, bool) {
    if !node.value.is_object() {
        return (View::Any, false);
    }
    if let Some(target) = node.text("$ref") {
        return (View::Reference(target), node.is("nullable"));
    }
    let (types, mut nullable) = types(node);
    if let Some((all, _)) = members(node, "allOf")
        && all.iter().any(|member| !is_bare(member))
    {
        return (View::AllOf(all), nullable);
    }
    if let Some((one, null)) = members(node, "oneOf").or_else(|| members(node, "anyOf")) {
        // Branches that only say which members are required describe one and the same object.
        if !one.is_empty() && !one.iter().all(is_bare) {
            return (View::OneOf(one), nullable || null);
        }
    }
    if let Some(values) = super::values::values(node, &types, &mut nullable) {
        return (values, nullable);
    }
    (by_type(node, &types), nullable)
}

fn by_type<'a>(node: &Node<'a>, types: &[&'a str]) -> View<'a> {
    let has_members = node.value.get("properties").and_then(Value::as_object);
    let has_members = has_members.is_some_and(|members| !members.is_empty());
    match types {
        [] if has_members => View::Object,
        [] if node.has("additionalProperties") || node.has("patternProperties") => View::Map,
        [] if node.has("items") => View::List,
        [] if node.has("format") => View::Scalar(implied_by_format(node)),
        [] => View::Any,
        ["object"] if has_members => View::Object,
        ["object"] => View::Map,
        ["array"] => View::List,
        ["file"] => View::Scalar("string"),
        [scalar @ ("string" | "integer" | "number" | "boolean")] => View::Scalar(scalar),
        // Every integer is a number.
        ["integer", "number"] | ["number", "integer"] => View::Scalar("number"),
        [unknown] => View::Untyped(format!("unknown type `{unknown}`")),
        several => View::Untyped(format!("a value of several types ({})", several.join(", "))),
    }
}

/// The type that a schema means that has a format and no type.
fn implied_by_format(node: &Node<'_>) -> &'static str {
    match node.text("format").unwrap_or_default() {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            "integer"
        }
        "float" | "double" => "number",
        _ => "string",
    }
}

impl<'a> Lowering<'a> {
    /// The type of a schema. Types that have to be defined are named after `hint`.
    pub(super) fn schema(&mut self, node: &Node<'a>, hint: &Hint) -> Lowered {
        self.depth += 1;
        let fits = self.depth <= limits::DEEPEST;
        let lowered = fits.then(|| self.schema_within(node, hint));
        let lowered = lowered.filter(|lowered| limits::nesting(&lowered.ty) <= limits::DEEPEST);
        let lowered = lowered.unwrap_or_else(|| self.too_deep(node));
        self.schema_types.insert(node.pointer.clone(), lowered.clone().element());
        self.depth -= 1;
        lowered
    }

    fn schema_within(&mut self, node: &Node<'a>, hint: &Hint) -> Lowered {
        if is_never(node) {
            return Lowered::plain(self.untyped(node, "the document allows no value here"));
        }
        if let Some(lowered) = self.by_format(node, hint) {
            return lowered;
        }
        let (view, nullable) = view(node);
        let mut lowered =
            match view {
                View::Reference(target) => {
                    self.warn_of_siblings(node, target);
                    self.reference(node, target)
                }
                View::AllOf(all) => match self.alone(node, &all) {
                    Some(only) => self.schema(&only, hint),
                    None if self.is_object(node) => self.define(node, hint),
                    None => self.first_typed(node, hint),
                },
                View::OneOf(one) if one.len() == 1 && !node.has("properties") => {
                    self.schema(&one[0], hint)
                }
                view if is_too_much(&view) => self.too_much(node, &view),
                View::Strings(_)
                | View::Integers(_)
                | View::Mixed(_)
                | View::Object
                | View::OneOf(_) => self.define(node, hint),
                View::Map | View::List if self.is_recursive(node) => self.define(node, hint),
                View::Map => Lowered::plain(self.map(node, hint)),
                View::List if self.contradicted.holds(node.value) => Lowered::plain(self.untyped(
                    node,
                    "an example is no list, and no type is named that says it is one",
                )),
                View::List => Lowered::plain(self.list(node, hint)),
                View::Scalar(name) => Lowered::plain(self.scalar(node, name)),
                View::Any => {
                    Lowered::plain(self.untyped(node, "the document says nothing of its type"))
                }
                View::Untyped(why) => {
                    let help = help_for_type(node);
                    self.warn(node, format!("using untyped JSON: {why}"), help);
                    Lowered::plain(self.untyped(node, why))
                }
            };
        lowered.nullable |= nullable || self.is_nullable(node);
        lowered
    }

    /// Whether null is one of a schema's values: it says so itself, or one of its branches does.
    fn is_nullable(&mut self, node: &Node<'a>) -> bool {
        let (view, nullable) = view(node);
        let branches = match view {
            _ if nullable => return true,
            View::OneOf(all) | View::AllOf(all) => all,
            View::Reference(target) => self.resolve(target).into_iter().collect(),
            _ => return false,
        };
        if let Some(known) = self.nullable.get(&node.pointer) {
            return *known;
        }
        // A schema that refers back to itself says no more than its other branches.
        self.nullable.insert(node.pointer.clone(), false);
        let nullable = branches.iter().any(|branch| self.is_nullable(branch));
        self.nullable.insert(node.pointer.clone(), nullable);
        nullable
    }

    /// What a rule says of the schema's format.
    fn by_format(&mut self, node: &Node<'a>, hint: &Hint) -> Option<Lowered> {
        let format = node.text("format")?;
        let rule = self.rules.formats.get(format)?;
        rule.matched();
        if let Some(path) = &rule.path {
            return Some(Lowered { ty: Ty::Own(path.0.clone()), nullable: types(node).1 });
        }
        let (shared, has_schema) = (rule.name.clone(), rule.schema.is_some());
        if has_schema {
            let rules = self.root.get(EXTENSION)?.get("formats")?.get(format)?;
            let mut lowered = self.schema(&rules.get("schema")?, hint);
            lowered.nullable |= types(node).1;
            return Some(lowered);
        }
        let (View::Strings(words), nullable) = view(node) else { return None };
        Some(Lowered { ty: self.shared_words(&shared?, node, &words), nullable })
    }

    /// The one enum that all enums of a format share; it knows the values of all of them.
    fn shared_words(&mut self, name: &str, node: &Node<'a>, words: &[Cow<'_, str>]) -> Ty {
        let key = format!("shared enum {name}");
        let id = match self.known.get(&key) {
            Some(SchemaState::Type(id)) => *id,
            _ => {
                let mut docs = self.docs(node);
                (docs.summary, docs.deprecated) = (String::new(), false);
                docs.description =
                    format!("A value of the format `{}`.", node.text("format").unwrap_or_default());
                let origin = node.pointer.clone();
                let hint = Hint::component(name);
                let id = self.reserve(DraftType { docs, ..hint.draft(origin) });
                self.known.insert(key, SchemaState::Type(id));
                id
            }
        };
        let TypeId(at) = id;
        let mut all = match self.types[at].shape.take() {
            Some(Shape::Strings(words)) => words,
            _ => Vec::new(),
        };
        super::add_strings(&mut all, words);
        self.types[at].shape = Some(Shape::Strings(all));
        Ty::Named(id)
    }

    /// The type behind a `$ref`. A type of its own is only reserved here and lowered later, so
    /// that no chain of references is ever too deep.
    pub(super) fn reference(&mut self, node: &Node<'a>, target: &str) -> Lowered {
        let Some(found) = self.resolve(target) else {
            // What names another file has been warned of where files are brought in.
            if target.starts_with('#') {
                let (why, help) = match self.root.value.pointer(target.trim_start_matches('#')) {
                    Some(_) => (
                        "it is circular, or its chain is too long",
                        "break the cycle: give one of the schemas a `type`".to_owned(),
                    ),
                    None => ("it does not exist", self.help_for_reference(target)),
                };
                let message =
                    format!("cannot resolve `$ref: {}`: {why}; using untyped JSON", shown(target));
                self.warn(node, message, help);
            }
            return Lowered::plain(
                self.untyped(node, format!("`{}` does not exist", shown(target))),
            );
        };
        match self.known.get(&found.pointer) {
            Some(SchemaState::Type(id)) => {
                let ty = Ty::Named(*id);
                return Lowered { ty, nullable: self.is_nullable(&found) };
            }
            Some(SchemaState::Alias(lowered)) => return lowered.clone(),
            Some(SchemaState::Busy) => {
                let message = format!(
                    "cannot resolve `$ref: {}`: it is circular; using untyped JSON",
                    shown(target)
                );
                self.warn(node, message, "break the cycle");
                return Lowered::plain(self.untyped(node, "it is defined by itself"));
            }
            None => {}
        }
        let hint = self.component_hint(&found);
        if self.defines(&found) {
            return self.define(&found, &hint);
        }
        self.known.insert(found.pointer.clone(), SchemaState::Busy);
        let lowered = self.schema(&found, &hint);
        self.known.insert(found.pointer, SchemaState::Alias(lowered.clone()));
        lowered
    }

    /// Warns of what stands beside a reference and changes nothing of the type.
    pub(super) fn warn_of_siblings(&mut self, node: &Node<'a>, target: &str) {
        for key in UNHEARD.iter().filter(|key| node.has(key)) {
            let message = format!("`{key}` next to `$ref: {}` is ignored", shown(target));
            let help = match self.is_3_0() {
                true => "OpenAPI 3.0 ignores siblings of `$ref`: use `allOf`",
                false => "move it into the referenced schema",
            };
            self.warn(node, message, help);
        }
    }

    /// The node that a local reference names, through any number of references to references.
    pub(super) fn resolve(&self, target: &str) -> Option<Node<'a>> {
        let mut target = target.to_owned();
        for _ in 0..64 {
            let fragment = target.strip_prefix('#')?;
            let pointer = percent_decoded(fragment);
            let value = self.root.value.pointer(&pointer)?;
            let node = Node { value, pointer };
            match node.text("$ref") {
                Some(next) if is_bare_reference(&node) => target = next.to_owned(),
                _ => return Some(node),
            }
        }
        None
    }

    /// Whether lowering this schema makes a type of its own.
    fn defines(&self, node: &Node<'a>) -> bool {
        if node.text("format").is_some_and(|format| self.rules.formats.contains_key(format)) {
            return false;
        }
        match view(node).0 {
            view if is_too_much(&view) => false,
            View::Strings(_) | View::Integers(_) | View::Mixed(_) | View::Object => true,
            View::AllOf(all) => self.alone(node, &all).is_none() && self.is_object(node),
            View::OneOf(one) => one.len() > 1 || node.has("properties"),
            View::Map | View::List => self.is_recursive(node),
            _ => false,
        }
    }

    /// The one schema of an `allOf` that says all there is to say, where there is one: beside it are
    /// neither members, nor is any of its own required that was not.
    fn alone(&self, node: &Node<'a>, all: &[Node<'a>]) -> Option<Node<'a>> {
        let (bare, mut said): (Vec<_>, Vec<_>) = all.iter().cloned().partition(is_bare);
        // Next to a reference to an object, `type: object` says nothing new.
        if said.len() > 1 && said.iter().any(|part| part.has("$ref")) {
            said.retain(|part| !says_only_object(part));
        }
        let [only] = said.as_slice() else { return None };
        if node.has("properties") || has_branches(node) || self.is_own_subtype(node, &said) {
            return None;
        }
        let required: Vec<&str> = bare.iter().chain([node]).flat_map(required).collect();
        let is_news = |(name, _, was): &(&str, Node<'a>, bool)| !was && required.contains(name);
        let news = !required.is_empty() && self.members(only)?.iter().any(is_news);
        (!news).then(|| only.clone())
    }

    /// Whether a list or a map holds itself, with nothing between that has a type of its own: Rust
    /// has no name for such a type unless it is defined.
    fn is_recursive(&self, node: &Node<'a>) -> bool {
        let step = |at: &Node<'a>| match view(at).0 {
            View::Reference(target) => self.resolve(target),
            View::Map => super::collection::rest(at),
            View::List => at.get("items"),
            View::AllOf(only) | View::OneOf(only) if !at.has("properties") => {
                <[Node<'a>; 1]>::try_from(only).ok().map(|[only]| only)
            }
            _ => None,
        };
        let chain = std::iter::successors(step(node), step).take(64);
        chain.into_iter().any(|at| at.pointer == node.pointer)
    }

    /// Whether a schema that stands on its own only repeats the head of its family.
    fn is_own_subtype(&self, node: &Node<'a>, all: &[Node<'a>]) -> bool {
        node.pointer.starts_with("/components/schemas/")
            && node.pointer.matches('/').count() == 3
            && self.is_subtype(all)
    }

    /// Makes a type of its own of a schema: reserved now, lowered when its turn comes.
    fn define(&mut self, node: &Node<'a>, hint: &Hint) -> Lowered {
        let id = match self.known.get(&node.pointer) {
            Some(SchemaState::Type(id)) => *id,
            _ => {
                let mut docs = self.docs(node);
                docs.notes.extend(super::object::excluded(node));
                let name = node.get(EXTENSION).and_then(|extension| extension.text("name"));
                let hint = name.map_or_else(|| hint.clone(), |name| hint.named(name));
                let draft = DraftType { docs, ..hint.draft(node.pointer.clone()) };
                let id = self.reserve(draft);
                self.known.insert(node.pointer.clone(), SchemaState::Type(id));
                self.queue.push_back((id, node.clone(), hint));
                id
            }
        };
        let lowered = Lowered { ty: Ty::Named(id), nullable: self.is_nullable(node) };
        // One that is first met behind a reference comes nowhere else.
        self.schema_types.insert(node.pointer.clone(), lowered.clone().element());
        lowered
    }

    /// The schema of several that are not all objects: the first that says a type counts.
    fn first_typed(&mut self, node: &Node<'a>, hint: &Hint) -> Lowered {
        let View::AllOf(all) = view(node).0 else { return Lowered::plain(Ty::Json) };
        match all.iter().find(|member| !matches!(view(member).0, View::Any)) {
            Some(member) => self.schema(member, hint),
            None => Lowered::plain(self.untyped(node, "`allOf` without a type")),
        }
    }

    fn scalar(&mut self, node: &Node<'a>, name: &str) -> Ty {
        let format = node.text("format").unwrap_or_default();
        let ty = with_room(plain_scalar(name, format), node);
        match ty {
            ty if !self.contradicted.holds(node.value) => ty,
            // An example has no room in the type, or does not have the form of one.
            Ty::Number(Number::I32 | Number::U32) => Ty::Number(Number::I64),
            Ty::DateTime | Ty::MailDateTime | Ty::Date => Ty::Lenient(Box::new(ty)),
            ty => ty,
        }
    }

    /// The name of a schema that stands on its own: its key, after the rules for names.
    pub(super) fn component_name(&self, node: &Node<'a>) -> String {
        crate::rules::rewrite(&self.rules.schema_names, &component_key(node))
    }

    /// What a schema that stands on its own is named after; the file that the rules give to it is
    /// noted.
    pub(super) fn component_hint(&mut self, node: &Node<'a>) -> Hint {
        let (key, name) = (component_key(node), self.component_name(node));
        let file = crate::rules::rewrite(&self.rules.schema_files, &key);
        if file != key {
            self.files.insert(name.clone(), file);
        }
        Hint::component(&name)
    }

    /// Notes that a place ends as untyped JSON.
    pub(super) fn untyped(&mut self, node: &Node<'a>, why: impl Into<String>) -> Ty {
        self.untyped.push((node.pointer.clone(), why.into()));
        Ty::Json
    }

    /// What a schema or a parameter says of itself, or else the schema that it refers to.
    pub(super) fn docs(&self, node: &Node<'a>) -> Docs {
        let said =
            |node: &Node<'a>| node.text("description").or(node.text("title")).unwrap_or_default();
        let description = match (said(node), node.text("$ref")) {
            ("", Some(target)) => self.resolve(target).map_or("", |found| said(&found)),
            (said, _) => said,
        };
        Docs {
            summary: node.text("summary").unwrap_or_default().to_owned(),
            description: description.to_owned(),
            notes: Vec::new(),
            default: None,
            deprecated: node.is("deprecated"),
        }
    }
}

/// A type of integers that has room for the bounds that the schema states.
fn with_room(ty: Ty, node: &Node<'_>) -> Ty {
    let Ty::Number(number) = ty else { return ty };
    let Bounds { min, max, .. } = super::object::bounds(node);
    let (min, max) = (min.unwrap_or_default(), max.unwrap_or_default());
    let is_small = |least: f64, most: f64| least <= min && max <= most;
    Ty::Number(match number {
        Number::I32 if !is_small(i32::MIN.into(), i32::MAX.into()) => Number::I64,
        Number::U32 if !is_small(0.0, u32::MAX.into()) => Number::I64,
        Number::I64 if max > i64::MAX as f64 && node.has("minimum") && min >= 0.0 => Number::U64,
        number => number,
    })
}

/// What to do about a type that does not exist.
fn help_for_type(node: &Node<'_>) -> String {
    const TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object", "null"];
    let wrong = types(node).0.into_iter().find(|name| !TYPES.contains(name));
    match wrong.and_then(|wrong| crate::similar::closest(wrong, TYPES.iter().copied())) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "correct `type`".to_owned(),
    }
}

/// The type of a scalar, by its type and its format.
fn plain_scalar(name: &str, format: &str) -> Ty {
    match (name, format) {
        ("boolean", _) => Ty::Bool,
        ("integer", "int32" | "int16" | "int8" | "uint8" | "uint16") => Ty::Number(Number::I32),
        ("integer", "uint32") => Ty::Number(Number::U32),
        ("integer", "uint64") => Ty::Number(Number::U64),
        ("integer", _) => Ty::Number(Number::I64),
        // Those of the format `float` too: documents say so of coordinates and of money, and mean
        // the digits that `f32` has no room for.
        ("number", _) => Ty::Number(Number::F64),
        ("string", "date-time") => Ty::DateTime,
        ("string", "date-time-rfc-2822") => Ty::MailDateTime,
        ("string", "date") => Ty::Date,
        _ => Ty::String,
    }
}

/// The key of a schema that stands on its own, or the name of the file that it is.
fn component_key(node: &Node<'_>) -> String {
    crate::document::reference::stem(node).unwrap_or_else(|| last(&node.pointer))
}

/// A reference that says nothing else of its own.
fn is_bare_reference(node: &Node<'_>) -> bool {
    node.value.as_object().is_some_and(|members| members.len() == 1)
}
