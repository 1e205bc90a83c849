//! What a document itself must not say.
//!
//! A document is data from a stranger. Its own `x-specwright` can rename items and describe pages,
//! but it cannot add a dependency, name a Rust type or name an environment variable: these run code
//! or read the machine of whoever builds the client. Overlays and files of rules are the user's own.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::EXTENSION;
use crate::document::pointer::escape;
use serde_json::Value;

/// Removes what only the user's own files may contain, with a warning for each.
pub fn restrict(root: &mut Value, file: &str, problems: &mut Diagnostics) {
    let Some(Value::Object(rules)) = root.get_mut(EXTENSION) else { return };
    let mut removed: Vec<(String, &str)> = Vec::new();
    if rules.shift_remove("dependencies").is_some() {
        removed.push(("/dependencies".to_owned(), "a dependency runs code"));
    }
    if let Some(Value::Object(formats)) = rules.get_mut("formats") {
        for (name, format) in formats.iter_mut() {
            let pointer = format!("/formats/{}/type", escape(name));
            remove(format, "type", pointer, "a Rust type runs code", &mut removed);
        }
        formats.retain(|_, format| format.as_object().is_none_or(|it| !it.is_empty()));
    }
    let env = "it reads the environment";
    for (pointer, part) in children(rules.get_mut("credentials"), "/credentials") {
        for (pointer, part) in children(part.get_mut("parts"), &format!("{pointer}/parts")) {
            remove(part, "env", format!("{pointer}/env"), env, &mut removed);
        }
    }
    for (pointer, server) in children(rules.get_mut("servers"), "/servers") {
        for (pointer, added) in children(server.get_mut("add"), &format!("{pointer}/add")) {
            let pointer = format!("{pointer}/variables");
            for (pointer, variable) in children(added.get_mut("variables"), &pointer) {
                remove(variable, "env", format!("{pointer}/env"), env, &mut removed);
            }
        }
    }
    for (pointer, why) in removed {
        let key = pointer.rsplit('/').next().unwrap_or_default();
        let message = format!("`{key}` is ignored in a document, because {why}");
        let warning = Diagnostic::warning(message).at(format!("/{EXTENSION}{pointer}"));
        let help = "move it to an overlay or a file of rules";
        problems.push(warning.in_file(file).help(help));
    }
}

fn remove(
    value: &mut Value,
    key: &str,
    pointer: String,
    why: &'static str,
    removed: &mut Vec<(String, &str)>,
) {
    if value.as_object_mut().and_then(|members| members.shift_remove(key)).is_some() {
        removed.push((pointer, why));
    }
}

/// The elements of an array or the values of an object, with their JSON pointers.
fn children<'v>(value: Option<&'v mut Value>, pointer: &str) -> Vec<(String, &'v mut Value)> {
    match value {
        Some(Value::Array(items)) => {
            let items = items.iter_mut().enumerate();
            items.map(|(at, item)| (format!("{pointer}/{at}"), item)).collect()
        }
        Some(Value::Object(members)) => members
            .iter_mut()
            .map(|(key, value)| (format!("{pointer}/{}", escape(key)), value))
            .collect(),
        _ => Vec::new(),
    }
}
