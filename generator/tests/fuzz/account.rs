//! Whether everything of a document is in the output, or is spoken of.
//!
//! Written from OpenAPI's own words and with nothing of the generator's, so that a mistake there
//! is not one here too.

use serde_json::Value;
use specwright::File;
use specwright::Generated;
use std::collections::HashSet;

const VERBS: &[&str] =
    &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Says what is neither in the output nor in what was said.
pub fn nothing_is_lost(
    document: &Value,
    generated: &Generated,
    files: &[File],
) -> Result<(), String> {
    let account = Account {
        document,
        said: generated.diagnostics().iter().filter_map(|one| one.pointer()).collect(),
        emitted: generated.report().operations().map(|(name, _)| name).collect(),
        skipped: generated.report().skipped().map(|(at, _)| at).collect(),
        messages: generated.diagnostics().iter().map(|one| one.message()).collect(),
        texts: texts(files),
    };
    account.operations()?;
    account.schemas()
}

/// All texts of models and operations.
fn texts(files: &[File]) -> HashSet<String> {
    let made = files.iter().filter(|file| {
        file.path.starts_with("src/models") || file.path.starts_with("src/operations")
    });
    let tokens = made.filter_map(|file| file.text.parse().ok()).flat_map(super::code::flat);
    let text = |token: proc_macro2::TokenTree| match token {
        proc_macro2::TokenTree::Literal(literal) => {
            syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
        }
        _ => None,
    };
    tokens.filter_map(text).collect()
}

struct Account<'a> {
    document: &'a Value,
    said: HashSet<&'a str>,
    emitted: HashSet<&'a str>,
    skipped: HashSet<&'a str>,
    messages: Vec<&'a str>,
    texts: HashSet<String>,
}

impl<'a> Account<'a> {
    /// Whether something was said of a node, or of one inside or around it.
    fn spoken_of(&self, pointer: &str) -> bool {
        let below = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
        self.said
            .iter()
            .any(|said| *said == pointer || below(said, pointer) || below(pointer, said))
    }

    /// The node behind references, and its pointer; the last one that is there.
    fn resolve(&self, pointer: String, value: &'a Value) -> (String, &'a Value) {
        let (mut pointer, mut value) = (pointer, value);
        for _ in 0..64 {
            let target = value.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|target| target.strip_prefix('#'));
            let Some(target) = target.map(|target| target.replace("%25", "%")) else { break };
            let Some(found) = self.document.pointer(&target) else { break };
            (pointer, value) = (target, found);
        }
        (pointer, value)
    }

    fn operations(&self) -> Result<(), String> {
        let Some(paths) = self.document.get("paths") else { return Ok(()) };
        let Some(paths) = paths.as_object() else { return self.must("/paths", paths, "paths") };
        for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
            let here = format!("/paths/{}", escape(path));
            let found = self.resolve(here.clone(), item);
            let mut seen = HashSet::new();
            let mut items = vec![(here, item), found];
            items.dedup_by(|a, b| a.0 == b.0);
            for (pointer, item) in items {
                let Some(members) = item.as_object() else {
                    self.must(&pointer, item, "path item")?;
                    continue;
                };
                for verb in VERBS.iter().filter(|verb| members.contains_key(**verb)) {
                    let at = format!("{pointer}/{verb}");
                    match seen.insert(verb) {
                        true => self.operation(path, verb, (&pointer, item), &at)?,
                        false => self.must(&at, item, "an operation that is there twice")?,
                    }
                }
            }
        }
        Ok(())
    }

    /// An operation of a path item, with their pointers.
    fn operation(
        &self,
        path: &str,
        verb: &str,
        (item_at, item): (&str, &'a Value),
        at: &str,
    ) -> Result<(), String> {
        let name = format!("{} {path}", verb.to_uppercase());
        if self.skipped.contains(at) {
            let said = format!("operation `{name}` is skipped: ");
            return match self.messages.iter().any(|message| message.starts_with(&said)) {
                true => Ok(()),
                false => Err(format!("nothing is said of `{name}`")),
            };
        }
        if !self.emitted.contains(name.as_str()) {
            return Err(format!("`{name}` is neither emitted nor left out"));
        }
        self.parameters(at, &item[verb])?;
        self.parameters(item_at, item)
    }

    /// Of this something has to be said; unless it is null, which says nothing itself.
    fn must(&self, pointer: &str, value: &Value, what: &str) -> Result<(), String> {
        match value.is_null() || self.spoken_of(pointer) {
            true => Ok(()),
            false => Err(format!("nothing is said of {what} at {pointer}: {value}")),
        }
    }

    fn parameters(&self, pointer: &str, around: &'a Value) -> Result<(), String> {
        let Some(parameters) = around.get("parameters") else { return Ok(()) };
        let pointer = format!("{pointer}/parameters");
        let Some(parameters) = parameters.as_array() else {
            return self.must(&pointer, parameters, "parameters");
        };
        for (i, parameter) in parameters.iter().enumerate() {
            let here = format!("{pointer}/{i}");
            let (there, parameter) = self.resolve(here.clone(), parameter);
            let name = parameter.get("name").and_then(Value::as_str);
            let place = parameter.get("in").and_then(Value::as_str);
            let ignored = place == Some("header")
                && name.is_some_and(|name| {
                    ["accept", "content-type", "authorization"]
                        .contains(&name.to_ascii_lowercase().as_str())
                });
            // The name of a whole query is not sent, and not in the output.
            let is_query = place == Some("querystring") && parameter.get("content").is_some();
            let emitted = is_query || name.is_some_and(|name| self.texts.contains(name));
            if !ignored && !emitted && !self.spoken_of(&here) {
                self.must(&there, parameter, "a parameter")?;
            }
        }
        Ok(())
    }

    /// Whether a schema takes nothing at all, so that such a member must not be there.
    fn is_forbidden(&self, pointer: &str, schema: &'a Value) -> bool {
        let (_, schema) = self.resolve(pointer.to_owned(), schema);
        let takes_all = |not: &Value| {
            *not == Value::Bool(true) || not.as_object().is_some_and(|it| it.is_empty())
        };
        *schema == Value::Bool(false) || schema.get("not").is_some_and(takes_all)
    }

    /// Members of objects that are nothing but that.
    fn schemas(&self) -> Result<(), String> {
        let schemas = self.document.pointer("/components/schemas").and_then(Value::as_object);
        for (name, schema) in schemas.into_iter().flatten() {
            let Some(members) = schema.as_object() else { continue };
            const PLAIN: &[&str] = &["properties", "required", "description", "title"];
            let plain = members.iter().all(|(key, value)| {
                PLAIN.contains(&key.as_str()) || (key == "type" && value == "object")
            });
            let properties = members.get("properties").and_then(Value::as_object);
            for (key, property) in properties.into_iter().flatten().filter(|_| plain) {
                let at = format!("/components/schemas/{}/properties/{}", escape(name), escape(key));
                let is_there = self.texts.contains(key) || self.is_forbidden(&at, property);
                if !name.starts_with("x-") && !is_there {
                    self.must(&at, property, "a property")?;
                }
            }
        }
        Ok(())
    }
}

fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
