//! Types as they are used: by a field, an argument or a response.

use serde::Serialize;

/// The index of a type in [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct TypeId(pub usize);

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Ty {
    /// `bool`.
    Bool,
    /// An integer or a floating-point number.
    Number(Number),
    /// `String`.
    String,
    /// `bytes::Bytes`. Only bodies have this type.
    Bytes,
    /// A date-time with offset (RFC 3339), converted to UTC.
    DateTime,
    /// A calendar date.
    Date,
    /// A date-time or a date. Only parameters have this type.
    DateTimeOrDate,
    /// A date-time as in e-mail headers (RFC 2822).
    MailDateTime,
    /// A type from the user's rules, by its path.
    Own(String),
    /// A file. Only a part of a multipart body has this type.
    File,
    /// Any JSON value.
    Json,
    /// An array with elements of one type.
    List(Box<Ty>),
    /// An array with a fixed length and a type for each element.
    Tuple(Vec<Ty>),
    /// An object with arbitrary keys.
    Map(Box<Ty>),
    /// A type that the crate defines.
    Named(TypeId),
    /// A heap-allocated value, so that a recursive type has a finite size.
    Boxed(Box<Ty>),
    /// An element of an array or a map that can be null.
    Nullable(Box<Ty>),
    /// A value, or the original string if it does not have the documented format.
    Lenient(Box<Ty>),
}

impl Ty {
    /// Adds the types of the crate that this type mentions.
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

    /// Replaces the types of the crate that this type mentions.
    pub fn renumber(&mut self, replacement: &impl Fn(TypeId) -> TypeId) {
        match self {
            Self::Named(id) => *id = replacement(*id),
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Nullable(inner) => {
                inner.renumber(replacement);
            }
            Self::Tuple(elements) => {
                elements.iter_mut().for_each(|element| element.renumber(replacement));
            }
            _ => {}
        }
    }

    /// Returns the type without [`Ty::Lenient`].
    pub fn strict(self) -> Self {
        match self {
            Self::Lenient(inner) => *inner,
            Self::List(inner) => Self::List(Box::new(inner.strict())),
            Self::Nullable(inner) => Self::Nullable(Box::new(inner.strict())),
            other => other,
        }
    }

    /// Whether the type is an integer.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Number(number) if *number != Number::F64)
    }
}

/// Rust's number types that a schema can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Number {
    /// `i32`.
    I32,
    /// `i64`, also for integers without a format.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f64`, for all numbers that are not integers.
    F64,
}

/// Whether a field can be missing, and whether it can be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Presence {
    /// Neither missing nor null: `T`.
    Required,
    /// Always there, possibly null: `Option<T>`.
    Nullable,
    /// Possibly missing; null means the same: `Option<T>`.
    Optional,
    /// Missing and null are different: `Option<Option<T>>`. Only in requests.
    Tristate,
}

impl Presence {
    /// The number of `Option`s around the type of the field.
    pub fn options(self) -> usize {
        match self {
            Self::Required => 0,
            Self::Nullable | Self::Optional => 1,
            Self::Tristate => 2,
        }
    }
}

/// How an argument takes its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Passing {
    /// The type itself. A literal would not convert into it.
    Plain,
    /// `impl Into<T>`.
    Into,
    /// `impl TryInto<T>`: an integer out of range is an error of the call.
    TryInto,
    /// `impl IntoIterator<Item = impl Into<T>>`.
    Items,
}
