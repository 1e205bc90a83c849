//! The keywords that speak of one type of values.

use super::{FaultKind, Validator, words};
use crate::document::pointer::{Step, Token};
use regex_lite::Regex;
use serde_json::{Map, Number, Value};

type Members = Map<String, Value>;

/// The type that a schema means that names none. JSON Schema would let anything pass, and nobody
/// who declares members means that: what is generated is an object, too.
pub(super) fn implied_type(members: &Members) -> Option<&'static str> {
    let combines = ["allOf", "oneOf", "anyOf", "$ref"].iter().any(|key| members.contains_key(*key));
    let declares =
        |key: &str| members.get(key).and_then(Value::as_object).is_some_and(|all| !all.is_empty());
    match () {
        () if combines => None,
        () if declares("properties") => Some("object"),
        () if declares("items") => Some("array"),
        () => None,
    }
}

/// Whether two values are the same, numbers by value.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let there = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(there)
        }
        _ => a == b,
    }
}

impl<'a> Validator<'a> {
    /// Whether a value is of a type. A type that there is not says nothing.
    pub(super) fn is_of(&self, name: &str, value: &Value) -> bool {
        match name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "number" => value.is_number(),
            "integer" => value.as_number().is_some_and(|number| self.is_integer(number)),
            _ => true,
        }
    }

    /// Since 3.1 an integer is a number without a fraction, so that `1.0` is one; before, it is one
    /// that is written without.
    fn is_integer(&self, number: &Number) -> bool {
        /// From here on there is no telling: integers beyond 64 bits are read as such numbers, too.
        const LARGE: f64 = 9e18;
        let whole = |number: f64| number.fract() == 0.0 && (!self.is_3_0 || number.abs() >= LARGE);
        !number.is_f64() || number.as_f64().is_some_and(whole)
    }

    pub(super) fn object(
        &mut self,
        members: &'a Members,
        key: &str,
        says: &'a Value,
        object: &Members,
        at: &Step<'_>,
    ) -> bool {
        match (key, says) {
            ("required", Value::Array(names)) => self.required(members, names, object, at),
            ("properties", Value::Object(properties)) => {
                let mut all = true;
                for (name, value) in object {
                    let Some(schema) = properties.get(name) else { continue };
                    all &= self.judge(schema, value, &at.down(Token::Key(name)));
                }
                all
            }
            ("additionalProperties", Value::Bool(false) | Value::Object(_)) => {
                self.additional(members, says, object, at)
            }
            ("patternProperties", Value::Object(patterns)) => {
                let mut all = true;
                for (pattern, schema) in patterns {
                    for (name, value) in object {
                        if self.matches(pattern, name) == Some(true) {
                            all &= self.judge(schema, value, &at.down(Token::Key(name)));
                        }
                    }
                }
                all
            }
            ("minProperties" | "maxProperties", _) => {
                self.count(key == "minProperties", says, object.len(), at, "properties")
            }
            _ => true,
        }
    }

    /// What only one side sends is not missing on the other: an example does not say whose it is.
    fn required(
        &mut self,
        members: &'a Members,
        names: &'a [Value],
        object: &Members,
        at: &Step<'_>,
    ) -> bool {
        let one_sided = |schema: &Value| {
            ["readOnly", "writeOnly"].iter().any(|key| schema.get(key) == Some(&Value::Bool(true)))
        };
        let mut missing = Vec::new();
        for name in names.iter().filter_map(Value::as_str) {
            if object.contains_key(name) {
                continue;
            }
            let property = members.get("properties").and_then(|properties| properties.get(name));
            let target = property.and_then(|property| property.get("$ref")?.as_str());
            let target = target.and_then(|target| self.resolve(target));
            if !property.into_iter().chain(target).any(one_sided) {
                missing.push(name);
            }
        }
        missing.is_empty() || self.fault(at, || words::missing(&missing))
    }

    fn additional(
        &mut self,
        members: &'a Members,
        says: &'a Value,
        object: &Members,
        at: &Step<'_>,
    ) -> bool {
        let declared = members.get("properties").and_then(Value::as_object);
        let patterns = members.get("patternProperties").and_then(Value::as_object);
        let mut all = true;
        for (name, value) in object {
            if declared.is_some_and(|declared| declared.contains_key(name)) {
                continue;
            }
            // A pattern that cannot be read may mean any name.
            let by_pattern = patterns.into_iter().flat_map(Members::keys);
            if by_pattern.into_iter().any(|pattern| self.matches(pattern, name) != Some(false)) {
                continue;
            }
            let at = at.down(Token::Key(name));
            all &= match says {
                Value::Bool(_) => self.fault(&at, || words::undeclared(name)),
                schema => self.judge(schema, value, &at),
            };
        }
        all
    }

    pub(super) fn array(
        &mut self,
        members: &'a Members,
        key: &str,
        says: &'a Value,
        items: &[Value],
        at: &Step<'_>,
    ) -> bool {
        match (key, says) {
            ("items", Value::Object(_) | Value::Bool(false)) => {
                let before = members.get("prefixItems").and_then(Value::as_array);
                self.elements(says, items, before.map_or(0, Vec::len), at)
            }
            ("prefixItems", Value::Array(schemas)) => {
                let mut all = true;
                for (i, (schema, item)) in schemas.iter().zip(items).enumerate() {
                    all &= self.judge(schema, item, &at.down(Token::Index(i)));
                }
                all
            }
            ("minItems" | "maxItems", _) => {
                self.count(key == "minItems", says, items.len(), at, "elements")
            }
            ("uniqueItems", Value::Bool(true)) => {
                // Of longer lists it would cost more than it is worth.
                let items = &items[..items.len().min(64)];
                let twice = |i: usize| items[..i].iter().any(|before| same(before, &items[i]));
                match (1..items.len()).find(|i| twice(*i)) {
                    Some(i) => self.fault(&at.down(Token::Index(i)), || words::twice(&items[i])),
                    None => true,
                }
            }
            _ => true,
        }
    }

    fn elements(
        &mut self,
        schema: &'a Value,
        items: &[Value],
        first: usize,
        at: &Step<'_>,
    ) -> bool {
        let mut all = true;
        for (i, item) in items.iter().enumerate().skip(first) {
            all &= self.judge(schema, item, &at.down(Token::Index(i)));
            if !all && self.run.probing > 0 {
                return false;
            }
        }
        all
    }

    fn count(
        &mut self,
        least: bool,
        says: &Value,
        count: usize,
        at: &Step<'_>,
        what: &str,
    ) -> bool {
        let Some(limit) = says.as_f64() else { return true };
        let fits = if least { count as f64 >= limit } else { count as f64 <= limit };
        fits || self.fault(at, || words::count(count, least, says, what))
    }

    pub(super) fn text(
        &mut self,
        members: &'a Members,
        key: &str,
        says: &'a Value,
        text: &str,
        at: &Step<'_>,
    ) -> bool {
        match (key, says) {
            ("minLength" | "maxLength", _) => {
                self.count(key == "minLength", says, text.chars().count(), at, "characters")
            }
            ("pattern", Value::String(pattern)) => {
                self.matches(pattern, text) != Some(false)
                    || self.fault(at, || words::no_match(text, pattern))
            }
            ("format", Value::String(format)) if !self.has_rule(format) => {
                let is_text = members.get("type").is_none_or(|name| name == "string");
                match super::format::text(format, text).filter(|_| is_text) {
                    Some(wanted) => {
                        let what = || words::no_format(text, wanted);
                        self.contradict(FaultKind::Format, members, at, what)
                    }
                    None => true,
                }
            }
            _ => true,
        }
    }

    pub(super) fn number(
        &mut self,
        members: &'a Members,
        key: &str,
        says: &'a Value,
        number: &Number,
        at: &Step<'_>,
    ) -> bool {
        let Some(value) = number.as_f64() else { return true };
        let exclusive = |key: &str| members.get(key) == Some(&Value::Bool(true));
        let fits = match (key, says.as_f64()) {
            ("minimum", Some(limit)) if exclusive("exclusiveMinimum") => value > limit,
            ("maximum", Some(limit)) if exclusive("exclusiveMaximum") => value < limit,
            ("minimum", Some(limit)) => value >= limit,
            ("maximum", Some(limit)) => value <= limit,
            ("exclusiveMinimum", Some(limit)) => value > limit,
            ("exclusiveMaximum", Some(limit)) => value < limit,
            // Fractions are not exact in binary.
            ("multipleOf", Some(unit)) if unit > 0.0 => {
                let times = value / unit;
                (times - times.round()).abs() < 1e-6
            }
            ("format", None) => match says.as_str().filter(|format| !self.has_rule(format)) {
                Some(format) => return self.integer_format(members, format, number, at),
                None => true,
            },
            _ => true,
        };
        fits || self.fault(at, || words::bound(number, key, says))
    }

    fn integer_format(
        &mut self,
        members: &Members,
        format: &str,
        number: &Number,
        at: &Step<'_>,
    ) -> bool {
        let integer = members.get("type").is_some_and(|name| name == "integer");
        !integer
            || super::format::integer(format, number)
            || self.contradict(FaultKind::Format, members, at, || words::no_integer(number, format))
    }

    /// Whether a rule gives a format a meaning of its own, which only its author knows.
    fn has_rule(&self, format: &str) -> bool {
        self.formats.is_some_and(|formats| formats.contains_key(format))
    }

    /// Whether a text matches a pattern; `None` where the pattern is one that cannot be read here.
    fn matches(&mut self, pattern: &'a str, text: &str) -> Option<bool> {
        let read = self.patterns.entry(pattern).or_insert_with(|| Regex::new(pattern).ok());
        read.as_ref().map(|read| read.is_match(text))
    }
}
