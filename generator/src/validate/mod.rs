//! Values against schemas: what is wrong with a value, and where inside of it.
//!
//! This is our own code and not a crate for JSON Schema. A schema of OpenAPI 3.0 is none of JSON
//! Schema: `nullable`, a boolean `exclusiveMinimum`, siblings of `$ref` that do not count. What is
//! found has to be named by its place in the document, and not in a copy that was converted. And
//! schemas are not compiled first: only the keywords that a value meets are looked at, which
//! costs a document of megabytes next to nothing.
//!
//! A keyword that is not known here, a pattern that cannot be read and a reference to nothing say
//! nothing of a value: other parts of the generator warn of those.

mod combine;
mod format;
mod keyword;
mod words;

use crate::document::Version;
use crate::document::pointer::{Step, percent_decoded};
use regex_lite::Regex;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Something that is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where inside of the value, as an error of a client says it: `rooms[0].codec`; empty for the
    /// value itself.
    pub place: String,
    /// The same as a JSON pointer.
    pub pointer: String,
    /// What is wrong.
    pub what: String,
    /// What kind of fault it is.
    pub kind: FaultKind,
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is null, which it may not be.
    Null,
    /// It is of another type than the schema's.
    Type,
    /// It is of another type than the one that the schema means and does not name.
    Implied,
    /// It is of the schema's type, and does not have its format.
    Format,
    /// It is of the schema's type, and something else is wrong with it.
    Other,
}

/// Validates values against the schemas of one document.
pub struct Validator<'a> {
    root: &'a Value,
    /// Whether the schemas are those of 3.0, which JSON Schema has moved on from.
    is_3_0: bool,
    /// The formats that a rule gives a meaning of its own.
    formats: Option<&'a Map<String, Value>>,
    targets: HashMap<&'a str, Option<&'a Value>>,
    patterns: HashMap<&'a str, Option<Regex>>,
    contradicted: Contradicted,
    run: Run,
}

/// Schemas that only say how a value of their type is meant, and are not obeyed by a value: that of
/// a format, that of a list which does not name its type, and one of several schemas any of which a
/// value may fit, where one has members of more than one of them.
#[derive(Debug, Default)]
pub struct Contradicted(HashSet<usize>);

impl Contradicted {
    /// Whether a schema, by its place in the tree, is among them.
    pub fn holds(&self, schema: &Value) -> bool {
        schema.as_object().is_some_and(|members| self.0.contains(&address(members)))
    }
}

/// What tells one schema of a tree from another.
fn address(members: &Map<String, Value>) -> usize {
    std::ptr::from_ref(members).addr()
}

/// What is known while one value is looked at.
#[derive(Default)]
struct Run {
    faults: Vec<Fault>,
    /// Above zero nobody asks what is wrong, only whether something is.
    probing: usize,
    /// How deep inside of the value the deepest fault is.
    deepest: usize,
    /// How deep in schemas we are.
    nesting: usize,
    /// What is known of a value and a schema that is referred to, so that schemas which are made of
    /// each other many times over are looked at once.
    known: HashMap<(*const Value, *const Value), Known>,
}

#[derive(Clone, Copy)]
enum Known {
    /// It fits; while it is being looked at it is taken to fit, which ends circles.
    Fits,
    /// It does not, and nobody has asked yet what is wrong.
    Fails,
    /// It does not, and that has been noted.
    Noted,
}

impl<'a> Validator<'a> {
    /// For the schemas of a document.
    pub fn new(root: &'a Value) -> Self {
        let rules = root.get(crate::document::EXTENSION);
        Self {
            root,
            is_3_0: Version::of(root) == Version::V3_0,
            formats: rules.and_then(|rules| rules.get("formats")?.as_object()),
            targets: HashMap::new(),
            patterns: HashMap::new(),
            contradicted: Contradicted::default(),
            run: Run::default(),
        }
    }

    /// Everything that is wrong with a value, up to a number that nobody reads on from.
    pub fn faults(&mut self, schema: &'a Value, value: &Value) -> Vec<Fault> {
        self.run = Run::default();
        self.judge(schema, value, &Step::ROOT);
        std::mem::take(&mut self.run.faults)
    }

    /// The schemas that values have contradicted so far.
    pub fn into_contradicted(self) -> Contradicted {
        self.contradicted
    }

    /// Whether nothing is wrong with a value.
    pub fn fits(&mut self, schema: &'a Value, value: &Value) -> bool {
        self.run = Run { probing: 1, ..Run::default() };
        self.judge(schema, value, &Step::ROOT)
    }

    /// What a local reference names.
    pub fn resolve(&mut self, target: &'a str) -> Option<&'a Value> {
        let root = self.root;
        let find = || root.pointer(&percent_decoded(target.strip_prefix('#')?));
        *self.targets.entry(target).or_insert_with(find)
    }

    /// Whether a value fits a schema; what is wrong is noted, unless this is only tried.
    fn judge(&mut self, schema: &'a Value, value: &Value, at: &Step<'_>) -> bool {
        /// Nobody writes schemas that are so deep in others; what is in them is let pass.
        const DEEPEST: usize = 200;
        let members = match schema {
            Value::Object(members) => members,
            Value::Bool(false) => return self.fault(at, || "nothing may be here".to_owned()),
            _ => return true,
        };
        if self.run.nesting == DEEPEST {
            return true;
        }
        self.run.nesting += 1;
        let fits = takes_null(members, value) || self.keywords(members, value, at);
        self.run.nesting -= 1;
        fits
    }

    fn keywords(&mut self, members: &'a Map<String, Value>, value: &Value, at: &Step<'_>) -> bool {
        if let Some(Value::String(target)) = members.get("$ref") {
            let fits = self.reference(target, value, at);
            // What stands beside a reference counts since 3.1.
            if self.is_3_0 || !fits {
                return fits;
            }
        }
        // What is of another type is not worth another word.
        let types = match members.get("type") {
            Some(Value::String(name)) => vec![name.as_str()],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => keyword::implied_type(members).into_iter().collect(),
        };
        if !types.is_empty() && !types.iter().any(|name| self.is_of(name, value)) {
            let what = || words::not_of(&types, value);
            return match members.contains_key("type") {
                true => self.wrong_type(value, at, what),
                false => self.implied_type(members, value, at, what),
            };
        }
        let mut all = true;
        for (key, says) in members {
            let fits = self.combined(members, key, says, value, at)
                && match value {
                    Value::Object(object) => self.object(members, key, says, object, at),
                    Value::Array(items) => self.array(members, key, says, items, at),
                    Value::String(text) => self.text(members, key, says, text, at),
                    Value::Number(number) => self.number(members, key, says, number, at),
                    Value::Null | Value::Bool(_) => true,
                };
            if !fits && self.run.probing > 0 {
                return false;
            }
            all &= fits;
        }
        all
    }

    fn reference(&mut self, target: &'a str, value: &Value, at: &Step<'_>) -> bool {
        let Some(schema) = self.resolve(target) else { return true };
        let pair = (std::ptr::from_ref(schema), std::ptr::from_ref(value));
        let probing = self.run.probing > 0;
        match self.run.known.get(&pair) {
            Some(Known::Fits) => return true,
            Some(Known::Noted) => return false,
            Some(Known::Fails) if probing => return self.fault(at, String::new),
            Some(Known::Fails) | None => {}
        }
        self.run.known.insert(pair, Known::Fits);
        let fits = self.judge(schema, value, at);
        let known = match fits {
            true => Known::Fits,
            false if probing => Known::Fails,
            false => Known::Noted,
        };
        self.run.known.insert(pair, known);
        fits
    }

    /// Notes a fault; always `false`, as the answer to whether the value fits.
    fn fault(&mut self, at: &Step<'_>, what: impl FnOnce() -> String) -> bool {
        self.note(FaultKind::Other, at, what)
    }

    /// Notes that a value is of another type than the one that a schema means. Members that are
    /// declared mean an object all the same; `items` alone may be a word for something else.
    fn implied_type(
        &mut self,
        members: &Map<String, Value>,
        value: &Value,
        at: &Step<'_>,
        what: impl FnOnce() -> String,
    ) -> bool {
        let is_list = keyword::implied_type(members) == Some("array");
        // A text that stands alone may be what travels.
        let is_sure = value.is_object() || at.depth > 0 && !value.is_null();
        match is_list && is_sure {
            true => self.contradict(FaultKind::Implied, members, at, what),
            false => self.wrong_type(value, at, what),
        }
    }

    /// Notes a fault that says as much of the schema as it does of the value.
    fn contradict(
        &mut self,
        kind: FaultKind,
        members: &Map<String, Value>,
        at: &Step<'_>,
        what: impl FnOnce() -> String,
    ) -> bool {
        if self.run.probing == 0 {
            self.contradicted.0.insert(address(members));
        }
        self.note(kind, at, what)
    }

    /// Notes that a value of `anyOf` is no single one of its schemas.
    fn mixes(&mut self, members: &Map<String, Value>) {
        self.contradicted.0.insert(address(members));
    }

    fn wrong_type(&mut self, value: &Value, at: &Step<'_>, what: impl FnOnce() -> String) -> bool {
        self.note(if value.is_null() { FaultKind::Null } else { FaultKind::Type }, at, what)
    }

    fn note(&mut self, kind: FaultKind, at: &Step<'_>, what: impl FnOnce() -> String) -> bool {
        const MOST: usize = 50;
        self.run.deepest = self.run.deepest.max(at.depth);
        if self.run.probing > 0 || self.run.faults.len() == MOST {
            return false;
        }
        let pointer = at.pointer();
        // The first thing that is wrong with a value is the one to correct.
        if self.run.faults.iter().all(|fault| fault.pointer != pointer) {
            self.run.faults.push(Fault { place: at.path(), pointer, what: what(), kind });
        }
        false
    }
}

/// Whether a value is null and may be. Wherever a schema says so it is believed: beside a `$ref`,
/// without a `type`, in an enum.
fn takes_null(members: &Map<String, Value>, value: &Value) -> bool {
    value.is_null()
        && (members.get("nullable") == Some(&Value::Bool(true))
            || members.get("const") == Some(&Value::Null)
            || members.get("enum").and_then(Value::as_array).is_some_and(|all| all.contains(value)))
}
