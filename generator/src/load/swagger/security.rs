//! Security definitions.

use super::Converter;
use crate::document::pointer::{Node, escape};
use serde_json::{Map, Value, json};

/// A flow of OAuth2: its name in Swagger 2.0 and in OpenAPI 3, and the URLs that it needs.
const FLOWS: &[(&str, &str, &[&str])] = &[
    ("implicit", "implicit", &["authorizationUrl"]),
    ("password", "password", &["tokenUrl"]),
    ("application", "clientCredentials", &["tokenUrl"]),
    ("accessCode", "authorizationCode", &["authorizationUrl", "tokenUrl"]),
];

impl<'a> Converter<'a> {
    /// Converts the security definitions.
    pub(super) fn security_schemes(&mut self, section: &Node<'a>, to: &str) -> Value {
        if !section.value.is_object() {
            return section.value.clone();
        }
        let schemes = section.members().into_iter().map(|(name, scheme)| {
            (name.to_owned(), self.security_scheme(&scheme, &format!("{to}/{}", escape(name))))
        });
        Value::Object(schemes.collect())
    }

    fn security_scheme(&mut self, node: &Node<'a>, to: &str) -> Value {
        let Some(members) = node.value.as_object() else { return node.value.clone() };
        match node.text("type") {
            Some("basic") => {
                let mut scheme = members.clone();
                scheme.insert("type".to_owned(), "http".into());
                scheme.insert("scheme".to_owned(), "basic".into());
                Value::Object(scheme)
            }
            Some("oauth2") if !node.has("flows") => self.oauth2(node, members, to),
            _ => node.value.clone(),
        }
    }

    fn oauth2(&mut self, node: &Node<'a>, members: &Map<String, Value>, to: &str) -> Value {
        const OF_FLOW: &[&str] = &["flow", "authorizationUrl", "tokenUrl", "scopes"];
        let mut scheme = members.clone();
        scheme.retain(|key, _| !OF_FLOW.contains(&key.as_str()));
        let flow = node.text("flow").unwrap_or_default();
        let known = FLOWS.iter().find(|(name, ..)| *name == flow);
        let Some((_, name, urls)) = known else {
            let at = node.get("flow").unwrap_or_else(|| node.clone());
            let message = "expected `flow`: `implicit`, `password`, `application` or `accessCode`";
            self.warn(&at, message, "add the flow; a token can be set without it");
            scheme.insert("flows".to_owned(), json!({}));
            return Value::Object(scheme);
        };
        let mut converted = Map::new();
        for key in *urls {
            let url = node.get(key).map(|url| url.value.clone());
            if url.is_none() {
                let message = format!("the flow `{flow}` needs `{key}`");
                self.warn(node, message, format!("add `{key}`; a token can be set without it"));
            }
            self.moves.add(format!("{to}/flows/{name}/{key}"), &format!("{}/{key}", node.pointer));
            converted.insert((*key).to_owned(), url.unwrap_or_else(|| "".into()));
        }
        let scopes = node.get("scopes").filter(|scopes| scopes.value.is_object());
        let scopes = scopes.map(|scopes| {
            let named = scopes.plain_members().into_iter();
            named.map(|(name, scope)| (name.to_owned(), scope.value.clone())).collect()
        });
        converted.insert("scopes".to_owned(), Value::Object(scopes.unwrap_or_default()));
        self.moves.add(format!("{to}/flows/{name}/scopes"), &format!("{}/scopes", node.pointer));
        scheme.insert("flows".to_owned(), json!({ *name: converted }));
        Value::Object(scheme)
    }
}
