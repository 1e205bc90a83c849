//! Values of the wrong kind: a text where a list has to be, a number where a text has to be.
//!
//! What means something all the same is mended; what does not is left out, so that no later stage
//! meets it. Each with a warning.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::pointer::{Step, Token};
use crate::document::reference::local;
use crate::document::structure::{Kind, Shape, kind_at};
use crate::limits::MAX_KEY_BYTES;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Goes through a document, and through what it refers to in places that OpenAPI does not have.
pub fn mend(root: &mut Value, problems: &mut Diagnostics) {
    let mut walk = Walk { problems, elsewhere: Vec::new() };
    walk.value(root, &Shape::Unchecked(&Shape::Object(Kind::Document)), &Step::ROOT);
    let mut seen = HashSet::new();
    while let Some((target, kind)) = walk.elsewhere.pop() {
        if let (true, Some(value)) = (seen.insert(target.clone()), root.pointer_mut(&target)) {
            walk.value(value, &Shape::Object(kind), &Step::at(&target));
        }
    }
}

struct Walk<'p> {
    problems: &'p mut Diagnostics,
    /// What is referred to outside of the sections that are gone through anyway.
    elsewhere: Vec<(String, Kind)>,
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
    fn value(&mut self, value: &mut Value, shape: &Shape, step: &Step<'_>) -> bool {
        match judge(value, shape) {
            Verdict::Fine => {}
            Verdict::Read(meant) => {
                let message =
                    format!("expected {}, found {}; using `{meant}`", needed(shape), what(value));
                self.warn(message, step);
                *value = meant;
            }
            Verdict::Wrong if matches!(shape, Shape::Unchecked(_)) => return true,
            Verdict::Wrong => {
                let message = format!(
                    "expected {}, found {}; the value is ignored",
                    needed(shape),
                    what(value)
                );
                self.warn(message, step);
                return false;
            }
        }
        self.inside(value, shape, step);
        true
    }

    fn inside(&mut self, value: &mut Value, shape: &Shape, step: &Step<'_>) {
        match (shape, value) {
            (Shape::Unchecked(shape), value) => self.inside(value, shape, step),
            (Shape::List(shape), Value::Array(items)) => self.list(items, shape, step),
            (Shape::Map(shape), Value::Object(members)) => self.map(members, shape, step, false),
            (Shape::Section(shape), Value::Object(members)) => self.map(members, shape, step, true),
            (Shape::Object(kind), Value::Object(members)) => self.object(members, *kind, step),
            _ => {}
        }
    }

    /// Of a list of texts, what is none goes; in other lists null keeps the places of the rest.
    fn list(&mut self, items: &mut Vec<Value>, shape: &Shape, step: &Step<'_>) {
        for (i, item) in items.iter_mut().enumerate() {
            let step = step.down(Token::Index(i));
            if !self.value(item, shape, &step) {
                *item = Value::Null;
            }
        }
        if matches!(shape, Shape::Text) {
            items.retain(|item| !item.is_null());
        }
    }

    fn map(
        &mut self,
        members: &mut Map<String, Value>,
        shape: &Shape,
        step: &Step<'_>,
        has_extensions: bool,
    ) {
        let mut wrong = HashSet::new();
        for (key, value) in members.iter_mut() {
            let is_extension = has_extensions && key.starts_with("x-");
            if key.len() > MAX_KEY_BYTES {
                let message = format!(
                    "a key is {} bytes long (limit {MAX_KEY_BYTES}); the entry is skipped",
                    key.len()
                );
                self.warn(message, step);
                wrong.insert(key.clone());
                continue;
            }
            let step = step.down(Token::Key(key));
            // A name for nothing, as YAML writes it, says nothing more of what it is.
            let is_nothing = value.is_null() && matches!(shape, Shape::Object(_));
            if is_extension || is_nothing {
                continue;
            }
            if matches!(shape, Shape::Object(Kind::Schema))
                && matches!(judge(value, shape), Verdict::Wrong)
            {
                // The name says something all the same: that there is such a member.
                let message =
                    format!("expected a schema, found {}; any JSON value is accepted", what(value));
                self.warn(message, &step);
                *value = Value::Bool(true);
            } else if !self.value(value, shape, &step) {
                wrong.insert(key.clone());
            }
        }
        if !wrong.is_empty() {
            members.retain(|key, _| !wrong.contains(key));
        }
    }

    fn object(&mut self, members: &mut Map<String, Value>, kind: Kind, step: &Step<'_>) {
        if let Some(Value::String(target)) = members.get("$ref") {
            self.referred(target, kind);
        }
        let mut wrong = HashSet::new();
        for (key, value) in members.iter_mut() {
            let others = || Some(("", kind.other_fields()?)).filter(|_| !key.starts_with("x-"));
            let Some((name, shape)) = kind.field(key).or_else(others) else { continue };
            let step = step.down(Token::Key(key));
            // Null is as good as nothing, but where lowering says that something is missing.
            let wanted = match value.is_null() {
                true => matches!(shape, Shape::Unchecked(_) | Shape::Data),
                false => self.value(value, shape, &step),
            };
            if !wanted {
                wrong.insert(name);
            }
        }
        if !wrong.is_empty() {
            members.retain(|key, _| !wrong.contains(key.as_str()));
        }
    }

    fn referred(&mut self, target: &str, kind: Kind) {
        if let Some(pointer) = local(target)
            && kind_at(&pointer) != Some(kind)
        {
            self.elsewhere.push((pointer.into_owned(), kind));
        }
    }

    fn warn(&mut self, message: String, step: &Step<'_>) {
        let warning = Diagnostic::warning(message).at(step.pointer());
        self.problems.push(warning.help("correct or remove it"));
    }
}

fn judge(value: &Value, shape: &Shape) -> Verdict {
    use Verdict::{Fine, Read, Wrong};
    match (shape, value) {
        (Shape::Data, _) => Fine,
        (Shape::Unchecked(shape), value) => match judge(value, shape) {
            Fine => Fine,
            _ => Wrong,
        },
        (Shape::Text | Shape::Texts, Value::String(_)) => Fine,
        (Shape::Texts, Value::Array(items)) if items.iter().all(Value::is_string) => Fine,
        (Shape::Text, Value::Number(number)) => Read(number.to_string().into()),
        (Shape::Text, Value::Bool(flag)) => Read(flag.to_string().into()),
        (Shape::Flag | Shape::Limit, Value::Bool(_)) => Fine,
        (Shape::Flag, Value::String(text)) if text == "true" || text == "false" => {
            Read((text == "true").into())
        }
        (Shape::Number | Shape::Limit, Value::Number(_)) => Fine,
        (Shape::Number | Shape::Limit, Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Read(number.into()),
            _ => Wrong,
        },
        (Shape::List(_), Value::Array(_)) => Fine,
        (Shape::Object(Kind::Schema), Value::Object(_) | Value::Bool(_)) => Fine,
        (Shape::Map(_) | Shape::Section(_) | Shape::Object(_), Value::Object(_)) => Fine,
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
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What a place needs, in words.
fn needed(shape: &Shape) -> &'static str {
    match shape {
        Shape::Data => "anything",
        Shape::Text => "a string",
        Shape::Texts => "a string or a list of strings",
        Shape::Flag => "`true` or `false`",
        Shape::Number => "a number",
        Shape::Limit => "a number, `true` or `false`",
        Shape::List(_) => "a list",
        Shape::Object(Kind::Schema) => "a schema",
        Shape::Map(_) | Shape::Section(_) | Shape::Object(_) => "an object",
        Shape::Unchecked(shape) => needed(shape),
    }
}
