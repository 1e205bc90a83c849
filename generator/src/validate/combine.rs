//! The keywords that speak of any value: fixed values, and schemas made of schemas.

use super::{Validator, keyword, words};
use crate::document::pointer::Step;
use serde_json::{Map, Value};
use std::collections::HashSet;

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
            ("oneOf" | "anyOf", Value::Array(all)) => self.one_of(members, key, all, value, at),
            ("not", schema) => {
                !self.probe(schema, value, at).0 || self.fault(at, || words::excluded(value))
            }
            _ => true,
        }
    }

    /// One of several schemas: of `oneOf`, not two of them.
    fn one_of(
        &mut self,
        members: &Map<String, Value>,
        key: &str,
        all: &'a [Value],
        value: &Value,
        at: &Step<'_>,
    ) -> bool {
        let is_any = key == "anyOf";
        // A discriminator says which one is meant, so that others may fit as well. Of what is no
        // object, nothing can be in several of them.
        let first_will_do = members.contains_key("discriminator") || is_any && !value.is_object();
        let mut fitting: Vec<&'a Value> = Vec::new();
        // Which schema the value comes closest to, unless two are as close.
        let mut closest: Option<&'a Value> = None;
        let mut reached = None;
        for schema in all {
            let (fits, depth) = self.probe(schema, value, at);
            match fits {
                true if first_will_do => return true,
                true => fitting.push(schema),
                false if reached == Some(depth) => closest = None,
                false if reached < Some(depth) => (closest, reached) = (Some(schema), Some(depth)),
                false => {}
            }
        }
        if is_any && !fitting.is_empty() {
            if self.is_mixed(&fitting, value) {
                self.mixes(members);
            }
            return true;
        }
        self.run.deepest = self.run.deepest.max(reached.unwrap_or(0));
        match (fitting.len(), closest) {
            (1, _) => true,
            (0, _) if all.is_empty() => true,
            (0, Some(schema)) if self.run.probing == 0 => self.judge(schema, value, at),
            (0, _) => self.wrong_type(value, at, || words::none_of(value, key, all.len())),
            (several, _) => self.fault(at, || words::several(value, several, all.len())),
        }
    }

    /// Whether a value that fits these schemas has members that no one of them declares all of.
    fn is_mixed(&mut self, fitting: &[&'a Value], value: &Value) -> bool {
        let Some(members) = value.as_object().filter(|_| fitting.len() > 1) else { return false };
        let mut has = |schema: &&'a Value| -> Vec<bool> {
            let mut declared = Declared::default();
            self.declared(schema, &mut declared, 0);
            members.keys().map(|name| declared.has(name)).collect()
        };
        let by_each: Vec<Vec<bool>> = fitting.iter().map(&mut has).collect();
        let by_any = |at: usize| by_each.iter().any(|has| has[at]);
        let by_all: Vec<bool> = (0..members.len()).map(by_any).collect();
        !by_each.contains(&by_all)
    }

    /// Gathers the members that a schema declares, itself or by what it is made of.
    fn declared(&mut self, schema: &'a Value, declared: &mut Declared<'a>, depth: usize) {
        /// Nobody writes schemas that are made of each other so deep.
        const DEEPEST: usize = 32;
        let Some(members) = schema.as_object().filter(|_| depth < DEEPEST) else { return };
        if !declared.seen.insert(super::address(members)) {
            return;
        }
        let target = members.get("$ref").and_then(Value::as_str);
        if let Some(found) = target.and_then(|target| self.resolve(target)) {
            self.declared(found, declared, depth + 1);
        }
        let rest = members.get("additionalProperties");
        declared.any |= rest.is_some_and(|rest| *rest != Value::Bool(false));
        let properties = members.get("properties").and_then(Value::as_object);
        declared.names.extend(properties.into_iter().flat_map(Map::keys).map(String::as_str));
        for key in ["allOf", "anyOf", "oneOf"] {
            let branches = members.get(key).and_then(Value::as_array);
            for branch in branches.into_iter().flatten() {
                self.declared(branch, declared, depth + 1);
            }
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

/// The members that a schema declares.
#[derive(Default)]
struct Declared<'a> {
    names: HashSet<&'a str>,
    /// All that there may be.
    any: bool,
    /// The schemas that have been gone through.
    seen: HashSet<usize>,
}

impl Declared<'_> {
    fn has(&self, name: &str) -> bool {
        self.any || self.names.contains(name)
    }
}
