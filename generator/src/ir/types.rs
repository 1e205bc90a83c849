//! What values are made of: types as they are defined, and as they are used.

use super::Docs;

/// The place of a type in [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type that the client defines.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The Rust name.
    pub name: String,
    /// Its JSON pointer.
    pub origin: String,
    /// The pointers of further places that say the same.
    pub also: Vec<String>,
    /// What is said of it.
    pub docs: Docs,
    /// What it is made of.
    pub shape: Shape,
    /// Whether a request can hold it.
    pub is_request: bool,
    /// Whether a value can be made of nothing (`Default`).
    pub is_default: bool,
}

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

/// Whether a member has to be there, and may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, maybe null.
    Nullable,
    /// May be absent; null means the same.
    Optional,
    /// May be absent or null, which mean two things: only in what a client sends.
    Tristate,
}

/// A value of an enum of strings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StringValue {
    /// The variant.
    pub name: String,
    /// The value on the wire.
    pub wire: String,
}

/// A value of an enum of integers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IntegerValue {
    /// The variant.
    pub name: String,
    /// The value on the wire.
    pub wire: i64,
}

/// A value of an enum of scalars.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MixedValue {
    /// The variant.
    pub name: String,
    /// The value on the wire: a text, a number or a boolean.
    pub wire: serde_json::Value,
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
    pub tags: Vec<String>,
    /// What is said of a word; a type has its own.
    pub docs: Docs,
    /// What it is.
    pub content: VariantContent,
}

impl Variant {
    /// A variant that holds a value.
    pub fn of(name: impl Into<String>, tags: Vec<String>, ty: Ty) -> Self {
        Self { name: name.into(), tags, docs: Docs::default(), content: VariantContent::Value(ty) }
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

/// A type, as it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `true` or `false`.
    Bool,
    /// A number of one of Rust's types (`i64`, `f64`, …).
    Number(Number),
    /// A text.
    String,
    /// A moment (RFC 3339).
    DateTime,
    /// A day.
    Date,
    /// A moment or a day, as a parameter takes it.
    DateTimeOrDate,
    /// A moment as mail writes it (RFC 2822).
    MailDateTime,
    /// A type of the user's own, by its path.
    Own(String),
    /// A file, which only a part of a body can be.
    File,
    /// Any JSON value.
    Json,
    /// A list.
    List(Box<Ty>),
    /// A list of so many elements, each of a type of its own.
    Tuple(Vec<Ty>),
    /// An object with keys that nobody knows.
    Map(Box<Ty>),
    /// A type of its own.
    Named(TypeId),
    /// A type that holds itself somewhere inside, and so has to be behind a pointer.
    Boxed(Box<Ty>),
    /// A value that may be null, in a list or a map.
    Nullable(Box<Ty>),
    /// A text with a format that an example of it does not have: either.
    Lenient(Box<Ty>),
}

impl Ty {
    /// Adds the types of the client's own that it names.
    pub fn names(&self, found: &mut Vec<TypeId>) {
        match self {
            Self::Named(id) => found.push(*id),
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Nullable(inner) => {
                inner.names(found);
            }
            Self::Tuple(elements) => elements.iter().for_each(|element| element.names(found)),
            _ => {}
        }
    }

    /// Gives the types of its own that it is made of new places.
    pub fn renumber(&mut self, place: &impl Fn(TypeId) -> TypeId) {
        match self {
            Self::Named(id) => *id = place(*id),
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Nullable(inner) => {
                inner.renumber(place);
            }
            Self::Tuple(elements) => {
                elements.iter_mut().for_each(|element| element.renumber(place));
            }
            _ => {}
        }
    }

    /// The same, and only what has its format.
    pub fn strict(self) -> Self {
        match self {
            Self::Lenient(inner) => *inner,
            Self::List(inner) => Self::List(Box::new(inner.strict())),
            Self::Nullable(inner) => Self::Nullable(Box::new(inner.strict())),
            other => other,
        }
    }
}

/// Whether there is a neutral value of a type (`Default`).
pub fn has_default(ty: &Ty, types: &[TypeDef]) -> bool {
    match ty {
        Ty::Named(id) => types[id.0].is_default,
        Ty::Tuple(elements) => elements.iter().all(|element| has_default(element, types)),
        Ty::Boxed(_) | Ty::DateTimeOrDate | Ty::File | Ty::Own(_) => false,
        _ => true,
    }
}

/// Rust's number types that a schema's format can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// 32 bits.
    I32,
    /// 64 bits; what an integer without a format is.
    I64,
    /// 32 bits, never negative.
    U32,
    /// 64 bits, never negative.
    U64,
    /// Double precision; what all numbers are that are no integers.
    F64,
}
