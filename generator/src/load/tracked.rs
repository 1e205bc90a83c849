//! Reading typed values out of a tree, with the place of what cannot be read.

use crate::document::pointer::Node;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};
use std::cell::RefCell;

/// Why something cannot be read, and the pointer of the innermost node that is to blame.
pub type Failure = (Error, String);

/// Reads an object from some of its members.
pub fn read<T: DeserializeOwned>(
    pointer: &str,
    members: Vec<(&str, Node<'_>)>,
) -> Result<T, Failure> {
    let failed = RefCell::default();
    let members = Members { members: members.into_iter(), value: None, failed: &failed };
    let read = T::deserialize(serde::de::value::MapAccessDeserializer::new(members));
    read.map_err(|error| (error, failed.take().unwrap_or_else(|| pointer.to_owned())))
}

/// A node that notes itself when it cannot be read.
struct Tracked<'a> {
    node: Node<'a>,
    failed: &'a RefCell<Option<String>>,
}

/// Notes a place, unless one further inside is noted.
fn note<T>(
    result: Result<T, Error>,
    pointer: &str,
    failed: &RefCell<Option<String>>,
) -> Result<T, Error> {
    if result.is_err() {
        failed.borrow_mut().get_or_insert_with(|| pointer.to_owned());
    }
    result
}

impl<'a> Tracked<'a> {
    fn seed<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        let (pointer, failed) = (self.node.pointer.clone(), self.failed);
        note(seed.deserialize(self), &pointer, failed)
    }
}

impl<'de> Deserializer<'de> for Tracked<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { node, failed } = self;
        match node.value {
            Value::Object(_) => {
                let members = node.members().into_iter();
                visitor.visit_map(Members { members, value: None, failed })
            }
            Value::Array(_) => {
                visitor.visit_seq(Elements { elements: node.elements().into_iter(), failed })
            }
            // Owned, since what is read outlives the tree.
            scalar => scalar.clone().deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.node.value.clone().deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Members<'a> {
    members: std::vec::IntoIter<(&'a str, Node<'a>)>,
    value: Option<Node<'a>>,
    failed: &'a RefCell<Option<String>>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((key, node)) = self.members.next() else { return Ok(None) };
        let text: StrDeserializer<'_, Error> = key.into_deserializer();
        let read = note(seed.deserialize(text), &node.pointer, self.failed)?;
        self.value = Some(node);
        Ok(Some(read))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let node = self.value.take().ok_or_else(|| Error::custom("a value without a key"))?;
        Tracked { node, failed: self.failed }.seed(seed)
    }
}

struct Elements<'a> {
    elements: std::vec::IntoIter<Node<'a>>,
    failed: &'a RefCell<Option<String>>,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(node) = self.elements.next() else { return Ok(None) };
        Tracked { node, failed: self.failed }.seed(seed).map(Some)
    }
}
