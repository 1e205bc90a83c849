//! Likely mistakes in a document: keys that OpenAPI does not define, and schemas that contradict
//! themselves. Nothing is changed; the author gets a warning with a hint.

mod keys;
mod schemas;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::structure::Kind;
use crate::document::{Version, walk};
use serde_json::Value;

/// Reports the likely mistakes in a document.
pub(crate) fn report(root: &Value, problems: &mut Diagnostics) {
    let version = Version::of(root);
    let formats = schemas::Formats::of(root);
    walk(root, &mut |object| {
        keys::check(&object, problems);
        if object.kind == Kind::Schema {
            schemas::check(&object, version, &formats, problems);
        }
    });
    if root.get("info").is_none() {
        let message = "`info` is missing, so the crate has no title and no description";
        let help = "add `info: { title: …, version: … }`";
        problems.push(Diagnostic::warning(message).at("").help(help));
    }
}
