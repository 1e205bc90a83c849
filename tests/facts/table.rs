//! The facts, a line each: what our document says comes out as the table that is kept beside.

use super::{members, name, operations, ours, referred};
use serde_json::Value;
use std::fmt::Write as _;

const TABLE: &str = include_str!("video_v1.txt");

/// Whether an object names a member as required: `!` or nothing.
fn mark(object: &Value, member: &str) -> &'static str {
    let required = object["required"].as_array();
    match required.is_some_and(|names| names.iter().any(|name| name == member)) {
        true => "!",
        false => "",
    }
}

/// What a schema says, in a few words. A keyword that has no word here would go unseen.
fn shape(schema: &Value) -> String {
    const KEYWORDS: [&str; 15] = [
        "$ref",
        "type",
        "items",
        "properties",
        "format",
        "enum",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "pattern",
        "default",
        "nullable",
        "title",
        "description",
    ];
    let unseen = members(schema).find(|(keyword, _)| !KEYWORDS.contains(&keyword.as_str()));
    assert_eq!(unseen, None, "the table has no word for it");
    if let Some(target) = schema["$ref"].as_str() {
        return name(target).to_owned();
    }
    let text = |keyword: &str| schema[keyword].as_str().unwrap_or_default();
    let mut shape = match text("type") {
        "array" => format!("[{}]", self::shape(&schema["items"])),
        "object" if schema["properties"].is_object() => {
            let members = members(&schema["properties"]);
            let members = members.map(|(name, schema)| format!("{name}: {}", self::shape(schema)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        "" => "any".to_owned(),
        named => named.to_owned(),
    };
    if !text("format").is_empty() {
        shape += &format!(":{}", text("format"));
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        shape += &format!(" ({})", values.join("|"));
    }
    for (least, most) in [("minLength", "maxLength"), ("minimum", "maximum")] {
        let bound = |bound: &str| match &schema[bound] {
            Value::Null => String::new(),
            bound => bound.to_string(),
        };
        if !(schema[least].is_null() && schema[most].is_null()) {
            shape += &format!(" {}..{}", bound(least), bound(most));
        }
    }
    if !text("pattern").is_empty() {
        shape += &format!(" {}", text("pattern"));
    }
    if !schema["default"].is_null() {
        shape += &format!(" ={}", schema["default"]);
    }
    if schema["nullable"] == true {
        shape += " ?";
    }
    shape
}

fn operation(table: &mut String, operation: &Value) -> std::fmt::Result {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let tags = operation["tags"].as_array().into_iter().flatten().map(text);
    let schemes = operation["security"].as_array().into_iter().flatten().flat_map(members);
    let schemes: Vec<&str> = schemes.map(|(name, _)| name.as_str()).collect();
    let tags = tags.collect::<Vec<_>>().join(", ");
    writeln!(table, "    {}, {tags}, {}", text(&operation["operationId"]), schemes.join(" "))?;
    for param in operation["parameters"].as_array().into_iter().flatten() {
        let (place, name) = (text(&param["in"]), text(&param["name"]));
        let mark = if param["required"] == true { "!" } else { "" };
        writeln!(table, "    {place}{mark} {name}: {}", shape(&param["schema"]))?;
    }
    for (_, media) in members(&operation["requestBody"]["content"]) {
        let form = &media["schema"];
        for (name, schema) in members(&form["properties"]) {
            writeln!(table, "    form{} {name}: {}", mark(form, name), shape(schema))?;
        }
    }
    for (status, answer) in members(&operation["responses"]) {
        let schema = members(&answer["content"]).next().map(|(_, media)| &media["schema"]);
        match schema {
            None => writeln!(table, "    {status}")?,
            Some(schema) if schema["$ref"].is_string() => {
                writeln!(table, "    {status} {}", shape(schema))?;
            }
            Some(schema) => {
                writeln!(table, "    {status} {}", text(&schema["title"]))?;
                for (name, schema) in members(&schema["properties"]) {
                    writeln!(table, "        {name}: {}", shape(schema))?;
                }
            }
        }
    }
    Ok(())
}

/// Operations by path and verb, then schemas by name.
fn table(document: &Value) -> Result<String, std::fmt::Error> {
    let mut table = String::new();
    let mut all: Vec<_> = operations(document).collect();
    all.sort_by_key(|(path, verb, _)| (*path, *verb));
    for (path, verb, found) in all {
        writeln!(table, "{} {path}", verb.to_uppercase())?;
        operation(&mut table, found)?;
    }
    let mut schemas: Vec<_> = members(&document["components"]["schemas"]).collect();
    schemas.sort_by_key(|(name, _)| *name);
    for (name, schema) in schemas {
        let schema = referred(document, schema);
        if schema["properties"].is_null() {
            writeln!(table, "{name}: {}", shape(schema))?;
            continue;
        }
        writeln!(table, "{name}")?;
        for (member, said) in members(&schema["properties"]) {
            writeln!(table, "    {member}{}: {}", mark(schema, member), shape(said))?;
        }
    }
    Ok(table)
}

#[test]
fn the_facts_are_those_of_the_table() -> Result<(), Box<dyn std::error::Error>> {
    let table = table(&ours())?;
    let both = TABLE.lines().zip(table.lines());
    for (number, (theirs, ours)) in both.enumerate() {
        assert_eq!(ours, theirs, "line {} of tests/facts/video_v1.txt", number + 1);
    }
    assert_eq!(table.lines().count(), TABLE.lines().count());
    Ok(())
}
