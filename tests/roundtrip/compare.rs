//! Whether what came back is what went in, as far as the schema knows it.

use crate::cases::Case;
use crate::program::Outcome;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;
use specwright::internals::document::pointer::escape;
use specwright::internals::validate::Validator;

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What went in.
    Equal,
    /// What went in, read as one of several forms that it fits; members that only another form
    /// declares are gone.
    OneForm,
    /// Something else, and where.
    Different(String),
    /// It could not be read, and why.
    Unread(String),
}

/// Compares values by their schemas: a null in a member equals its absence, numbers are equal by
/// value and date-times as instants; a member that no schema declares may be gone, and none may be
/// made up.
pub struct Comparer<'a> {
    validator: Validator<'a>,
    /// Whether of several forms that a value fits any one will do.
    one_form: bool,
}

impl<'a> Comparer<'a> {
    pub fn new(root: &'a Value) -> Self {
        Self { validator: Validator::new(root), one_form: false }
    }

    /// What came of a case.
    pub fn outcome(&mut self, root: &'a Value, case: &'a Case, outcome: Outcome) -> Verdict {
        match (outcome, root.pointer(&case.schema)) {
            (Ok(written), Some(schema)) => self.judge(schema, &case.value, &written),
            (Ok(_), None) => Verdict::Different("its schema is not there".to_owned()),
            (Err(why), _) => Verdict::Unread(why),
        }
    }

    fn judge(&mut self, schema: &'a Value, before: &'a Value, after: &Value) -> Verdict {
        self.one_form = false;
        let Some(difference) = self.difference(&[schema], before, after, "") else {
            return Verdict::Equal;
        };
        self.one_form = true;
        match self.difference(&[schema], before, after, "") {
            None => Verdict::OneForm,
            Some(_) => Verdict::Different(difference),
        }
    }

    /// The first place where they differ, and how.
    fn difference(
        &mut self,
        schemas: &[&'a Value],
        before: &'a Value,
        after: &Value,
        at: &str,
    ) -> Option<String> {
        if !(before.is_object() || before.is_array()) {
            return (!same(before, after)).then(|| format!("{at}: {before} became {after}"));
        }
        let mut found = None;
        for schemas in self.alternatives(schemas, before) {
            found = match (before, after) {
                (Value::Object(members), Value::Object(written)) => {
                    let made_up = written.keys().find(|name| !members.contains_key(*name));
                    let made_up = made_up.map(|name| format!("{at}/{name} is made up"));
                    made_up.or_else(|| self.members(&schemas, members, written, at))
                }
                (Value::Array(items), Value::Array(written)) => {
                    self.elements(&schemas, items, written, at)
                }
                _ => Some(format!("{at}: {before} became {after}")),
            };
            if found.is_none() {
                break;
            }
        }
        found
    }

    fn members(
        &mut self,
        schemas: &[&'a Value],
        members: &'a serde_json::Map<String, Value>,
        written: &serde_json::Map<String, Value>,
        at: &str,
    ) -> Option<String> {
        members.iter().find_map(|(name, value)| {
            let inside: Vec<&Value> = schemas.iter().filter_map(|it| of_member(it, name)).collect();
            let at = format!("{at}/{}", escape(name));
            match written.get(name) {
                Some(written) => self.difference(&inside, value, written, &at),
                None if value.is_null() || inside.is_empty() => None,
                None => Some(format!("{at} is lost")),
            }
        })
    }

    fn elements(
        &mut self,
        schemas: &[&'a Value],
        items: &'a [Value],
        written: &[Value],
        at: &str,
    ) -> Option<String> {
        if items.len() != written.len() {
            return Some(format!("{at} has {} elements, not {}", written.len(), items.len()));
        }
        items.iter().zip(written).enumerate().find_map(|(i, (item, written))| {
            let inside: Vec<&Value> = schemas.iter().filter_map(|it| of_element(it, i)).collect();
            self.difference(&inside, item, written, &format!("{at}/{i}"))
        })
    }

    /// Schemas with all that they are made of. What a value fits of `oneOf` and `anyOf` counts: all
    /// of it, or else, where one form will do, one after the other.
    fn alternatives(&mut self, schemas: &[&'a Value], value: &Value) -> Vec<Vec<&'a Value>> {
        const MOST: usize = 64;
        let mut done: Vec<Vec<&'a Value>> = Vec::new();
        let mut open = vec![(Vec::new(), schemas.to_vec())];
        while let Some((mut flat, mut next)) = open.pop() {
            let Some(schema) = next.pop().filter(|_| flat.len() < MOST) else {
                done.push(flat);
                continue;
            };
            flat.push(schema);
            if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
                next.extend(self.validator.resolve(target));
            }
            let parts = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
            next.extend(parts("allOf"));
            let forms = parts("oneOf").chain(parts("anyOf"));
            let forms = forms.filter(|form| self.validator.fits(form, value));
            let forms: Vec<&Value> = forms.collect();
            if self.one_form && forms.len() > 1 && done.len() + open.len() < MOST {
                for form in forms {
                    let next = next.iter().copied().chain([form]).collect();
                    open.push((flat.clone(), next));
                }
            } else {
                next.extend(forms);
                open.push((flat, next));
            }
        }
        done
    }
}

/// What a schema itself says of a member.
fn of_member<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let rest = schema.get("additionalProperties").filter(|rest| **rest != Value::Bool(false));
    schema.get("properties").and_then(|members| members.get(name)).or(rest)
}

/// What a schema itself says of an element.
fn of_element(schema: &Value, index: usize) -> Option<&Value> {
    schema.get("prefixItems").and_then(|items| items.get(index)).or(schema.get("items"))
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::String(a), Value::String(b)) => a == b || same_moment(a, b) == Some(true),
        _ => a == b,
    }
}

fn same_moment(a: &str, b: &str) -> Option<bool> {
    let moment = |text: &str| {
        let read = text.parse::<DateTime<FixedOffset>>();
        read.or_else(|_| DateTime::parse_from_rfc2822(text)).ok()
    };
    match (moment(a), moment(b)) {
        (Some(a), Some(b)) => Some(a == b),
        _ => Some(a.parse::<NaiveDate>().ok()? == b.parse::<NaiveDate>().ok()?),
    }
}
