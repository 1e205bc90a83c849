//! Schemas: those of definitions and bodies, and those that parameters and headers have inline.

use super::{Converter, Part};
use crate::document::pointer::{Node, escape};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Keywords that hold one schema.
const ONE: &[&str] = &["additionalProperties", "not"];
/// Keywords that hold a list of schemas.
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf"];
/// Keywords that hold schemas by name.
const MAPS: &[&str] = &["properties", "patternProperties", "definitions"];

/// Extensions that say that null is a value.
const NULLABLE: &[&str] = &["x-nullable", "x-isnullable"];

/// Extensions that give the value of the discriminator for a schema.
const DISCRIMINATOR_VALUES: &[&str] = &["x-discriminator-value", "x-ms-discriminator-value"];

/// Members of a parameter, of an item or of a header that belong to its schema.
const INLINE: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "properties",
    "additionalProperties",
    "x-nullable",
    "x-isnullable",
    "x-enum-varnames",
    "x-enum-descriptions",
    "x-enumNames",
    "x-ms-enum",
];

/// Whether a member of a parameter belongs to its schema.
pub(super) fn is_inline(key: &str) -> bool {
    INLINE.contains(&key)
}

impl<'a> Converter<'a> {
    /// Converts a schema.
    pub(super) fn schema(&mut self, node: &Node<'_>, to: &str) -> Value {
        if !node.value.is_object() {
            return node.value.clone();
        }
        if let Some(target) = node.text("$ref") {
            self.referred(target, Part::Schema);
        }
        let mut schema = Map::new();
        for (key, member) in node.members() {
            let to = format!("{to}/{}", escape(key));
            let value = match key {
                "discriminator" if member.value.is_string() => {
                    self.moves.add(format!("{to}/propertyName"), &member.pointer);
                    json!({ "propertyName": member.value })
                }
                "items" if member.value.is_array() => self.schemas(&member, &to),
                "items" => self.schema(&member, &to),
                key if ONE.contains(&key) => self.schema(&member, &to),
                key if LISTS.contains(&key) || MAPS.contains(&key) => self.schemas(&member, &to),
                _ => member.value.clone(),
            };
            schema.insert(key.to_owned(), value);
        }
        let is_nullable = |key: &&str| schema.get(*key) == Some(&Value::Bool(true));
        if NULLABLE.iter().any(is_nullable) {
            schema.insert("nullable".to_owned(), true.into());
        }
        NULLABLE.iter().for_each(|key| drop(schema.shift_remove(*key)));
        if schema.get("type").is_some_and(|name| name == "file") {
            schema.insert("type".to_owned(), "string".into());
            schema.insert("format".to_owned(), "binary".into());
        }
        if let Some(example) = schema.shift_remove("x-example") {
            self.moves.add(format!("{to}/example"), &format!("{}/x-example", node.pointer));
            schema.entry("example").or_insert(example);
        }
        Value::Object(schema)
    }

    /// Converts schemas in a list or by name.
    fn schemas(&mut self, node: &Node<'_>, to: &str) -> Value {
        match node.value {
            Value::Array(_) => {
                let elements = node.elements().into_iter().enumerate();
                elements.map(|(i, element)| self.schema(&element, &format!("{to}/{i}"))).collect()
            }
            Value::Object(_) => {
                let members = node.members().into_iter().map(|(key, member)| {
                    (key.to_owned(), self.schema(&member, &format!("{to}/{}", escape(key))))
                });
                Value::Object(members.collect())
            }
            other => other.clone(),
        }
    }

    /// Converts what a parameter or a header says of its values to a schema.
    pub(super) fn inline_schema(&mut self, node: &Node<'a>, to: &str) -> Value {
        self.moves.add_part(to, &node.pointer);
        let members = node.value.as_object().into_iter().flatten();
        let members = members.filter(|(key, _)| is_inline(key));
        let schema: Map<String, Value> =
            members.map(|(key, value)| (key.clone(), value.clone())).collect();
        let mut schema = Value::Object(schema);
        self.flatten_items(&mut schema, node);
        self.schema(&Node { value: &schema, pointer: node.pointer.clone() }, to)
    }

    /// Makes strings of lists in lists, for which OpenAPI has no notation outside of JSON.
    fn flatten_items(&mut self, schema: &mut Value, node: &Node<'a>) {
        let Some(items) = schema.get_mut("items").and_then(Value::as_object_mut) else { return };
        if items.get("type").is_none_or(|name| name != "array") {
            items.shift_remove("collectionFormat");
            return;
        }
        let format = items.get("collectionFormat").and_then(Value::as_str).unwrap_or("csv");
        let separator = super::parameters::separator(format);
        let message = "OpenAPI 3 has no lists of lists in parameters; the inner list is a string";
        let help = format!("join its items with {separator}");
        if let Some(items) = node.get("items") {
            self.warn(&items, message, help);
        }
        let description = format!("A list in one string, separated by {separator}.");
        *items = Map::from_iter([
            ("type".to_owned(), "string".into()),
            ("description".to_owned(), description.into()),
        ]);
    }

    /// Adds the values that subtypes give for a discriminator to its mapping.
    pub(super) fn map_discriminators(&mut self, schemas: &mut Value) {
        let Some(definitions) = self.root.get("definitions") else { return };
        for (name, definition) in definitions.members() {
            let value = DISCRIMINATOR_VALUES.iter().find_map(|key| definition.text(key));
            let Some(value) = value else { continue };
            for base in self.bases(&definition) {
                let base = base.strip_prefix("/definitions/").map(|base| format!("/{base}"));
                let discriminator = base
                    .and_then(|base| schemas.pointer_mut(&base)?.get_mut("discriminator"))
                    .and_then(Value::as_object_mut);
                if let Some(Value::Object(mapping)) =
                    discriminator.map(|it| it.entry("mapping").or_insert_with(|| json!({})))
                {
                    let target = format!("#/definitions/{}", super::references::uri(&escape(name)));
                    mapping.entry(value).or_insert(target.into());
                }
            }
        }
    }

    /// Returns the pointers of a schema and of all schemas that it extends.
    fn bases(&self, schema: &Node<'a>) -> HashSet<String> {
        const MOST: usize = 100;
        let mut found = HashSet::new();
        let mut open = vec![schema.clone()];
        while let Some(schema) = open.pop() {
            if found.len() >= MOST || !found.insert(schema.pointer.clone()) {
                continue;
            }
            let parts = schema.get("allOf").map(|all| all.elements()).unwrap_or_default();
            open.extend(
                parts.iter().filter(|part| part.has("$ref")).filter_map(|part| self.resolve(part)),
            );
        }
        found
    }
}
