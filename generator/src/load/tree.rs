//! A tree from a text, and the keys that stand in it twice: the libraries would let the last of
//! them win without a word.

use super::text::position;
use crate::document::pointer::{Step, Token};
use crate::limits::{MAX_ALIAS_BYTES, MAX_ALIAS_FACTOR};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::cell::{Cell, RefCell};
use std::fmt;

/// A tree, and the pointers of members that stand in their object more than once.
pub type Read = (Value, Vec<String>);

/// Reads JSON.
pub fn json(text: &str) -> Result<Read, serde_json::Error> {
    let repeated = RefCell::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // Nothing repeats in JSON.
    let budget = Cell::new(usize::MAX);
    let seed = Seed { step: &Step::ROOT, repeated: &repeated, budget: &budget };
    let value = seed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((value, repeated.into_inner()))
}

/// Reads YAML, with its merge keys carried out.
pub fn yaml(text: &str) -> Result<Read, serde_yaml::Error> {
    let repeated = RefCell::default();
    let deserializer = serde_yaml::Deserializer::from_str(text);
    let limit = MAX_ALIAS_BYTES.saturating_add(text.len().saturating_mul(MAX_ALIAS_FACTOR));
    let budget = Cell::new(limit);
    let seed = Seed { step: &Step::ROOT, repeated: &repeated, budget: &budget };
    let mut value = seed.deserialize(deserializer)?;
    if text.contains(MERGE) {
        merge(&mut value);
    }
    Ok((value, repeated.into_inner()))
}

/// Where brackets in YAML are so deep in others that the library, which counts depth only when it
/// has seen all of the text, would take minutes. Quotes do not matter: no text has so many
/// brackets that are not closed.
pub fn too_deep(text: &str) -> Option<(usize, usize)> {
    const LIMIT: usize = 10_000;
    let mut depth = 0usize;
    let at = text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > LIMIT
    })?;
    Some(position(text, at))
}

/// The key whose value's members are those of the object too.
const MERGE: &str = "<<";

fn merge(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(merge),
        Value::Object(members) => {
            members.values_mut().for_each(merge);
            let merged = match members.get(MERGE) {
                Some(Value::Object(_)) => members.shift_remove(MERGE).into_iter().collect(),
                Some(Value::Array(items)) if items.iter().all(Value::is_object) => {
                    let items = items.clone();
                    members.shift_remove(MERGE);
                    items
                }
                _ => Vec::new(),
            };
            for (key, value) in merged.iter().filter_map(Value::as_object).flatten() {
                members.entry(key).or_insert_with(|| value.clone());
            }
        }
        _ => {}
    }
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    step: &'a Step<'a>,
    repeated: &'a RefCell<Vec<String>>,
    /// How many bytes there is room for. Aliases repeat values that the file has once.
    budget: &'a Cell<usize>,
}

impl Seed<'_> {
    /// Takes the room of a value from the budget.
    fn spend<E: Error>(&self, text: usize) -> Result<(), E> {
        let left = self.budget.get().checked_sub(text + size_of::<Value>());
        self.budget.set(left.ok_or_else(|| E::custom("aliases repeat too much of the file"))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value of JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    // Numbers beyond 64 bits are as JSON has them: not exact.
    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Number::from_i128(value).map_or_else(|| (value as f64).into(), Value::Number))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Number::from_u128(value).map_or_else(|| (value as f64).into(), Value::Number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.spend(value.len())?;
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.spend(value.len())?;
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let step = self.step.down(Token::Index(items.len()));
            self.spend(0)?;
            match access.next_element_seed(Seed { step: &step, ..self })? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            self.spend(key.len())?;
            let step = self.step.down(Token::Key(&key));
            let value = access.next_value_seed(Seed { step: &step, ..self })?;
            match members.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(value)),
                Entry::Occupied(mut entry) => {
                    let step = self.step.down(Token::Key(entry.key()));
                    self.repeated.borrow_mut().push(step.pointer());
                    entry.insert(value);
                }
            }
        }
        Ok(Value::Object(members))
    }
}
