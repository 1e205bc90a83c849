//! The keywords that speak of any value: fixed values, and schemas made of schemas.

use super::{Validator, keyword, words};
use crate::load::pointer::Step;
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
            // A discriminator says which one is meant, so that others may fit as well.
            ("oneOf", Value::Array(all)) => {
                let alone = !members.contains_key("discriminator");
                self.one_of(key, all, value, at, alone)
            }
            ("anyOf", Value::Array(all)) => {
                let alone = members.contains_key("discriminator");
                if !alone && self.is_mixed(all, value, at) {
                    self.mixes(members);
                    return true;
                }
                self.one_of(key, all, value, at, false)
            }
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

    /// Whether a value fits several of these schemas, and has members that no one of them declares
    /// all of.
    fn is_mixed(&mut self, all: &'a [Value], value: &Value, at: &Step<'_>) -> bool {
        let Some(members) = value.as_object() else { return false };
        let mut fitting: Vec<Vec<bool>> = Vec::new();
        for schema in all {
            let mut declared = Declared::default();
            self.declared(schema, &mut declared, 0);
            let has: Vec<bool> = members.keys().map(|name| declared.has(name)).collect();
            // What declares nothing of it adds nothing, whether it fits or not.
            if has.contains(&true) && self.probe(schema, value, at).0 {
                fitting.push(has);
            }
        }
        let by_any = |at: usize| fitting.iter().any(|has| has[at]);
        let all: Vec<bool> = (0..members.len()).map(by_any).collect();
        fitting.len() > 1 && !fitting.contains(&all)
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
