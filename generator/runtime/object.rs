//! Objects: one visitor and one writer for all models.
//!
//! A derived `Deserialize` makes a visitor, a field enum and three more visitors for every model,
//! which is most of what a large client costs to compile. Here a model only says which key goes
//! into which field; the rest is shared.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A model: reads its fields from the members of an object, and writes them.
pub(crate) trait Object: Sized {
    /// The name for messages.
    const NAME: &'static str;

    fn read<'de, A: MapAccess<'de>>(input: Members<'de, A>) -> Result<Self, A::Error>;

    fn write<S: SerializeMap>(&self, out: &mut S) -> Result<(), S::Error>;
}

/// The members of the object that is being read.
pub(crate) struct Members<'de, A>(A, PhantomData<&'de ()>);

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(crate) fn key(&mut self) -> Result<Option<Key<'de>>, A::Error> {
        self.0.next_key()
    }

    pub(crate) fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.0.next_value()
    }

    pub(crate) fn skip(&mut self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

/// A member's name, borrowed where the input allows.
pub(crate) struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Members(map, PhantomData))
    }
}

/// `Deserialize` of every model.
pub(crate) fn decode<'de, T: Object, D: Deserializer<'de>>(input: D) -> Result<T, D::Error> {
    input.deserialize_map(ObjectVisitor(PhantomData))
}

/// `Serialize` of every model.
pub(crate) fn encode_object<T: Object, S: Serializer>(
    value: &T,
    out: S,
) -> Result<S::Ok, S::Error> {
    let mut members = out.serialize_map(None)?;
    value.write(&mut members)?;
    members.end()
}

/// A member that may be absent or null: both are `None`.
pub(crate) fn optional<T, E>(slot: Option<Option<T>>, _: &'static str) -> Result<Option<T>, E> {
    Ok(slot.flatten())
}

/// A member that has to be there.
pub(crate) fn required<T, E: serde::de::Error>(
    slot: Option<T>,
    name: &'static str,
) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
}

/// A member that has to be there and may be null; its absence is forgiven.
pub(crate) fn nullable<T, E>(slot: Option<Option<T>>, _: &'static str) -> Result<Option<T>, E> {
    Ok(slot.flatten())
}

/// A member whose absence and whose null mean two things: `None` and `Some(None)`.
pub(crate) fn tristate<T, E>(
    slot: Option<Option<T>>,
    _: &'static str,
) -> Result<Option<Option<T>>, E> {
    Ok(slot)
}

/// How a field is written, by the same names.
pub(crate) mod write {
    use super::{Serialize, SerializeMap};

    pub(crate) fn optional<S: SerializeMap, T: Serialize>(
        out: &mut S,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        match value {
            Some(value) => out.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    pub(crate) fn required<S: SerializeMap, T: Serialize>(
        out: &mut S,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        out.serialize_entry(name, value)
    }

    pub(crate) use optional as tristate;
    pub(crate) use required as nullable;
}

/// The members that no field is for.
pub(crate) fn read_rest<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    rest: &mut BTreeMap<String, T>,
    key: Key<'de>,
    input: &mut Members<'de, A>,
) -> Result<(), A::Error> {
    rest.insert(key.into_string(), input.value()?);
    Ok(())
}

/// Writes the members that no field is for.
pub(crate) fn write_rest<S: SerializeMap, T: Serialize>(
    out: &mut S,
    rest: &BTreeMap<String, T>,
) -> Result<(), S::Error> {
    rest.iter().try_for_each(|(key, value)| out.serialize_entry(key, value))
}

/// Says which member of the JSON object goes into which field of a model.
#[allow(unused_macros)] // An API without objects has no use for it.
macro_rules! object {
    ($name:ident { $($field:ident: $wire:literal $kind:ident,)* }) => {
        support::object! { @model $name { $($field: $wire $kind,)* } { } }
    };
    ($name:ident { $($field:ident: $wire:literal $kind:ident,)* ..$rest:ident }) => {
        support::object! { @model $name { $($field: $wire $kind,)* } { $rest } }
    };
    (@other $input:ident $key:ident) => {
        $input.skip()?
    };
    (@other $input:ident $key:ident $rest:ident) => {
        support::read_rest(&mut $rest, $key, &mut $input)?
    };
    (@model $name:ident { $($field:ident: $wire:literal $kind:ident,)* } { $($rest:ident)? }) => {
        impl support::Object for $name {
            const NAME: &'static str = stringify!($name);

            #[allow(unused_mut, unused_variables)]
            fn read<'de, A: serde::de::MapAccess<'de>>(
                mut input: support::Members<'de, A>,
            ) -> Result<Self, A::Error> {
                $(let mut $field = None;)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                while let Some(key) = input.key()? {
                    match key.as_str() {
                        $($wire => $field = Some(input.value()?),)*
                        _ => support::object!(@other input key $($rest)?),
                    }
                }
                Ok(Self {
                    $($field: support::$kind($field, $wire)?,)*
                    $($rest,)?
                })
            }

            #[allow(unused_variables)]
            fn write<S: serde::ser::SerializeMap>(&self, out: &mut S) -> Result<(), S::Error> {
                $(support::write::$kind(out, $wire, &self.$field)?;)*
                $(support::write_rest(out, &self.$rest)?;)?
                Ok(())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                support::encode_object(self, out)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                support::decode(input)
            }
        }
    };
}
pub(crate) use object;
