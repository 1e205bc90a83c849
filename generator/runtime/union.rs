//! Unions: values of one of several types.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A form of a union, if the value has it: the form, and how much of the value it keeps.
pub(crate) fn form<T, U>(value: &Value, make: impl FnOnce(T) -> U) -> Option<(usize, U)>
where
    T: DeserializeOwned + Serialize,
{
    let form: T = serde_json::from_value(value.clone()).ok()?;
    let kept = serde_json::to_value(&form).map_or(0, |kept| size(&kept));
    Some((kept, make(form)))
}

/// How many scalars are in a value, and members and elements around them.
fn size(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// Takes a form if it keeps more of the value than the best one so far.
pub(crate) fn better<U>(best: &mut Option<(usize, U)>, form: Option<(usize, U)>) {
    if let Some((kept, form)) = form
        && best.as_ref().is_none_or(|(most, _)| kept > *most)
    {
        *best = Some((kept, form));
    }
}

/// Says what the forms of a union are, and what tells them apart: a member's value, or else that
/// a value is read as the form that keeps most of it, the first of those that keep as much.
#[allow(unused_macros)] // An API without unions has no use for it.
macro_rules! union {
    ($name:ident { $($variant:ident,)* }) => {
        impl $name {
            fn from_value(value: serde_json::Value) -> Result<Self, serde_json::Error> {
                let mut best = None;
                $(support::better(&mut best, support::form(&value, Self::$variant));)*
                Ok(best.map_or(Self::Unrecognized(value), |(_, form)| form))
            }
        }
        support::union! { @serde $name { $($variant,)* } }
    };
    ($name:ident by $tag:literal { $($variant:ident: $($word:literal)|+,)* }) => {
        impl $name {
            fn from_value(value: serde_json::Value) -> Result<Self, serde_json::Error> {
                match value.get($tag).and_then(serde_json::Value::as_str) {
                    $(Some($($word)|+) => serde_json::from_value(value).map(Self::$variant),)*
                    _ => Ok(Self::Unrecognized(value)),
                }
            }
        }
        support::union! { @serde $name { $($variant,)* } }
    };
    (@serde $name:ident { $($variant:ident,)* }) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => serde::Serialize::serialize(value, out),)*
                    Self::Unrecognized(value) => serde::Serialize::serialize(value, out),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let value: serde_json::Value = serde::Deserialize::deserialize(input)?;
                Self::from_value(value).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use union;
