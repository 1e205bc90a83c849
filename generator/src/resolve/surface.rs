//! What a caller can do with a type: constructors, setters, conversions and derived traits.

use super::types::{Definition, has_default};
use crate::draft::{self, Access};
use crate::ir::{
    Additional, Constructor, Derive, Docs, Enum, EnumValue, Field, Initial, ModelFile, Module,
    Number, Passing, Presence, Repr, Resource, Sets, Setter, Shape, Struct, Ty, TypeDef, TypeId,
    Union, Variant, VariantContent,
};
use crate::names::{self, Kind, Scope};
use std::collections::HashSet;
use std::mem;

/// Completes all types.
pub(super) fn types(
    mut types: Vec<Definition>,
    model_files: &[ModelFile],
    resources: &[Resource],
) -> Vec<TypeDef> {
    let mut modules = vec![None; types.len()];
    for (at, file) in model_files.iter().enumerate() {
        file.types.iter().for_each(|id| modules[id.0] = Some(Module::Models(at)));
    }
    for (at, resource) in resources.iter().enumerate() {
        resource.types.iter().for_each(|id| modules[id.0] = Some(Module::Operations(at)));
    }
    // Texts are moved: they are most of the memory that types take.
    let texts: Vec<Texts> = types.iter_mut().map(Texts::take).collect();
    let surface = Surface { types: &types, tags: tags(&types) };
    let definitions = texts.into_iter().zip(modules).enumerate();
    definitions.map(|(at, (texts, module))| surface.type_def(TypeId(at), texts, module)).collect()
}

/// What is only documentation in a definition.
struct Texts {
    origin: String,
    also: Vec<String>,
    docs: Docs,
    /// The docs of fields or variants.
    members: Vec<Docs>,
}

impl Texts {
    fn take(def: &mut Definition) -> Self {
        let members = match &mut def.shape {
            draft::Shape::Object(object) => {
                object.fields.iter_mut().map(|field| mem::take(&mut field.docs)).collect()
            }
            draft::Shape::Union(union) => {
                union.variants.iter_mut().map(|variant| mem::take(&mut variant.docs)).collect()
            }
            _ => Vec::new(),
        };
        Self {
            origin: mem::take(&mut def.origin),
            also: mem::take(&mut def.also),
            docs: mem::take(&mut def.docs),
            members,
        }
    }
}

/// How an argument takes a value of a type.
pub(super) fn passing(ty: &Ty) -> Passing {
    match ty {
        // A literal without a suffix is an `i32`, which does not convert into these.
        Ty::Bool | Ty::Number(Number::U32 | Number::U64) => Passing::Plain,
        Ty::List(_) => Passing::Items,
        Ty::Boxed(inner) => passing(inner),
        _ => Passing::Into,
    }
}

struct Surface<'a> {
    types: &'a [Definition],
    /// The properties that distinguish the variants of unions.
    tags: HashSet<(TypeId, String)>,
}

impl Surface<'_> {
    fn type_def(&self, id: TypeId, texts: Texts, module: Option<Module>) -> TypeDef {
        let def = &self.types[id.0];
        let Texts { origin, also, docs, members } = texts;
        let mut derives = vec![Derive::Clone];
        let shape = match &def.shape {
            draft::Shape::Object(object) => Shape::Struct(self.structure(id, def, object, members)),
            draft::Shape::Union(union) => Shape::Union(self.union(def, union, members)),
            draft::Shape::Strings(values) => {
                let values = values
                    .iter()
                    .map(|value| (&value.name, value.wire.as_str().into(), &value.docs));
                Shape::Enum(enumeration(Repr::String, values, def.is_request))
            }
            draft::Shape::Integers(values) => {
                derives.push(Derive::Copy);
                let values =
                    values.iter().map(|value| (&value.name, value.wire.into(), &value.docs));
                Shape::Enum(enumeration(Repr::Integer, values, false))
            }
            draft::Shape::Mixed(values) => {
                let values =
                    values.iter().map(|value| (&value.name, value.wire.clone(), &value.docs));
                Shape::Enum(enumeration(Repr::Mixed, values, false))
            }
        };
        derives.push(Derive::Debug);
        // The run-time support implements the other traits of enums.
        if !matches!(shape, Shape::Enum(_)) {
            derives.extend(def.is_default.then_some(Derive::Default));
            derives.push(Derive::PartialEq);
        }
        TypeDef { name: def.name.clone(), module, origin, also, docs, derives, shape }
    }

    fn structure(
        &self,
        id: TypeId,
        def: &Definition,
        object: &draft::Object,
        docs: Vec<Docs>,
    ) -> Struct {
        // Response-only types are read. A test that makes one sets its public fields.
        let is_made = def.is_request || !def.is_default;
        let constructor = is_made.then(|| self.constructor(id, def, object));
        let has_arguments =
            constructor.as_ref().is_some_and(|made| made.arguments().next().is_some());
        let mut setters = setters(def, object).into_iter();
        let field = |(field, docs): (&draft::Field, Docs)| Field {
            name: field.name.clone(),
            wire: field.wire.clone(),
            ty: field.ty.clone(),
            presence: field.presence,
            docs: field_docs(def, docs),
            setters: setters.next().unwrap_or_default(),
        };
        let additional = object.rest.clone().map(|(name, ty)| Additional { name, ty });
        Struct {
            fields: object.fields.iter().zip(docs).map(field).collect(),
            additional,
            constructor,
            default_is_new: !def.is_default && !has_arguments,
        }
    }

    fn constructor(&self, id: TypeId, def: &Definition, object: &draft::Object) -> Constructor {
        let fields: Vec<Initial> =
            object.fields.iter().map(|field| self.initial(id, def, field)).collect();
        let is_default = def.is_default && fields.iter().all(|it| *it == Initial::Default);
        Constructor { fields, is_default }
    }

    /// A request needs its required fields. Of response-only types, only fields without a default
    /// are arguments, so that an additional property does not break callers.
    fn initial(&self, id: TypeId, def: &Definition, field: &draft::Field) -> Initial {
        let is_required = field.presence == Presence::Required;
        // A server needs the tag of a union, required or not.
        let is_tag = || self.tags.contains(&(id, field.wire.clone()));
        if let Some(constant) = self.constant(field)
            && (is_required || is_tag())
        {
            return constant;
        }
        if !is_required {
            return Initial::Default;
        }
        match def.is_request || !has_default(&field.ty, self.types) {
            true => Initial::Argument(passing(&field.ty)),
            false => Initial::Default,
        }
    }

    /// The only value of a field.
    fn constant(&self, field: &draft::Field) -> Option<Initial> {
        if let (Ty::Bool, Some(only)) = (&field.ty, field.only) {
            return Some(Initial::Bool(only));
        }
        let Ty::Named(id) = &field.ty else { return None };
        let variant = match &self.types[id.0].shape {
            draft::Shape::Strings(values) if values.len() == 1 => &values[0].name,
            draft::Shape::Integers(values) if values.len() == 1 => &values[0].name,
            _ => return None,
        };
        Some(Initial::Variant(variant.clone()))
    }

    fn union(&self, def: &Definition, union: &draft::Union, docs: Vec<Docs>) -> Union {
        let variant = |(variant, docs): (&draft::Variant, Docs)| Variant {
            name: variant.name.clone(),
            tags: variant.tags.clone(),
            is_base: variant.is_base,
            constants: variant.constants.clone(),
            docs,
            content: self.variant_content(def, union, variant),
        };
        Union {
            tag: union.tag.clone(),
            variants: union.variants.iter().zip(docs).map(variant).collect(),
            unknown: names::UNKNOWN_VARIANT.to_owned(),
        }
    }

    fn variant_content(
        &self,
        def: &Definition,
        union: &draft::Union,
        variant: &draft::Variant,
    ) -> VariantContent {
        let ty = match &variant.content {
            draft::VariantContent::Constant(text) => {
                return VariantContent::Constant(text.clone());
            }
            draft::VariantContent::Value(ty) => ty.clone(),
        };
        // Of several tags, only the code that made the value knows which one it was.
        let writes = match variant.tags.as_slice() {
            [tag] if union.tag.is_some() && self.is_object(&ty) => Some(tag.clone()),
            _ => None,
        };
        let is_nominal =
            matches!(ty, Ty::Named(_) | Ty::Boxed(_) | Ty::String | Ty::Bool | Ty::Number(_));
        VariantContent::Value { ty, writes, from: def.is_request && is_nominal }
    }

    /// Whether the values of a type are JSON objects that a tag can be written into.
    fn is_object(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Boxed(inner) => self.is_object(inner),
            Ty::Named(id) => matches!(self.types[id.0].shape, draft::Shape::Object(_)),
            Ty::Json | Ty::Map(_) => true,
            _ => false,
        }
    }
}

/// The properties that distinguish the variants of unions, by the types that have them.
fn tags(types: &[Definition]) -> HashSet<(TypeId, String)> {
    let mut found = HashSet::new();
    for def in types {
        let draft::Shape::Union(union) = &def.shape else { continue };
        for variant in &union.variants {
            let ty = match variant.ty() {
                Some(Ty::Boxed(inner)) => inner,
                Some(ty) => ty,
                None => continue,
            };
            let Ty::Named(id) = ty else { continue };
            let constants = variant.constants.iter().filter_map(|(at, _)| at.strip_prefix('/'));
            let names = union.tag.as_deref().into_iter().chain(constants);
            found.extend(names.map(|name| (*id, name.to_owned())));
        }
    }
    found
}

fn enumeration<'a>(
    repr: Repr,
    values: impl Iterator<Item = (&'a String, serde_json::Value, &'a String)>,
    from_string: bool,
) -> Enum {
    let value = |(name, wire, docs): (&String, serde_json::Value, &String)| EnumValue {
        name: name.clone(),
        wire,
        docs: docs.clone(),
    };
    let values = values.map(value).collect();
    Enum { repr, values, unknown: names::UNKNOWN_VARIANT.to_owned(), from_string }
}

/// The default is what the server uses if a request does not have the field. A response-only
/// field is documented without it.
fn field_docs(def: &Definition, docs: Docs) -> Docs {
    let mut docs = docs.without_repeated_notes();
    if !def.is_request {
        docs.default = None;
    }
    docs
}

/// The setters of each field, with names that are unique in the type. Value setters are named
/// first: a property `type_null` keeps `with_type_null`.
fn setters(def: &Definition, object: &draft::Object) -> Vec<Vec<Setter>> {
    let mut scope = Scope::new(&["new"]);
    let is_set = |field: &draft::Field| def.is_request && field.access != Access::ReadOnly;
    let base = |field: &draft::Field| format!("with_{}", field.name.trim_end_matches('_'));
    let mut setters: Vec<Vec<Setter>> = Vec::new();
    for field in &object.fields {
        let value = is_set(field).then(|| Setter {
            name: scope.claim(base(field), Kind::Value),
            sets: Sets::Value(passing(&field.ty)),
        });
        setters.push(value.into_iter().collect());
    }
    for (field, setters) in object.fields.iter().zip(&mut setters) {
        if is_set(field) && field.presence == Presence::Tristate {
            let names = [format!("{}_null", base(field)), format!("{}_as_null", base(field))];
            let free = names.iter().find(|name| scope.take(name)).cloned();
            let [name, _] = names;
            let name = free.unwrap_or_else(|| scope.claim(name, Kind::Value));
            setters.push(Setter { name, sets: Sets::Null });
        }
    }
    setters
}
