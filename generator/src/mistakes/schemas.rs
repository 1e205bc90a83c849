//! Schemas that contradict themselves, or say what was probably not meant.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::pointer::{Step, Token};
use crate::document::{EXTENSION, Object, Version};
use crate::similar::closest;
use serde_json::{Map, Value};

/// Formats that OpenAPI or JSON Schema define, and others in common use that resemble them.
const FORMATS: &[&str] = &[
    "binary",
    "byte",
    "char",
    "date",
    "date-time",
    "date-time-rfc-2822",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "password",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "time",
    "time-local",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uri",
    "uri-reference",
    "uri-template",
    "url",
    "uuid",
];

/// The formats that a document can use.
pub(super) struct Formats<'a>(Vec<&'a str>);

impl<'a> Formats<'a> {
    /// Collects the defined formats, and those that the rules of a document define.
    pub(super) fn of(root: &'a Value) -> Self {
        let rules = root.get(EXTENSION).and_then(|rules| rules.get("formats")?.as_object());
        let own = rules.into_iter().flat_map(|formats| formats.keys().map(String::as_str));
        Self(FORMATS.iter().copied().chain(own).collect())
    }

    /// The format that was meant by an unknown one; `None` if it does not resemble any.
    fn meant(&self, format: &str) -> Option<&'a str> {
        /// Shorter names resemble each other by chance.
        const SHORTEST: usize = 5;
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase()
        };
        let word = letters(format);
        if self.0.contains(&format) {
            return None;
        }
        if let Some(same) = self.0.iter().find(|known| letters(known) == word) {
            return Some(same);
        }
        // `uuid4` is a format of its own.
        let is_longer = self.0.iter().any(|known| format.starts_with(known));
        let near = closest(format, self.0.iter().copied()).filter(|_| !is_longer)?;
        (format.len() >= SHORTEST && near.len().abs_diff(format.len()) <= 1).then_some(near)
    }
}

/// Reports the contradictions of one schema.
pub(super) fn check(
    object: &Object<'_, '_>,
    version: Version,
    formats: &Formats<'_>,
    problems: &mut Diagnostics,
) {
    let Object { members, at, .. } = object;
    let mut warn = |key: &str, message: String, help: String| {
        let pointer = at.down(Token::Key(key)).pointer();
        problems.push(Diagnostic::warning(message).at(pointer).help(help));
    };
    if let Some(format) = members.get("format").and_then(Value::as_str)
        && let Some(meant) = formats.meant(format)
    {
        let message = format!("unknown format `{format}`; it is ignored");
        warn("format", message, format!("did you mean `{meant}`?"));
    }
    for (least, most) in BOUNDS {
        let bound = |key: &str| members.get(key).and_then(Value::as_f64);
        if let (Some(a), Some(b)) = (bound(least), bound(most))
            && a > b
        {
            let message =
                format!("`{least}` is {a}, above `{most}`, which is {b}: no value is valid");
            warn(least, message, format!("exchange or correct `{least}` and `{most}`"));
        }
    }
    if version != Version::V3_0 && members.get("nullable") == Some(&Value::Bool(true)) {
        let message = "`nullable` is not a keyword since OpenAPI 3.1; it is used all the same";
        warn("nullable", message.to_owned(), "add 'null' to `type`".to_owned());
    }
    if let Some((found, expected)) = wrong_default(members) {
        let message = format!("the default is {found}, and the schema expects {expected}");
        warn("default", message, "correct `default` or `type`".to_owned());
    }
    required(object, at, problems);
}

const BOUNDS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// What a default is and what its schema expects, if these differ.
fn wrong_default(members: &Map<String, Value>) -> Option<(String, String)> {
    let default = members.get("default")?;
    let types: Vec<&str> = match members.get("type")? {
        Value::String(name) => vec![name],
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect()
        }
        _ => return None,
    };
    let fits = |name: &&str| match (*name, default) {
        ("string", Value::String(_)) | ("boolean", Value::Bool(_)) => true,
        ("number", Value::Number(_)) | ("array", Value::Array(_)) => true,
        ("object", Value::Object(_)) => true,
        ("integer", Value::Number(number)) => number.as_f64().is_some_and(|it| it.fract() == 0.0),
        ("string" | "boolean" | "number" | "array" | "object" | "integer", _) => false,
        // An unknown type is reported elsewhere.
        _ => true,
    };
    // A default of null means that there is none.
    if types.is_empty() || default.is_null() || types.iter().any(fits) {
        return None;
    }
    Some((
        crate::prose::code(&default.to_string()),
        format!("a value of type {}", types.join(" or ")),
    ))
}

/// Reports required names that are not properties and were probably meant to be.
fn required(object: &Object<'_, '_>, at: &Step<'_>, problems: &mut Diagnostics) {
    let members = object.members;
    let Some(Value::Array(required)) = members.get("required") else { return };
    let Some(Value::Object(properties)) = members.get("properties") else { return };
    for (i, name) in required.iter().enumerate() {
        let Some(name) = name.as_str().filter(|name| !properties.contains_key(*name)) else {
            continue;
        };
        // A property that resembles it may be required too: then it is another one.
        let others = properties.keys().map(String::as_str);
        let others = others.filter(|other| !required.iter().any(|it| it == other));
        let is_closed = members.get("additionalProperties") == Some(&Value::Bool(false));
        let help = match closest(name, others) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if is_closed && !members.contains_key("patternProperties") => {
                "define the property, or do not require it".to_owned()
            }
            // Another part of an `allOf` may define it.
            None => continue,
        };
        let message = format!("`required` names `{name}`, which is not a property");
        let list = at.down(Token::Key("required"));
        let pointer = list.down(Token::Index(i)).pointer();
        let warning = Diagnostic::warning(message).at(pointer);
        problems.push(warning.help(help));
    }
}
