//! Open enums of scalars: texts, numbers and booleans side by side, and numbers with a fraction.

use serde::de::{Error, Visitor};
use serde_json::Value;
use std::fmt;

/// A value of an enum of scalars that this version of the crate does not know.
///
/// It can only be made from a scalar, by the enum's `From`s.
#[derive(Clone)]
pub struct UnrecognizedScalar(Value);

impl UnrecognizedScalar {
    pub(crate) fn new(value: Value) -> Self {
        Self(value)
    }

    /// The value as it came.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedScalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A scalar that the description lists.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scalar {
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(&'static str),
}

impl From<bool> for Scalar {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i64> for Scalar {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Scalar {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool(flag) => flag.into(),
            Scalar::Integer(integer) => integer.into(),
            Scalar::Number(number) => number.into(),
            Scalar::Text(text) => text.into(),
        }
    }
}

impl Scalar {
    pub(crate) fn key(&self) -> Key<'_> {
        match *self {
            Self::Bool(flag) => Key::Bool(flag),
            Self::Integer(integer) => Key::Integer(integer.into()),
            Self::Number(number) => number_key(number),
            Self::Text(text) => Key::Text(text),
        }
    }
}

/// What two scalars have in common that are one and the same: 1 and 1.0 are.
#[derive(PartialEq, Eq, Hash)]
pub(crate) enum Key<'a> {
    /// What JSON has no word for, such as a number that is not one.
    Nothing,
    Bool(bool),
    Integer(i128),
    /// The bits of a number with a fraction, or one beyond all integers.
    Number(u64),
    Text(&'a str),
}

/// The key of a scalar.
pub(crate) fn key(value: &Value) -> Key<'_> {
    match value {
        Value::Bool(flag) => Key::Bool(*flag),
        Value::String(text) => Key::Text(text),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(integer), _) => Key::Integer(integer.into()),
            (_, Some(integer)) => Key::Integer(integer.into()),
            _ => number.as_f64().map_or(Key::Nothing, number_key),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => Key::Nothing,
    }
}

fn number_key(number: f64) -> Key<'static> {
    /// Integers are compared as such up to here, which is more than JSON's integers are.
    const MOST: f64 = 1e30;
    if number.fract() == 0.0 && number.abs() < MOST {
        Key::Integer(number as i128)
    } else {
        Key::Number(number.to_bits())
    }
}

/// Reads any scalar.
pub(crate) struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a boolean")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<Value, E> {
        Ok(integer.into())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<Value, E> {
        Ok(integer.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }
}

/// Gives an enum of scalars everything that goes by its value on the wire.
macro_rules! open_scalar {
    ($name:ident { $($variant:ident: $wire:literal,)* }) => {
        impl $name {
            /// The value as it is written on the wire.
            #[must_use]
            pub fn value(&self) -> serde_json::Value {
                match self {
                    $(Self::$variant => support::Scalar::from($wire).into(),)*
                    Self::Unrecognized(other) => other.value().clone(),
                }
            }

            fn read(value: serde_json::Value) -> Self {
                let key = support::key(&value);
                $(if key == support::Scalar::from($wire).key() {
                    return Self::$variant;
                })*
                Self::Unrecognized(support::UnrecognizedScalar::new(value))
            }
        }

        support::open_scalar! { @from $name: &str, String, i32, i64, f64, bool }

        impl From<$name> for serde_json::Value {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&support::plain(&self.value()))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                support::key(&self.value()) == support::key(&other.value())
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                support::key(&self.value()).hash(state);
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&self.value(), out)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                input.deserialize_any(support::ScalarVisitor).map(Self::read)
            }
        }
    };
    (@from $name:ident: $($from:ty),*) => {
        $(impl From<$from> for $name {
            fn from(value: $from) -> Self {
                Self::read(value.into())
            }
        })*
    };
}
pub(crate) use open_scalar;
