//! Keys that OpenAPI does not define.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Object;
use crate::document::pointer::Token;
use crate::document::structure::Kind;
use crate::similar::closest;

/// Reports keys that are neither defined for an object nor extensions. What they contain is not
/// generated.
pub(super) fn check(object: &Object<'_, '_>, problems: &mut Diagnostics) {
    let Object { kind, members, at, .. } = object;
    // Rules report their own keys.
    if kind.other_fields().is_some() || matches!(kind, Kind::Rules | Kind::FormatRule) {
        return;
    }
    // A whole file can contain other parts next to the one that is referred to.
    if at.depth == 0 && *kind != Kind::Document {
        return;
    }
    let is_schema_key = |key: &str| Kind::Schema.field(key).is_some();
    let has_schema = matches!(kind, Kind::Parameter | Kind::Header | Kind::MediaType);
    // A parameter of Swagger 2.0 is read as a schema, which is reported elsewhere.
    let is_schema_too = *kind == Kind::Parameter && members.contains_key("type");
    for key in members.keys() {
        // A reference is followed in places where OpenAPI does not have one.
        if key.starts_with("x-") || key == "$ref" || kind.field(key).is_some() {
            continue;
        }
        let help = match closest(key, kind.keys()) {
            _ if is_schema_too && is_schema_key(key) => continue,
            _ if has_schema && is_schema_key(key) => {
                format!("move `{key}` into `schema`: check the indentation")
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "remove it, or begin its name with `x-`".to_owned(),
        };
        let message = format!("unknown key `{key}` in {}; it is ignored", kind.name());
        let pointer = at.down(Token::Key(key)).pointer();
        problems.push(Diagnostic::warning(message).at(pointer).help(help));
    }
}
