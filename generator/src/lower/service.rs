//! What concerns the whole API: servers, security schemes, the form of errors.

use super::Lowering;
use crate::document::pointer::Node;
use crate::draft::Scheme;
use crate::ir::{ErrorShape, SchemeKind, SchemePart, Server, Variable};
use crate::names::{Kind, Scope};
use openapiv3::{APIKeyLocation, SecurityScheme};
use serde::de::DeserializeOwned;

impl<'a> Lowering<'a> {
    /// A part of the document as `openapiv3` reads it; a warning where it cannot.
    pub(super) fn typed<T: DeserializeOwned>(&mut self, node: &Node<'a>, what: &str) -> Option<T> {
        match serde_json::from_value(node.value.clone()) {
            Ok(typed) => Some(typed),
            Err(error) => {
                let help = "correct it: everything that uses it is skipped";
                self.warn(node, format!("expected {what}: {error}"), help);
                None
            }
        }
    }

    /// The servers of a node, with those that rules add; none where it has no list of its own.
    pub(super) fn servers(&mut self, node: &Node<'a>) -> Option<Vec<Server>> {
        let list = node.get("servers")?.given();
        let mut servers = Vec::new();
        for node in list {
            let Some(server) = self.typed::<openapiv3::Server>(&node, "a server") else { continue };
            let variables = server.variables.unwrap_or_default();
            let variable = |(name, variable): (String, openapiv3::ServerVariable)| Variable {
                name,
                default: variable.default,
                env: None,
                from_url: false,
                docs: variable.description.unwrap_or_default(),
            };
            let mut variables: Vec<Variable> = variables.into_iter().map(variable).collect();
            variables.sort_by(|a, b| a.name.cmp(&b.name));
            self.check_server(&node, &server.url, &variables);
            servers.push(Server { url: server.url.clone(), variables });
            for rule in &self.rules.servers {
                for (url, added) in rule.expand(&server.url) {
                    let variable =
                        |(name, rule): (&String, &crate::rules::AddedVariable)| Variable {
                            name: name.clone(),
                            default: rule.default.clone(),
                            env: rule.env.clone(),
                            from_url: rule.from_url,
                            docs: rule.description.clone(),
                        };
                    servers.push(Server {
                        url,
                        variables: added.variables.iter().map(variable).collect(),
                    });
                }
            }
        }
        Some(servers)
    }

    /// Warns of a server that cannot be called as it stands.
    fn check_server(&mut self, node: &Node<'a>, url: &str, variables: &[Variable]) {
        for name in super::path::slots(url) {
            if !variables.iter().any(|variable| variable.name == name) {
                let message = format!("the server variable `{{{name}}}` is not declared");
                self.warn(node, message, "declare it in `variables`, with a default");
            }
        }
        let first = url.split('/').next().unwrap_or_default();
        let is_host = url.contains("//")
            || (first.contains('.') && !first.trim_matches('.').is_empty())
            || first.contains(':');
        if !url.contains("://") && is_host {
            let message =
                "server URL has no scheme and is used as a path; clients must set `base_url`";
            self.warn(node, message, "add `https://` in front");
        }
    }

    /// The names of the security schemes that are supported, in the order of [`Self::schemes`].
    pub(super) fn scheme_names(&mut self) -> Vec<String> {
        let schemes = self.scheme_nodes();
        schemes.into_iter().map(|(name, ..)| name).collect()
    }

    fn scheme_nodes(&mut self) -> Vec<(String, Node<'a>, SchemeKind)> {
        let mut nodes = self.components("securitySchemes");
        nodes.sort_by_key(|(name, _)| *name);
        let mut found = Vec::new();
        for (name, node) in nodes {
            let node = match node.text("$ref").and_then(|target| self.resolve(target)) {
                Some(target) => target,
                None => node,
            };
            if node.text("type") == Some("mutualTLS") {
                let message = format!("the security scheme `{name}` (mutual TLS) is not supported");
                self.warn(
                    &node,
                    message,
                    "configure the certificate in `ClientBuilder::http_client`",
                );
                continue;
            }
            let Some(scheme) = self.typed::<SecurityScheme>(&node, "a security scheme") else {
                continue;
            };
            match scheme_kind(scheme) {
                Ok(kind) => found.push((name.to_owned(), node, kind)),
                Err(why) => {
                    let help = "add the credentials in a middleware";
                    self.warn(
                        &node,
                        format!("the security scheme `{name}` is not supported: {why}"),
                        help,
                    );
                }
            }
        }
        found
    }

    /// The security schemes that are supported.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let nodes = self.scheme_nodes();
        let scheme = |(name, node, kind): (String, Node<'a>, SchemeKind)| {
            let parts = self.scheme_parts(&name, &kind);
            let docs = node.text("description").unwrap_or_default().to_owned();
            Scheme { name, kind, parts, docs, origin: node.pointer }
        };
        nodes.into_iter().map(scheme).collect()
    }

    fn scheme_parts(&self, name: &str, kind: &SchemeKind) -> Vec<SchemePart> {
        let usual: &[&str] = match kind {
            SchemeKind::Basic => &["username", "password"],
            SchemeKind::Bearer => &["token"],
            _ => &["key"],
        };
        let rule = self.rules.credentials.get(name).filter(|rule| rule.parts.len() == usual.len());
        let mut scope = Scope::default();
        match rule {
            Some(rule) => {
                rule.matched();
                let part = |part: &crate::rules::PartRule| SchemePart {
                    name: scope.name(&part.name, Kind::Value),
                    env: part.env.clone(),
                };
                rule.parts.iter().map(part).collect()
            }
            None => {
                let part = |name: &&str| SchemePart { name: (*name).to_owned(), env: None };
                usual.iter().map(part).collect()
            }
        }
    }

    /// Where errors keep what: the rule, and behind it what most APIs do.
    pub(super) fn error_shape(&self) -> ErrorShape {
        let usual = ErrorShape::default();
        let Some(rule) = &self.rules.errors else { return usual };
        let either = |rule: &Vec<String>, usual: Vec<String>| match rule.is_empty() {
            true => usual,
            false => rule.clone(),
        };
        ErrorShape {
            code: either(&rule.code, usual.code),
            message: either(&rule.message, usual.message),
            more_info: either(&rule.more_info, usual.more_info),
            details: either(&rule.details, usual.details),
            request_id: either(&rule.request_id, usual.request_id),
        }
    }

    /// The alternatives of schemes that a node asks for, as places in `names`; those that ask for
    /// something come first, so that credentials are used where there are some.
    pub(super) fn security(
        &mut self,
        node: &Node<'a>,
        names: &[String],
    ) -> Option<Vec<Vec<usize>>> {
        let mut alternatives = Vec::new();
        for alternative in node.get("security")?.given() {
            let wanted: Vec<&str> = alternative.members().iter().map(|(name, _)| *name).collect();
            let place = |name: &&str| names.iter().position(|known| known == name);
            let places: Option<Vec<usize>> = wanted.iter().map(place).collect();
            match places {
                // The order of an object's members means nothing.
                Some(mut places) => {
                    places.sort_unstable();
                    alternatives.push(places);
                }
                None => self.warn_of_scheme(&alternative, &wanted, names),
            }
        }
        alternatives.sort_by_key(Vec::is_empty);
        Some(alternatives)
    }

    /// Warns of a security requirement with a scheme that is not defined or not supported.
    fn warn_of_scheme(&mut self, requirement: &Node<'a>, wanted: &[&str], supported: &[String]) {
        let is_missing = |name: &&&str| !supported.iter().any(|known| known == *name);
        let Some(name) = wanted.iter().find(is_missing) else { return };
        let defined: Vec<&str> =
            self.components("securitySchemes").into_iter().map(|(name, _)| name).collect();
        if defined.contains(name) {
            let message = format!("`{name}` is not supported; this requirement is skipped");
            return self.warn(requirement, message, "authenticate with a middleware of the client");
        }
        let help = match crate::similar::closest(name, defined) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "define the scheme in `components.securitySchemes`".to_owned(),
        };
        let message = format!("`{name}` is not a security scheme; this requirement is skipped");
        self.warn(requirement, message, help);
    }
}

fn scheme_kind(scheme: SecurityScheme) -> Result<SchemeKind, String> {
    Ok(match scheme {
        SecurityScheme::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "basic" => SchemeKind::Basic,
            "bearer" => SchemeKind::Bearer,
            other => {
                return Err(format!("the HTTP authentication scheme `{other}` is not implemented"));
            }
        },
        SecurityScheme::APIKey { location, name, .. } => match location {
            APIKeyLocation::Header => SchemeKind::Header(name),
            APIKeyLocation::Query => SchemeKind::Query(name),
            APIKeyLocation::Cookie => SchemeKind::Cookie(name),
        },
        // Both end in a bearer token; getting one is the caller's.
        SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => SchemeKind::Bearer,
    })
}
