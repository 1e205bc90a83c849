//! References: `$ref`s, and the place of other files in the tree.

use super::pointer::{Node, percent_decoded, unescape};
use std::borrow::Cow;
use std::path::PathBuf;

/// The root's member that holds the other files, by their paths.
pub const FILES: &str = "x-specwright-files";

/// Returns the JSON pointer that a local reference contains: `/a b` for `#/a%20b`.
pub fn local(target: &str) -> Option<Cow<'_, str>> {
    let fragment = target.strip_prefix('#')?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    Some(match fragment.contains('%') {
        true => percent_decoded(fragment).into(),
        false => fragment.into(),
    })
}

/// Returns the pointer of the file that a node is in; empty for the document itself.
pub fn file_of(pointer: &str) -> &str {
    let Some(rest) = pointer.strip_prefix('/').and_then(|rest| rest.strip_prefix(FILES)) else {
        return "";
    };
    let inside = rest.get(1..).and_then(|key| key.find('/'));
    inside.map_or(pointer, |end| &pointer[..FILES.len() + 2 + end])
}

/// Returns a reference as its author wrote it: to a file, not to the place of the file in the tree.
pub fn shown(target: &str) -> String {
    let file =
        target.strip_prefix("#/").and_then(|rest| rest.strip_prefix(FILES)?.strip_prefix('/'));
    let Some(file) = file else { return target.to_owned() };
    let (key, fragment) = file.split_once('/').unwrap_or((file, ""));
    let key = unescape(&percent_decoded(key));
    if fragment.is_empty() { key } else { format!("{key}#/{fragment}") }
}

/// Returns the name of a schema that is a whole file: the file's name.
pub fn stem(node: &Node<'_>) -> Option<String> {
    let key = node.pointer.strip_prefix(&format!("/{FILES}/")).filter(|key| !key.contains('/'))?;
    let path = PathBuf::from(unescape(key));
    Some(path.file_stem()?.to_string_lossy().into_owned())
}
