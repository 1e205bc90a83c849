//! The keywords that speak of any value: fixed values, and schemas made of schemas.

use super::{Validator, keyword, words};
use crate::load::pointer::Step;
use serde_json::{Map, Value};

impl<'a> Validator<'a> {
    pub(super) fn combined(
        &mut self,
        members: &'a Map<String, Value>,
        key: &str,
        says: &'a Value,
        value: &Value,
        at: &Step<'_>,
    ) -> bool {
        match (key, says) {
            ("enum", Value::Array(all)) => {
                all.iter().any(|one| keyword::same(one, value))
                    || self.fault(at, || words::not_one_of(value, all))
            }
            ("const", constant) => {
                keyword::same(constant, value)
                    || self.fault(at, || words::not_one_of(value, std::slice::from_ref(constant)))
            }
            ("allOf", Value::Array(all)) => {
                let mut fits = true;
                for schema in all {
                    fits &= self.judge(schema, value, at);
                    if !fits && self.run.probing > 0 {
                        return false;
                    }
                }
                fits
            }
            // A discriminator says which one is meant, so that others may fit as well.
            ("oneOf", Value::Array(all)) => {
                let alone = !members.contains_key("discriminator");
                self.one_of(key, all, value, at, alone)
            }
            ("anyOf", Value::Array(all)) => self.one_of(key, all, value, at, false),
            ("not", schema) => {
                !self.probe(schema, value, at).0 || self.fault(at, || words::excluded(value))
            }
            _ => true,
        }
    }

    /// One of several schemas; where `alone`, not two of them.
    fn one_of(
        &mut self,
        key: &str,
        all: &'a [Value],
        value: &Value,
        at: &Step<'_>,
        alone: bool,
    ) -> bool {
        let mut fitting = 0;
        // Which schema the value comes closest to, unless two are as close.
        let mut closest: Option<&'a Value> = None;
        let mut reached = None;
        for schema in all {
            let (fits, depth) = self.probe(schema, value, at);
            match fits {
                true if !alone => return true,
                true => fitting += 1,
                false if reached == Some(depth) => closest = None,
                false if reached < Some(depth) => (closest, reached) = (Some(schema), Some(depth)),
                false => {}
            }
        }
        self.run.deepest = self.run.deepest.max(reached.unwrap_or(0));
        match (fitting, closest) {
            (1, _) => true,
            (0, _) if all.is_empty() => true,
            (0, Some(schema)) if self.run.probing == 0 => self.judge(schema, value, at),
            (0, _) => self.wrong_type(value, at, || words::none_of(value, key, all.len())),
            (several, _) => self.fault(at, || words::several(value, several, all.len())),
        }
    }

    /// Whether a value fits a schema, and how deep inside of it the deepest fault is.
    fn probe(&mut self, schema: &'a Value, value: &Value, at: &Step<'_>) -> (bool, usize) {
        let before = std::mem::take(&mut self.run.deepest);
        self.run.probing += 1;
        let fits = self.judge(schema, value, at);
        self.run.probing -= 1;
        (fits, std::mem::replace(&mut self.run.deepest, before))
    }
}
