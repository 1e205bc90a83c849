//! Unions: values of one of several types.

#[cfg(part = "tagged-unions")]
use super::locate;
#[cfg(part = "tagged-unions")]
use super::text::sent;
#[cfg(any(part = "untagged-unions", part = "union-tags"))]
use serde::Serialize;
#[cfg(any(part = "tagged-unions", part = "untagged-unions"))]
use serde::de::DeserializeOwned;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
#[cfg(part = "union-tags")]
use serde::ser::{Error as _, Serializer};
use serde_json::Value;
#[cfg(part = "tagged-unions")]
use std::borrow::Cow;
use std::fmt;

#[cfg(part = "untagged-unions")]
/// How well a value matches a variant: how many constants are equal, and then how much of the value
/// the variant keeps.
type Match = (usize, usize);

#[cfg(part = "untagged-unions")]
/// Decodes a value as a variant. `None` if it does not have the type of the variant.
pub(crate) fn form<T, U>(value: &Value, make: impl FnOnce(T) -> U) -> Option<(Match, U)>
where
    T: DeserializeOwned + Serialize,
{
    let form: T = serde_json::from_value(value.clone()).ok()?;
    let kept = serde_json::to_value(&form).map_or(0, |kept| size(&kept));
    Some(((0, kept), make(form)))
}

#[cfg(part = "union-constants")]
/// Like [`form`], for a variant with constants. `None` if one of the constants differs, too.
pub(crate) fn form_with<T, U>(
    value: &Value,
    constants: &[(&str, &dyn Constant)],
    make: impl FnOnce(T) -> U,
) -> Option<(Match, U)>
where
    T: DeserializeOwned + Serialize,
{
    let mut equal = 0;
    for (pointer, constant) in constants {
        match value.pointer(pointer) {
            Some(found) if constant.is(found) => equal += 1,
            Some(_) => return None,
            None => {}
        }
    }
    let ((_, kept), made) = form(value, make)?;
    Some(((equal, kept), made))
}

#[cfg(part = "union-constants")]
/// The value of a property that has only one.
pub(crate) trait Constant {
    /// Whether a value is the constant.
    fn is(&self, value: &Value) -> bool;
}

#[cfg(part = "union-constants")]
impl Constant for &str {
    fn is(&self, value: &Value) -> bool {
        value.as_str() == Some(self)
    }
}

#[cfg(part = "union-constants")]
impl Constant for bool {
    fn is(&self, value: &Value) -> bool {
        value.as_bool() == Some(*self)
    }
}

#[cfg(part = "union-constants")]
impl Constant for f64 {
    fn is(&self, value: &Value) -> bool {
        value.as_f64() == Some(*self)
    }
}

#[cfg(part = "union-constants")]
/// Null.
impl Constant for () {
    fn is(&self, value: &Value) -> bool {
        value.is_null()
    }
}

#[cfg(part = "tagged-unions")]
/// The text of the property that distinguishes the variants of a union. Integers and booleans have
/// a text too.
pub(crate) fn tag<'v>(value: &'v Value, name: &str) -> Option<Cow<'v, str>> {
    match value.get(name)? {
        Value::Array(_) | Value::Object(_) | Value::Null => None,
        tag => Some(sent(tag)),
    }
}

#[cfg(part = "untagged-unions")]
/// How many scalars are in a value, and members and elements around them.
fn size(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(part = "untagged-unions")]
/// Takes a variant if it matches better than the best one so far.
pub(crate) fn better<U>(best: &mut Option<(Match, U)>, form: Option<(Match, U)>) {
    if let Some((kept, form)) = form
        && best.as_ref().is_none_or(|(most, _)| kept > *most)
    {
        *best = Some((kept, form));
    }
}

#[cfg(part = "tagged-unions")]
/// The form that a value says it has. What is wrong in it is named by its place.
pub(crate) fn tagged<T, U>(value: &Value, make: impl FnOnce(T) -> U) -> Result<U, String>
where
    T: DeserializeOwned,
{
    T::deserialize(value).map(make).map_err(|error| {
        // A value does not know its places; its text does.
        let text = serde_json::to_vec(value).unwrap_or_default();
        let again = serde_json::from_slice::<T>(&text).err();
        let path = again.map_or_else(String::new, |error| locate::path_of(&text, &error));
        locate::within(&path, &error)
    })
}

/// Reads a value and makes a union of it. What goes wrong does so inside of a visitor: the reader
/// then still knows where the value ends, and not only where the list does that it is in.
pub(crate) fn read_union<'de, D: Deserializer<'de>, U>(
    input: D,
    make: fn(Value) -> Result<U, String>,
) -> Result<U, D::Error> {
    input.deserialize_any(UnionVisitor(make))
}

struct UnionVisitor<U>(fn(Value) -> Result<U, String>);

impl<U> UnionVisitor<U> {
    fn make<E: de::Error>(self, value: impl Into<Value>) -> Result<U, E> {
        (self.0)(value.into()).map_err(E::custom)
    }
}

impl<'de, U> Visitor<'de> for UnionVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<U, A::Error> {
        self.make(Value::deserialize(de::value::MapAccessDeserializer::new(map))?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<U, A::Error> {
        self.make(Value::deserialize(de::value::SeqAccessDeserializer::new(list))?)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<U, E> {
        self.make(text)
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<U, E> {
        self.make(text)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<U, E> {
        self.make(flag)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<U, E> {
        self.make(number)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<U, E> {
        self.make(number)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<U, E> {
        self.make(number)
    }

    fn visit_unit<E: de::Error>(self) -> Result<U, E> {
        self.make(Value::Null)
    }
}

#[cfg(part = "union-base")]
/// Decodes a value whose tag no variant has as the base of all variants.
pub(crate) fn base<T, U>(value: Value, make: impl FnOnce(T) -> U) -> Result<U, Value>
where
    T: DeserializeOwned,
{
    T::deserialize(&value).map(make).map_err(|_| value)
}

#[cfg(part = "union-tags")]
/// Serializes a value with the tag of its variant, whatever its own field for the tag has.
pub(crate) fn with_tag<T: Serialize, S: Serializer>(
    form: &T,
    name: &str,
    tag: impl Into<Value>,
    out: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(form).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.insert(name.to_owned(), tag.into());
    }
    value.serialize(out)
}

/// Implements a union. `by` names the property that selects the variant, and each variant lists its
/// values; one that `says` a value writes it. `else` names the variant for other values. Without
/// `by`, the variant that matches best is selected: `if` lists the constants of its properties. A
/// string that is a variant of its own follows `or`.
macro_rules! union {
    ($name:ident { $($variant:ident $(if { $($at:literal: $constant:expr,)* })?,)* }
        $(or { $($text:ident: $is:literal,)* })?) => {
        impl $name {
            fn from_value(value: serde_json::Value) -> Result<Self, String> {
                $(match value.as_str() {
                    $(Some($is) => return Ok(Self::$text),)*
                    _ => {}
                })?
                let mut best = None;
                $(support::better(
                    &mut best,
                    support::union!(@form value $variant $({ $($at: $constant,)* })?),
                );)*
                Ok(best.map_or(Self::Unrecognized(value), |(_, form)| form))
            }
        }
        support::union! { @serde $name { $($variant,)* } { $($($text: $is,)*)? } }
    };
    ($name:ident by $tag:literal {
        $($variant:ident: $($word:literal)|+ $(says $own:literal)?,)*
    } $(else $base:ident)?) => {
        impl $name {
            fn from_value(value: serde_json::Value) -> Result<Self, String> {
                match support::tag(&value, $tag).as_deref() {
                    $(Some($($word)|+) => support::tagged(&value, Self::$variant),)*
                    _ => {
                        $(let value = match support::base(value, Self::$base) {
                            Ok(base) => return Ok(base),
                            Err(value) => value,
                        };)?
                        Ok(Self::Unrecognized(value))
                    }
                }
            }
        }
        support::union! { @serde $name { $($variant $(says $tag $own)?,)* $($base,)? } { } }
    };
    (@form $value:ident $variant:ident) => {
        support::form(&$value, Self::$variant)
    };
    (@form $value:ident $variant:ident { $($at:literal: $constant:expr,)* }) => {
        support::form_with(
            &$value,
            &[$(($at, &$constant as &dyn support::Constant),)*],
            Self::$variant,
        )
    };
    (@write $form:ident $out:ident) => {
        serde::Serialize::serialize($form, $out)
    };
    (@write $form:ident $out:ident $tag:literal $own:literal) => {
        support::with_tag($form, $tag, $own, $out)
    };
    (@serde $name:ident { $($variant:ident $(says $tag:literal $own:literal)?,)* }
        { $($text:ident: $is:literal,)* }) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(form) => support::union!(@write form out $($tag $own)?),)*
                    $(Self::$text => out.serialize_str($is),)*
                    Self::Unrecognized(value) => serde::Serialize::serialize(value, out),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                support::read_union(input, Self::from_value)
            }
        }
    };
}
pub(crate) use union;
