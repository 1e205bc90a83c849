//! Values of a format that not every text has which stands in their places.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer};
use serde::ser::{Serialize, Serializer};

/// A value of its format, or a text that is none.
///
/// It stands where the description names a format (a date, a date-time) and gives an example that
/// does not have it: what the API sends there may be either. A text is kept as it came, and goes
/// out so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lenient<T> {
    /// What has the format.
    Value(T),
    /// What does not.
    Text(String),
}

impl<T> Lenient<T> {
    /// The value, where it has the format.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Text(_) => None,
        }
    }

    /// The text, where it does not have the format.
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
