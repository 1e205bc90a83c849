//! Values of the wrong kind: a text where a list has to be, a number where a text has to be.
//!
//! What means something all the same is mended; what does not is left out, so that no later stage
//! meets it. Each with a warning.

use super::pointer::{self, Step, Token};
use super::shapes::{DOCUMENT, Kind, SCHEMA};
use crate::diagnostic::{Diagnostic, Diagnostics};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Goes through a document, and through what it refers to in places that OpenAPI does not have.
pub fn mend(root: &mut Value, problems: &mut Diagnostics) {
    let mut walk = Walk { problems, elsewhere: Vec::new() };
    walk.value(root, &DOCUMENT, &Step::ROOT);
    let mut seen = HashSet::new();
    while let Some((target, kind)) = walk.elsewhere.pop() {
        if let (true, Some(value)) = (seen.insert(target.clone()), root.pointer_mut(&target)) {
            walk.value(value, kind, &Step::at(&target));
        }
    }
}

/// Longer names are left out: each thing below one is known by all names on the way to it.
const LONGEST_NAME: usize = 4_096;

struct Walk<'p> {
    problems: &'p mut Diagnostics,
    /// What is referred to outside of the sections that are gone through anyway.
    elsewhere: Vec<(String, &'static Kind)>,
}

/// What to do with a value of the wrong kind.
enum Verdict {
    Fine,
    /// It is replaced by what it means.
    Read(Value),
    Wrong,
}

impl Walk<'_> {
    /// Looks at a value; `false` where it has to go.
    fn value(&mut self, value: &mut Value, kind: &'static Kind, step: &Step<'_>) -> bool {
        match judge(value, kind) {
            Verdict::Fine => {}
            Verdict::Read(meant) => {
                let message = format!(
                    "this is {}, where {} has to be; it is read as `{meant}`",
                    what(value),
                    needed(kind)
                );
                self.warn(message, step);
                *value = meant;
            }
            Verdict::Wrong if matches!(kind, Kind::Later(_)) => return true,
            Verdict::Wrong => {
                let message = format!(
                    "this is {}, where {} has to be; it is left out",
                    what(value),
                    needed(kind)
                );
                self.warn(message, step);
                return false;
            }
        }
        self.inside(value, kind, step);
        true
    }

    fn inside(&mut self, value: &mut Value, kind: &'static Kind, step: &Step<'_>) {
        match (kind, value) {
            (Kind::Later(kind), value) => self.inside(value, kind, step),
            (Kind::List(kind), Value::Array(items)) => self.list(items, kind, step),
            (Kind::Map(kind), Value::Object(members)) => self.map(members, kind, step, false),
            (Kind::Section(kind), Value::Object(members)) => self.map(members, kind, step, true),
            (Kind::Object(table), Value::Object(members)) => {
                self.object(members, table, kind, step)
            }
            (Kind::Schema, Value::Object(members)) => self.object(members, SCHEMA, kind, step),
            _ => {}
        }
    }

    /// Of a list of texts, what is none goes; in other lists null keeps the places of the rest.
    fn list(&mut self, items: &mut Vec<Value>, kind: &'static Kind, step: &Step<'_>) {
        for (i, item) in items.iter_mut().enumerate() {
            let step = step.down(Token::Index(i));
            if !self.value(item, kind, &step) {
                *item = Value::Null;
            }
        }
        if matches!(kind, Kind::Text) {
            items.retain(|item| !item.is_null());
        }
    }

    fn map(
        &mut self,
        members: &mut Map<String, Value>,
        kind: &'static Kind,
        step: &Step<'_>,
        has_extensions: bool,
    ) {
        let mut wrong = HashSet::new();
        for (key, value) in members.iter_mut() {
            let is_extension = has_extensions && key.starts_with("x-");
            if key.len() > LONGEST_NAME {
                let message = format!("a name here has {} bytes; it is left out", key.len());
                self.warn(message, step);
                wrong.insert(key.clone());
                continue;
            }
            let step = step.down(Token::Key(key));
            // A name for nothing, as YAML writes it, says nothing more of what it is.
            let is_nothing = value.is_null() && matches!(kind, Kind::Schema | Kind::Object(_));
            if is_extension || is_nothing {
                continue;
            }
            if matches!(kind, Kind::Schema) && matches!(judge(value, kind), Verdict::Wrong) {
                // The name says something all the same: that there is such a member.
                let message =
                    format!("this is {}, where a schema has to be; any JSON is taken", what(value));
                self.warn(message, &step);
                *value = Value::Bool(true);
            } else if !self.value(value, kind, &step) {
                wrong.insert(key.clone());
            }
        }
        if !wrong.is_empty() {
            members.retain(|key, _| !wrong.contains(key));
        }
    }

    fn object(
        &mut self,
        members: &mut Map<String, Value>,
        table: &'static [(&'static str, Kind)],
        kind: &'static Kind,
        step: &Step<'_>,
    ) {
        if let Some(Value::String(target)) = members.get("$ref") {
            self.referred(target, kind);
        }
        let mut wrong = HashSet::new();
        for (key, value) in members.iter_mut() {
            let Some((name, kind)) = table.iter().find(|(name, _)| name == key) else { continue };
            let step = step.down(Token::Key(name));
            // Null is as good as nothing, but where lowering says that something is missing.
            let wanted = match value.is_null() {
                true => matches!(kind, Kind::Later(_) | Kind::Any),
                false => self.value(value, kind, &step),
            };
            if !wanted {
                wrong.insert(*name);
            }
        }
        if !wrong.is_empty() {
            members.retain(|key, _| !wrong.contains(key.as_str()));
        }
    }

    fn referred(&mut self, target: &str, kind: &'static Kind) {
        let Some(pointer) = target.strip_prefix('#').filter(|at| at.starts_with('/')) else {
            return;
        };
        let known = pointer.starts_with("/components/") || pointer.starts_with("/paths/");
        if !known {
            self.elsewhere.push((pointer::percent_decoded(pointer), kind));
        }
    }

    fn warn(&mut self, message: String, step: &Step<'_>) {
        let warning = Diagnostic::warning(message).at(step.pointer());
        self.problems.push(warning.help("correct it, or take it out"));
    }
}

fn judge(value: &Value, kind: &Kind) -> Verdict {
    use Verdict::{Fine, Read, Wrong};
    match (kind, value) {
        (Kind::Any, _) => Fine,
        (Kind::Later(kind), value) => match judge(value, kind) {
            Fine => Fine,
            _ => Wrong,
        },
        (Kind::Text | Kind::Texts, Value::String(_)) => Fine,
        (Kind::Texts, Value::Array(items)) if items.iter().all(Value::is_string) => Fine,
        (Kind::Text, Value::Number(number)) => Read(number.to_string().into()),
        (Kind::Text, Value::Bool(flag)) => Read(flag.to_string().into()),
        (Kind::Flag | Kind::Limit, Value::Bool(_)) => Fine,
        (Kind::Flag, Value::String(text)) if text == "true" || text == "false" => {
            Read((text == "true").into())
        }
        (Kind::Number | Kind::Limit, Value::Number(_)) => Fine,
        (Kind::Number | Kind::Limit, Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Read(number.into()),
            _ => Wrong,
        },
        (Kind::List(_), Value::Array(_)) => Fine,
        (Kind::Schema, Value::Object(_) | Value::Bool(_)) => Fine,
        (Kind::Map(_) | Kind::Section(_) | Kind::Object(_), Value::Object(_)) => Fine,
        _ => Wrong,
    }
}

/// What a value is, in words.
fn what(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(true) => "`true`",
        Value::Bool(false) => "`false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What a place needs, in words.
fn needed(kind: &Kind) -> &'static str {
    match kind {
        Kind::Any => "anything",
        Kind::Text => "a text",
        Kind::Texts => "a text or a list of texts",
        Kind::Flag => "`true` or `false`",
        Kind::Number => "a number",
        Kind::Limit => "a number, `true` or `false`",
        Kind::List(_) => "a list",
        Kind::Map(_) | Kind::Section(_) | Kind::Object(_) => "an object",
        Kind::Schema => "a schema",
        Kind::Later(kind) => needed(kind),
    }
}
