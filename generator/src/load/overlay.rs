//! OpenAPI Overlay 1.0 and 1.1: data put next to a vendor's document without touching it.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::pointer::{Node, escape, last};
use crate::limits::{MAX_BRACKETS, MAX_OVERLAY_BYTES, nests_too_deep};
use serde_json::Value;
use serde_json_path::JsonPath;

/// An action's member that says that it may match nothing.
const OPTIONAL: &str = "x-optional";

/// What a JSONPath looks like.
const PATHS: &str =
    "a JSONPath starts at `$`: `$.paths['/pets'].get`, `$.paths.*.*[?@.deprecated]`";

/// Where something in the document came from that is not in its own file.
#[derive(Clone, Debug)]
pub struct Added {
    /// The pointer in the document.
    pub pointer: String,
    /// The file that it came from.
    pub file: String,
    /// The pointer in that file.
    pub from: String,
}

/// Applies an overlay to a document. What cannot be applied is an error at its place in `file`.
pub fn apply(
    document: &mut Value,
    overlay: &Value,
    file: &str,
    budget: &mut usize,
    problems: &mut Diagnostics,
) -> Vec<Added> {
    let mut added = Vec::new();
    let root = Node { value: overlay, pointer: String::new() };
    let mut fail = |diagnostic: Diagnostic| problems.push(diagnostic.in_file(file));
    let version = root.text("overlay").unwrap_or_default();
    if !(version.starts_with("1.0") || version.starts_with("1.1")) {
        let help = "an overlay starts with `overlay: 1.0.0` or `overlay: 1.1.0`";
        fail(Diagnostic::error("this is not an OpenAPI Overlay").at("").help(help));
        return added;
    }
    let Some(actions) = root.get("actions").filter(|actions| actions.value.is_array()) else {
        fail(
            Diagnostic::error("the overlay has no list of `actions`")
                .at("")
                .help("add `actions:`, a list of changes with a `target` each"),
        );
        return added;
    };
    for action in actions.elements() {
        match act(document, &action, budget) {
            Ok(touched) => {
                let update =
                    action.get("update").map(|update| update.members()).unwrap_or_default();
                let origins = touched
                    .iter()
                    .flat_map(|pointer| update.iter().map(move |member| (pointer, member)));
                added.extend(origins.map(|(pointer, (key, member))| Added {
                    pointer: format!("{pointer}/{}", escape(key)),
                    file: file.to_owned(),
                    from: member.pointer.clone(),
                }));
            }
            Err(diagnostic) => fail(diagnostic),
        }
    }
    added
}

/// Carries out an action; returns the JSON pointers of what it changed. All actions together can
/// add as much as the budget allows.
fn act(
    document: &mut Value,
    action: &Node<'_>,
    budget: &mut usize,
) -> Result<Vec<String>, Diagnostic> {
    let here = |message: String| Diagnostic::error(message).at(&action.pointer);
    let known = ["target", "description", "update", "remove", "copy"];
    let unknown = action.plain_members().into_iter().find(|(key, _)| !known.contains(key));
    if let Some((key, _)) = unknown {
        let help = format!(
            "an action has {}, and extensions `x-…`",
            known.map(|key| format!("`{key}`")).join(", ")
        );
        return Err(here(format!("unknown key `{key}` in an overlay action")).help(help));
    }
    let Some(target) = action.text("target") else {
        let help = "add a JSONPath: `target: $.info`";
        return Err(here("an overlay action needs a `target`".into()).help(help));
    };
    let no_path = |message: String| here(message).help(PATHS);
    let matches = select(document, target).map_err(no_path)?;
    if matches.is_empty() && !action.is(OPTIONAL) {
        let help = format!("correct it, or add `{OPTIONAL}: true` if it may match nothing");
        return Err(here(format!("the target `{target}` matches nothing")).help(help));
    }
    if action.is("remove") {
        // From the back, so that the indices of array elements stay right.
        matches.iter().rev().for_each(|pointer| remove(document, pointer));
        return Ok(Vec::new());
    }
    let update = match (action.get("update"), action.text("copy")) {
        (Some(update), _) => update.value.clone(),
        (None, Some(from)) => match select(document, from).map_err(no_path)?.as_slice() {
            [only] => document.pointer(only).cloned().unwrap_or_default(),
            found => {
                let found = found.len();
                let help = "make the JSONPath so narrow that it matches the one place to copy from";
                let message = format!("`copy: {from}` matches {found} places, not one");
                return Err(here(message).help(help));
            }
        },
        (None, None) => {
            let help =
                "add `update:` with what to merge in, `copy:` with a JSONPath, or `remove: true`";
            return Err(here("an overlay action updates, copies or removes".into()).help(help));
        }
    };
    let added = size(&update).saturating_mul(matches.len());
    *budget = budget.checked_sub(added).ok_or_else(|| {
        let limit = MAX_OVERLAY_BYTES >> 20;
        here(format!("the overlays add too much to the document (limit {limit} MiB)"))
            .help("update or copy a smaller part")
    })?;
    for pointer in &matches {
        if let Some(target) = document.pointer_mut(pointer) {
            match target {
                // An array that is a target itself takes the update as one more element.
                Value::Array(items) if !update.is_array() => items.push(update.clone()),
                target => merge(target, &update),
            }
        }
    }
    Ok(matches)
}

/// About the bytes of a value as JSON.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() + 2,
        Value::Array(items) => items.iter().map(|item| size(item) + 1).sum::<usize>() + 2,
        Value::Object(members) => {
            members.iter().map(|(key, value)| key.len() + size(value) + 4).sum::<usize>() + 2
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
    }
}

fn select(document: &Value, path: &str) -> Result<Vec<String>, String> {
    if nests_too_deep(path) {
        return Err(format!("the JSONPath has more than {MAX_BRACKETS} nested brackets"));
    }
    let parsed =
        JsonPath::parse(path).map_err(|error| format!("`{path}` is not a JSONPath: {error}"))?;
    let located = parsed.query_located(document);
    Ok(located.locations().map(|location| location.to_json_pointer()).collect())
}

/// Objects are merged member by member, arrays are joined, anything else is replaced.
pub fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            for (key, value) in update {
                match target.get_mut(key) {
                    Some(present) => merge(present, value),
                    None => drop(target.insert(key.clone(), value.clone())),
                }
            }
        }
        (Value::Array(target), Value::Array(update)) => target.extend(update.iter().cloned()),
        (target, update) => *target = update.clone(),
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let Some((parent, _)) = pointer.rsplit_once('/') else { return };
    let token = last(pointer);
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => drop(members.shift_remove(&token)),
        Some(Value::Array(items)) => {
            if let Some(index) = token.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}
