//! The version of OpenAPI that a document follows.

use serde_json::Value;

/// A version of OpenAPI, as far as versions differ in meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// OpenAPI 3.0: schemas are not JSON Schema, and siblings of `$ref` have no effect.
    V3_0,
    /// OpenAPI 3.1 and later.
    V3_1,
}

impl Version {
    /// Returns the version of a document. YAML reads `openapi: 3.0` as a number, which counts like
    /// the string; a document without a version is treated as the latest one.
    pub fn of(root: &Value) -> Self {
        let is_3_0 = match root.get("openapi") {
            Some(Value::String(version)) => version == "3" || version.starts_with("3.0"),
            Some(version) => version.as_f64() == Some(3.0),
            None => false,
        };
        if is_3_0 { Self::V3_0 } else { Self::V3_1 }
    }
}

#[cfg(test)]
mod tests {
    use super::Version;
    use serde_json::{Value, json};

    #[test]
    fn a_number_is_the_same_version_as_its_text() {
        let of = |version: Value| Version::of(&json!({ "openapi": version }));
        assert_eq!(of(json!("3.0.3")), Version::V3_0);
        assert_eq!(of(json!("3.0")), of(json!(3.0)));
        assert_eq!(of(json!("3")), of(json!(3)));
        assert_eq!(of(json!("3.1")), of(json!(3.1)));
        assert_eq!(of(json!(3.2)), Version::V3_1);
    }
}
