//! `oneOf` and `anyOf`: which variants there are, and what tells them apart.

use super::schema::{Lowered, View, view};
use super::{Hint, Lowering};
use crate::document::pointer::{Node, escape, last, percent_decoded};
use crate::draft::DraftType;
use crate::draft::{Object, Shape, StringValue, Union, Variant, VariantContent};
use crate::ir::{Docs, Number, Ty, scalar_text};
use serde_json::Value;

impl<'a> Lowering<'a> {
    /// One of several schemas. Texts alone are one open enum, whatever their number.
    pub(super) fn union(&mut self, node: &Node<'a>, one: &[Node<'a>], hint: &Hint) -> Shape {
        if let Some(words) = self.all_strings(one) {
            return Shape::Strings(words);
        }
        if one.iter().all(super::schema::is_bare) {
            return Shape::Object(Object::default());
        }
        let one = &flat(node, one);
        let tag = self.tag(node, one);
        let mut variants: Vec<(usize, Variant)> = Vec::new();
        let names = self.variant_names(one, tag.as_ref());
        for (i, (branch, name)) in one.iter().zip(names).enumerate() {
            let (form, docs) = match only_word(branch) {
                Some(word) => (VariantContent::Constant(word), self.docs(branch)),
                None => {
                    let ty = self.schema(branch, &hint.part(&name)).ty;
                    (VariantContent::Value(ty), Docs::default())
                }
            };
            let tags = tag.as_ref().map(|tag| tag.values[i].clone()).unwrap_or_default();
            let same = variants.iter_mut().find(|(_, variant)| variant.content == form);
            match same {
                // The same type twice is one variant.
                Some((_, variant)) => variant.tags.extend(tags),
                None => {
                    let rank = self.rank(branch, &form);
                    let constants = match tag {
                        Some(_) => Vec::new(),
                        None => self.deep_constants(branch),
                    };
                    let variant =
                        Variant { name, tags, is_base: false, constants, docs, content: form };
                    variants.push((rank, variant));
                }
            }
        }
        // A stable sort: the order of the document decides between equals.
        variants.sort_by_key(|(rank, _)| *rank);
        let variants = variants.into_iter().map(|(_, variant)| variant).collect();
        Shape::Union(Union { tag: tag.map(|tag| tag.name), variants })
    }

    /// One of several schemas that no schema names together; those that say the same are one.
    pub(super) fn one_of(&mut self, all: &[Node<'a>], at: &Node<'a>, hint: &Hint) -> Lowered {
        // None of them says how all are told apart.
        static NOTHING: Value = Value::Null;
        let mut one: Vec<Node<'a>> = Vec::new();
        for schema in all {
            if !one.iter().any(|known| self.is_same(Some(known), Some(schema))) {
                one.push(schema.clone());
            }
        }
        if let [only] = one.as_slice() {
            return self.schema(only, hint);
        }
        let nullable = one.iter().any(|schema| view(schema).1 || view(&self.followed(schema)).1);
        let is_any = |schema: &Node<'a>| matches!(view(&self.followed(schema)).0, View::Any);
        if one.iter().any(is_any) {
            return Lowered { ty: self.untyped(at, "it may be anything, among others"), nullable };
        }
        let nowhere = Node { value: &NOTHING, pointer: at.pointer.clone() };
        let shape = self.union(&nowhere, &one, hint);
        if let Shape::Union(Union { variants, .. }) = &shape
            && let [Variant { content: VariantContent::Value(ty), .. }] = variants.as_slice()
        {
            return Lowered { ty: ty.clone(), nullable };
        }
        let draft = DraftType { docs: self.docs(at), ..hint.draft(at.pointer.clone()) };
        let id = self.reserve(DraftType { shape: Some(shape), ..draft });
        Lowered { ty: Ty::Named(id), nullable }
    }

    /// The words of branches that are all texts; a free text adds none.
    pub(super) fn all_strings(&self, one: &[Node<'a>]) -> Option<Vec<StringValue>> {
        let mut all: Vec<StringValue> = Vec::new();
        for branch in one {
            let branch = match view(branch).0 {
                View::Reference(target) => self.resolve(target)?,
                _ => branch.clone(),
            };
            match view(&branch).0 {
                View::Strings(words) => super::add_strings(&mut all, &words),
                View::Scalar("string") if !branch.has("format") => {}
                _ => return None,
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// What the variants are called: what the document calls them, else what they are told apart by.
    fn variant_names(&self, one: &[Node<'a>], tag: Option<&Tag>) -> Vec<String> {
        let named = |(i, branch): (usize, &Node<'a>)| match tag.map(|tag| tag.values[i].as_slice())
        {
            Some([value]) => self.variant_name(branch).or_else(|| Some(scalar_text(value))),
            _ => self.variant_name(branch).or_else(|| self.constant_of(branch)),
        };
        let mut names: Vec<Option<String>> = one.iter().enumerate().map(named).collect();
        self.name_by_members(one, &mut names);
        let lists = names.iter().flatten().filter(|name| *name == "list").count();
        let nameless = names.iter().filter(|name| name.is_none()).count();
        let settled = |(i, name): (usize, Option<String>)| match name {
            Some(name) if name == "list" && lists > 1 => self.list_name(&one[i]),
            Some(name) => name,
            None if nameless == 1 && self.is_object(&one[i]) => "object".to_owned(),
            None => format!("variant {}", i + 1),
        };
        names.into_iter().enumerate().map(settled).collect()
    }

    fn variant_name(&self, branch: &Node<'a>) -> Option<String> {
        let title = branch.text("title").filter(|title| super::is_name(title));
        let named = match view(branch).0 {
            View::Reference(target) => return Some(self.component_name(&self.resolve(target)?)),
            _ if title.is_some() => title?,
            View::Scalar("string")
                if matches!(branch.text("format"), Some("date" | "date-time")) =>
            {
                branch.text("format")?
            }
            View::Scalar(name) => name,
            View::List => "list",
            View::Map => "map",
            View::Strings(_) => {
                return Some(only_word(branch).unwrap_or_else(|| "word".to_owned()));
            }
            _ => return None,
        };
        Some(named.to_owned())
    }

    /// Where several objects have no names, each by the first member that no other has: one that
    /// has to be there, if there is one.
    fn name_by_members(&self, one: &[Node<'a>], names: &mut [Option<String>]) {
        if names.iter().filter(|name| name.is_none()).count() < 2 {
            return;
        }
        let members: Vec<_> =
            one.iter().map(|branch| self.members(branch).unwrap_or_default()).collect();
        for (i, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_none()) {
            let is_own = |wanted: &str| {
                let others = members.iter().enumerate().filter(|(other, _)| *other != i);
                !others.flat_map(|(_, members)| members).any(|(known, ..)| *known == wanted)
            };
            let own = || members[i].iter().filter(|(name, ..)| is_own(name));
            let chosen = own().find(|(.., required)| *required).or_else(|| own().next());
            *name = chosen.map(|(name, ..)| (*name).to_owned());
        }
    }

    /// A list by its elements, where there are several.
    fn list_name(&self, list: &Node<'a>) -> String {
        let items = list.get("items").and_then(|items| self.variant_name(&items));
        items.map_or_else(|| "list".to_owned(), |items| format!("{items} list"))
    }

    /// The one text that a member of a variant can only be.
    fn constant_of(&self, branch: &Node<'a>) -> Option<String> {
        let members = self.members(branch)?;
        members.into_iter().find_map(|(name, ..)| match self.constants(branch, name)?.as_slice() {
            [only @ Value::String(_)] => Some(scalar_text(only)),
            _ => None,
        })
    }

    /// How early a variant is tried where nothing tells the variants apart: what takes the
    /// fewest values comes first.
    fn rank(&self, branch: &Node<'a>, form: &VariantContent) -> usize {
        let VariantContent::Value(ty) = form else { return 0 };
        match ty {
            Ty::Bool => 0,
            Ty::Number(Number::F64) => 2,
            Ty::Number(_) => 1,
            Ty::DateTime | Ty::Date | Ty::DateTimeOrDate | Ty::MailDateTime | Ty::Own(_) => 3,
            Ty::String | Ty::Lenient(_) => 5,
            Ty::Tuple(_) => 6,
            Ty::List(_) => 7,
            Ty::Named(_) | Ty::Boxed(_) => match self.members(branch) {
                Some(members) => {
                    let required = members.iter().filter(|(.., required)| *required).count();
                    1_000 - required.min(99) * 10 - members.len().min(9)
                }
                None => 4,
            },
            Ty::Map(_) => 2_000,
            Ty::Nullable(_) | Ty::Json | Ty::File | Ty::Bytes => 3_000,
        }
    }

    /// The member that tells the variants apart: the discriminator, else one that has a constant
    /// of its own in every variant.
    fn tag(&self, node: &Node<'a>, one: &[Node<'a>]) -> Option<Tag> {
        self.discriminator(node, one).or_else(|| self.constant_member(one))
    }

    fn discriminator(&self, node: &Node<'a>, one: &[Node<'a>]) -> Option<Tag> {
        let discriminator = node.get("discriminator")?;
        let name = discriminator.text("propertyName")?.to_owned();
        // One that nobody has, and without values, is a mistake.
        let has_it = |branch: &Node<'a>| {
            let members = self.members(branch).unwrap_or_default();
            members.iter().any(|(member, ..)| *member == name)
        };
        if !discriminator.has("mapping") && !one.iter().any(has_it) {
            return None;
        }
        let mut values = Vec::new();
        for branch in one {
            let View::Reference(target) = view(branch).0 else { return None };
            let mapped = mapped(&discriminator, target);
            values.push(match mapped.is_empty() {
                false => mapped.into_iter().map(|tag| self.typed_tag(branch, &name, tag)).collect(),
                // A schema without a mapping is meant by its constant or by its own name.
                true => {
                    let constants = self.constants(branch, &name);
                    constants.unwrap_or_else(|| vec![implied(target).into()])
                }
            });
        }
        disjoint(&values).then_some(Tag { name, values })
    }

    fn constant_member(&self, one: &[Node<'a>]) -> Option<Tag> {
        let (first, ..) = one.split_first()?;
        let candidates = self.members(first)?;
        candidates.into_iter().find_map(|(name, ..)| {
            let values: Option<Vec<Vec<Value>>> =
                one.iter().map(|branch| self.constants(branch, name)).collect();
            let values = values.filter(|values| disjoint(values))?;
            Some(Tag { name: name.to_owned(), values })
        })
    }

    /// The values that a property of an object can have, if the document lists them.
    fn constants(&self, branch: &Node<'a>, name: &str) -> Option<Vec<Value>> {
        let members = self.members(branch)?;
        let (_, member, _) = members.into_iter().find(|(known, ..)| *known == name)?;
        constants_of(&self.followed(&member))
    }

    /// A value of a discriminator. A mapping has strings for keys; the property may be an integer
    /// or a boolean.
    pub(super) fn typed_tag(&self, branch: &Node<'a>, name: &str, tag: String) -> Value {
        let members = self.members(branch).unwrap_or_default();
        let member = members.into_iter().find(|(known, ..)| *known == name);
        let member = member.map(|(_, member, _)| self.followed(&member));
        let constants = member.as_ref().and_then(constants_of).unwrap_or_default();
        if let Some(constant) = constants.into_iter().find(|constant| scalar_text(constant) == tag)
        {
            return constant;
        }
        let types = member.map(|member| super::schema::types(&member).0).unwrap_or_default();
        let typed = match types.as_slice() {
            ["integer"] => tag.parse::<i64>().ok().map(Value::from),
            ["boolean"] => tag.parse::<bool>().ok().map(Value::from),
            _ => None,
        };
        typed.unwrap_or_else(|| tag.into())
    }

    /// The constants inside of an object, by JSON pointers.
    fn deep_constants(&self, branch: &Node<'a>) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        self.gather_constants(branch, "", &mut found);
        found
    }

    fn gather_constants(&self, node: &Node<'a>, at: &str, found: &mut Vec<(String, Value)>) {
        /// Objects inside objects are looked into so deep, and so many constants are enough.
        const DEEPEST: usize = 4;
        const MOST: usize = 16;
        let members = self.members(&self.followed(node)).unwrap_or_default();
        for (name, member, _) in members {
            let pointer = format!("{at}/{}", escape(name));
            let member = self.followed(&member);
            if found.len() == MOST {
                return;
            }
            match constants_of(&member).as_deref() {
                Some([only]) if !view(&member).1 || only.is_null() => {
                    found.push((pointer, only.clone()));
                }
                Some(_) => {}
                None if pointer.matches('/').count() < DEEPEST && member.has("properties") => {
                    self.gather_constants(&member, &pointer, found);
                }
                None => {}
            }
        }
    }
}

/// The values that a schema lists, if all are scalars.
pub(super) fn constants_of(node: &Node<'_>) -> Option<Vec<Value>> {
    match view(node).0 {
        View::Strings(words) => {
            return Some(words.into_iter().map(|word| word.into_owned().into()).collect());
        }
        View::Integers(codes) => return Some(codes.into_iter().map(Value::from).collect()),
        _ => {}
    }
    if node.text("type") == Some("null") {
        return Some(vec![Value::Null]);
    }
    let values = node.value.get("enum").and_then(Value::as_array).cloned();
    let mut values = values.or_else(|| node.value.get("const").map(|only| vec![only.clone()]))?;
    values.retain(|value| !value.is_null());
    let is_scalar = |value: &Value| !(value.is_object() || value.is_array());
    (!values.is_empty() && values.iter().all(is_scalar)).then_some(values)
}

/// The one text that a schema allows, where it stands inline: it needs no type of its own.
fn only_word(branch: &Node<'_>) -> Option<String> {
    match view(branch).0 {
        View::Strings(words) => match words.as_slice() {
            [only] => Some(only.clone().into_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The values that a discriminator maps to a schema, sorted: the order of a mapping means nothing.
pub(super) fn mapped(discriminator: &Node<'_>, target: &str) -> Vec<String> {
    let (key, place) = (implied(target), percent_decoded(target));
    let names = |to: &str| to == key || percent_decoded(to) == place;
    let mapping = discriminator.get("mapping").map(|mapping| mapping.members()).unwrap_or_default();
    let mapped = mapping.iter().filter(|(_, to)| to.value.as_str().is_some_and(names));
    let mut mapped: Vec<String> = mapped.map(|(value, _)| (*value).to_owned()).collect();
    mapped.sort();
    mapped
}

/// The value of a discriminator that means a schema without being told: the name of the schema.
fn implied(target: &str) -> String {
    let pointer = percent_decoded(target.trim_start_matches('#'));
    let node = Node { value: &Value::Null, pointer };
    crate::document::reference::stem(&node).unwrap_or_else(|| last(&node.pointer))
}

/// The branches, with those of a nameless union among them in its place: what is one of several is
/// one of all.
fn flat<'a>(node: &Node<'a>, one: &[Node<'a>]) -> Vec<Node<'a>> {
    /// Unions inside of unions are looked into so deep.
    const DEEPEST: usize = 8;
    fn gather<'a>(branch: &Node<'a>, depth: usize, all: &mut Vec<Node<'a>>) {
        let names_itself = ["title", "description", "discriminator", "properties"];
        match view(branch) {
            (View::OneOf(inner), false)
                if depth < DEEPEST && !names_itself.iter().any(|key| branch.has(key)) =>
            {
                inner.iter().for_each(|branch| gather(branch, depth + 1, all));
            }
            _ => all.push(branch.clone()),
        }
    }
    let mut all = Vec::new();
    for branch in one {
        match node.has("discriminator") {
            true => all.push(branch.clone()),
            false => gather(branch, 0, &mut all),
        }
    }
    all
}

struct Tag {
    name: String,
    /// The values that mean each variant, in the order of the variants.
    values: Vec<Vec<Value>>,
}

fn disjoint(values: &[Vec<Value>]) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut is_new = |value: &Value| !value.is_null() && seen.insert(scalar_text(value));
    values.iter().all(|values| !values.is_empty() && values.iter().all(&mut is_new))
}
