//! Values of a format that not every text has which stands in their places.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer};
use serde::ser::{Serialize, Serializer};

/// A parsed value, or the original string if it does not have the format.
///
/// It is used where the document has a format, such as a date, and an example without this format.
/// A string is kept and sent unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lenient<T> {
    /// A value with the format.
    Value(T),
    /// Another string.
    Text(String),
}

impl<T> Lenient<T> {
    /// Returns the value, if it has the format.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Text(_) => None,
        }
    }

    /// Returns the string, if it does not have the format.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Value(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl<T: Default> Default for Lenient<T> {
    fn default() -> Self {
        Self::Value(T::default())
    }
}

impl<T> From<T> for Lenient<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: std::fmt::Display> std::fmt::Display for Lenient<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Text(text) => f.pad(text),
        }
    }
}

impl<T: Serialize> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(out),
            Self::Text(text) => out.serialize_str(text),
        }
    }
}

impl<'de, T: for<'text> Deserialize<'text>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        let read: StrDeserializer<'_, Error> = text.as_str().into_deserializer();
        Ok(match T::deserialize(read) {
            Ok(value) => Self::Value(value),
            Err(_) => Self::Text(text),
        })
    }
}
