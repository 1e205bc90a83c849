//! Objects: one visitor and one writer for all models.
//!
//! A derived `Deserialize` makes a visitor, a field enum and three more visitors for every model,
//! which is most of what a large client costs to compile. Here a model only says which key goes
//! into which field; the rest is shared.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
#[cfg(part = "fields")]
use serde::ser::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;
#[cfg(part = "additional-fields")]
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A model: reads its fields from the members of an object.
pub(crate) trait Object: Sized {
    /// The name for messages.
    const NAME: &'static str;

    fn read<'de, A: MapAccess<'de>>(input: Members<'de, A>) -> Result<Self, A::Error>;
}

/// The members of the object that is being read.
///
/// The first error is kept and told at the end: so a model reads all of its fields without a branch
/// of its own for the failure of each, which would be most of what it costs to compile.
pub(crate) struct Members<'de, A: MapAccess<'de>> {
    input: A,
    failed: Option<A::Error>,
    of: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    fn new(input: A) -> Self {
        Self { input, failed: None, of: PhantomData }
    }

    /// The name of the next member; `None` behind the last one, and after an error.
    #[inline(always)]
    pub(crate) fn key(&mut self) -> Option<Key<'de>> {
        if self.failed.is_some() {
            return None;
        }
        match self.input.next_key() {
            Ok(key) => key,
            Err(error) => {
                self.fail(error);
                None
            }
        }
    }

    /// Reads the value of a member into its place. Without a call of its own for every member of an
    /// answer, which is a fortieth of the time to read it.
    #[inline(always)]
    pub(crate) fn put<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.input.next_value() {
            Ok(value) => *slot = Some(value),
            Err(error) => self.fail(error),
        }
    }

    #[cfg(part = "additional-fields")]
    /// Keeps a member that no field is for.
    pub(crate) fn rest<T: Deserialize<'de>>(
        &mut self,
        rest: &mut BTreeMap<String, T>,
        key: Key<'de>,
    ) {
        let mut value = None;
        self.put(&mut value);
        rest.extend(value.map(|value| (key.0.into_owned(), value)));
    }

    /// The first error that there was.
    pub(crate) fn end(self) -> Result<(), A::Error> {
        self.failed.map_or(Ok(()), Err)
    }

    #[cold]
    fn fail(&mut self, error: A::Error) {
        self.failed = Some(error);
    }
}

/// A member's name, borrowed where the input allows.
pub(crate) struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
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
        T::read(Members::new(map))
    }
}

/// `Deserialize` of every model.
pub(crate) fn decode<'de, T: Object, D: Deserializer<'de>>(input: D) -> Result<T, D::Error> {
    input.deserialize_map(ObjectVisitor(PhantomData))
}

#[cfg(part = "required-fields")]
/// A member that has to be there.
pub(crate) fn required<T, E: serde::de::Error>(
    slot: Option<T>,
    name: &'static str,
) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
}

/// Where the fields of a model are written to. The first error is kept, and nothing is written
/// after it.
pub(crate) struct Fields<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Fields<S> {
    pub(crate) fn new(out: S) -> Self {
        Self(out.serialize_map(None))
    }

    /// What has come of it.
    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }

    #[cfg(part = "optional-fields")]
    /// A member that may be absent.
    pub(crate) fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    #[cfg(part = "additional-fields")]
    /// The members that no field is for.
    pub(crate) fn rest<T: Serialize>(&mut self, rest: &BTreeMap<String, T>) {
        rest.iter().for_each(|(key, value)| self.entry(key, value));
    }

    #[cfg(part = "fields")]
    /// A member.
    pub(crate) fn entry<T: Serialize>(&mut self, key: &str, value: &T) {
        if let Ok(out) = &mut self.0
            && let Err(error) = out.serialize_entry(key, value)
        {
            self.0 = Err(error);
        }
    }
}

/// Says which member of the JSON object goes into which field of a model.
macro_rules! object {
    ($name:ident { $($field:ident: $wire:literal $kind:ident,)* }) => {
        support::object! { @model $name { $($field: $wire $kind,)* } { } }
    };
    ($name:ident { $($field:ident: $wire:literal $kind:ident,)* ..$rest:ident }) => {
        support::object! { @model $name { $($field: $wire $kind,)* } { $rest } }
    };
    (@other $input:ident $key:ident) => {
        $input.put::<serde::de::IgnoredAny>(&mut None)
    };
    (@other $input:ident $key:ident $rest:ident) => {
        $input.rest(&mut $rest, $key)
    };
    (@take required $field:ident $wire:literal) => {
        support::required($field, $wire)?
    };
    // Its absence and its null mean two things: `None` and `Some(None)`.
    (@take tristate $field:ident $wire:literal) => {
        $field
    };
    // Of one that has to be there and may be null, the absence is forgiven.
    (@take $kind:ident $field:ident $wire:literal) => {
        $field.flatten()
    };
    (@write $out:ident $self:ident $field:ident $wire:literal optional) => {
        $out.optional($wire, &$self.$field)
    };
    (@write $out:ident $self:ident $field:ident $wire:literal tristate) => {
        $out.optional($wire, &$self.$field)
    };
    (@write $out:ident $self:ident $field:ident $wire:literal $kind:ident) => {
        $out.entry($wire, &$self.$field)
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
                while let Some(key) = input.key() {
                    match key.as_str() {
                        $($wire => input.put(&mut $field),)*
                        _ => support::object!(@other input key $($rest)?),
                    }
                }
                input.end()?;
                Ok(Self {
                    $($field: support::object!(@take $kind $field $wire),)*
                    $($rest,)?
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut)] // An object can be without members.
                let mut out = support::Fields::new(out);
                $(support::object!(@write out self $field $wire $kind);)*
                $(out.rest(&self.$rest);)?
                out.end()
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
