//! Servers, from `host`, `basePath` and `schemes`.

use super::Converter;
use crate::document::pointer::Node;
use serde_json::{Value, json};

impl<'a> Converter<'a> {
    /// Returns the servers of the document.
    pub(super) fn servers(&mut self) -> Vec<Value> {
        let root = self.root.clone();
        let at = ["host", "basePath"].iter().find_map(|key| root.get(key));
        if let Some(at) = &at {
            self.moves.add("/servers/0", &at.pointer);
        }
        let schemes = self.schemes(&root);
        if let (Some(host), true) = (root.get("host"), schemes.is_empty()) {
            self.warn_of_missing_scheme(&host, &root);
        }
        self.servers_of(&root, &schemes)
    }

    /// Returns the servers of an operation, if it has schemes of its own.
    pub(super) fn operation_servers(&mut self, operation: &Node<'a>) -> Option<Vec<Value>> {
        let own = operation.get("schemes")?;
        let root = self.root.clone();
        let schemes = self.schemes(operation);
        if root.text("host").is_none() {
            // Once: where one operation has schemes, all have.
            if !std::mem::replace(&mut self.warned_of_schemes, true) {
                let message =
                    "`schemes` of operations have no effect, because the document has no `host`";
                self.warn(&own, message, "add `host`, or set the `base_url` of the client");
            }
            return None;
        }
        let usual = self.schemes(&root);
        (!schemes.is_empty() && schemes != usual).then(|| self.servers_of(&root, &schemes))
    }

    /// Returns the schemes of the document or of an operation that an HTTP client can use, `https`
    /// first.
    fn schemes(&mut self, node: &Node<'a>) -> Vec<String> {
        let Some(list) = node.get("schemes") else { return Vec::new() };
        let mut schemes = self.strings(&list);
        for scheme in &mut schemes {
            *scheme = scheme.trim_end_matches([':', '/']).to_ascii_lowercase();
        }
        for scheme in schemes.iter().filter(|scheme| !is_http(scheme)) {
            let message = format!("the scheme `{scheme}` is not supported; it is ignored");
            self.warn(&list, message, "use `http` or `https`");
        }
        schemes.retain(|scheme| is_http(scheme));
        schemes.sort_by_key(|scheme| scheme != "https");
        schemes
    }

    fn warn_of_missing_scheme(&mut self, host: &Node<'a>, root: &Node<'a>) {
        if host.value.as_str().is_some_and(|host| host.contains("://")) || root.has("schemes") {
            return;
        }
        let scheme = usual_scheme(host.value.as_str().unwrap_or_default());
        let message = format!("there are no `schemes`; `{scheme}` is used");
        self.warn(host, message, format!("add `schemes: [{scheme}]`"));
    }

    fn servers_of(&mut self, root: &Node<'a>, schemes: &[String]) -> Vec<Value> {
        let path = root.text("basePath").unwrap_or_default().trim_matches('/');
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        let Some(host) = root.text("host").map(str::trim).filter(|host| !host.is_empty()) else {
            let url = if path.is_empty() { "/" } else { &path };
            return vec![json!({ "url": url })];
        };
        if let (Some((scheme, rest)), Some(at)) = (host.split_once("://"), root.get("host")) {
            let message =
                "`host` is a name and a port, without a scheme or a path; it is used as a URL";
            self.warn(&at, message, "put the scheme into `schemes` and the path into `basePath`");
            return vec![
                json!({ "url": format!("{scheme}://{}{path}", rest.trim_end_matches('/')) }),
            ];
        }
        let host = host.trim_end_matches('/');
        let usual = [usual_scheme(host).to_owned()];
        let schemes = if schemes.is_empty() { usual.as_slice() } else { schemes };
        let server = |scheme: &String| json!({ "url": format!("{scheme}://{host}{path}") });
        schemes.iter().map(server).collect()
    }
}

fn is_http(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// Returns the scheme of a host for which the document names none.
fn usual_scheme(host: &str) -> &'static str {
    let name = host.split(':').next().unwrap_or_default();
    if matches!(name, "localhost" | "127.0.0.1") { "http" } else { "https" }
}
