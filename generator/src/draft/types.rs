//! Schemas of their own: structs, enums and unions, as the document has them.

use crate::ir::{Docs, Presence, Ty};

/// What a type is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A struct.
    Object(Object),
    /// An open enum of strings.
    Strings(Vec<StringValue>),
    /// An open enum of integers.
    Integers(Vec<IntegerValue>),
    /// An open enum of scalars of several kinds, or of numbers with a fraction.
    Mixed(Vec<MixedValue>),
    /// One of several types.
    Union(Union),
}

impl Shape {
    /// Whether it is an enum of plain values.
    pub fn is_enum(&self) -> bool {
        matches!(self, Self::Strings(_) | Self::Integers(_) | Self::Mixed(_))
    }

    /// The types of what it is made of, in order.
    pub fn parts(&self) -> Vec<&Ty> {
        match self {
            Self::Object(object) => {
                let rest = object.rest.iter().map(|(_, ty)| ty);
                object.fields.iter().map(|field| &field.ty).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter().filter_map(Variant::ty).collect(),
            Self::Strings(_) | Self::Integers(_) | Self::Mixed(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Ty> {
        match self {
            Self::Object(object) => {
                let rest = object.rest.iter_mut().map(|(_, ty)| ty);
                object.fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter_mut().filter_map(Variant::ty_mut).collect(),
            Self::Strings(_) | Self::Integers(_) | Self::Mixed(_) => Vec::new(),
        }
    }
}

/// The fields of a struct.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Object {
    /// Declared members, in the order of the document.
    pub fields: Vec<Field>,
    /// The name of the field for all other members, and their type.
    pub rest: Option<(String, Ty)>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The Rust name.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// The type of a value that is there.
    pub ty: Ty,
    /// Whether it has to be there.
    pub presence: Presence,
    /// The only value of a boolean, if it has only one.
    pub only: Option<bool>,
    /// Who sends it.
    pub access: Access,
    /// What is said of it.
    pub docs: Docs,
}

/// Who sends a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Client and server.
    Both,
    /// Only the server (`readOnly`).
    ReadOnly,
    /// Only the client (`writeOnly`).
    WriteOnly,
}

/// A value of an enum of strings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StringValue {
    /// The variant; made from the value if it is empty.
    pub name: String,
    /// The value on the wire.
    pub wire: String,
    /// The description.
    pub docs: String,
}

/// A value of an enum of integers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IntegerValue {
    /// The variant; made from the value if it is empty.
    pub name: String,
    /// The value on the wire.
    pub wire: i64,
    /// The description.
    pub docs: String,
}

/// A value of an enum of scalars.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MixedValue {
    /// The variant; made from the value if it is empty.
    pub name: String,
    /// The value on the wire: a string, a number or a boolean.
    pub wire: serde_json::Value,
    /// The description.
    pub docs: String,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// The member that tells the variants apart, and how.
    pub tag: Option<String>,
    /// The variants, in the order in which they are tried where there is no tag.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The Rust name.
    pub name: String,
    /// The values of the tag that mean it.
    pub tags: Vec<serde_json::Value>,
    /// Whether it holds values whose tag is not that of any variant.
    pub is_base: bool,
    /// Constants of properties inside of it, by their JSON pointers.
    pub constants: Vec<(String, serde_json::Value)>,
    /// What is said of a word; a type has its own.
    pub docs: Docs,
    /// What it is.
    pub content: VariantContent,
}

impl Variant {
    /// A variant that holds a value.
    pub fn of(name: impl Into<String>, tags: Vec<serde_json::Value>, ty: Ty) -> Self {
        Self {
            name: name.into(),
            tags,
            is_base: false,
            constants: Vec::new(),
            docs: Docs::default(),
            content: VariantContent::Value(ty),
        }
    }

    /// The type of the value that it holds.
    pub fn ty(&self) -> Option<&Ty> {
        match &self.content {
            VariantContent::Value(ty) => Some(ty),
            VariantContent::Constant(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Ty> {
        match &mut self.content {
            VariantContent::Value(ty) => Some(ty),
            VariantContent::Constant(_) => None,
        }
    }
}

/// What a variant of a union is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VariantContent {
    /// One text and no other, such as `""` beside an object: it holds nothing.
    Constant(String),
    /// Any value of a type.
    Value(Ty),
}
