//! Names and descriptions of enum values, which several generators of documents write in
//! extensions.

use crate::document::pointer::Node;
use crate::draft::Shape;
use crate::ir::scalar_text;
use serde_json::Value;

/// Extensions with names of values: of most generators, and of NSwag.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names"];

/// Extensions with descriptions of values.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];

/// Gives the values of an enum the names and descriptions of the schema's extensions.
pub(super) fn apply(node: &Node<'_>, shape: &mut Shape) {
    let text = |keys: &[&str], wire: &Value| {
        let found = keys.iter().find_map(|key| of_value(node, key, wire));
        found.unwrap_or_default().to_owned()
    };
    let fill = |wire: &Value, name: &mut String, docs: &mut String| {
        (*name, *docs) = (text(NAMES, wire), text(DESCRIPTIONS, wire));
    };
    match shape {
        Shape::Strings(values) => values
            .iter_mut()
            .for_each(|value| fill(&value.wire.as_str().into(), &mut value.name, &mut value.docs)),
        Shape::Integers(values) => values
            .iter_mut()
            .for_each(|value| fill(&value.wire.into(), &mut value.name, &mut value.docs)),
        Shape::Mixed(values) => {
            values.iter_mut().for_each(|value| fill(&value.wire, &mut value.name, &mut value.docs));
        }
        Shape::Object(_) | Shape::Union(_) => {}
    }
}

/// The text that an extension has for a value: a list in the order of `enum`, or a map by value.
fn of_value<'a>(node: &Node<'a>, key: &str, wire: &Value) -> Option<&'a str> {
    let wanted = scalar_text(wire);
    match node.value.get(key)? {
        Value::Array(texts) => {
            let values = node.value.get("enum")?.as_array()?;
            let at = values.iter().position(|value| {
                let same_number = value.as_f64().is_some_and(|it| Some(it) == wire.as_f64());
                same_number || scalar_text(value) == wanted
            })?;
            texts.get(at)?.as_str()
        }
        Value::Object(texts) => texts.get(&wanted)?.as_str(),
        _ => None,
    }
}
