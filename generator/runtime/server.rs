//! Which of the description's servers is called, and under which URL.

use super::description::Server;
#[cfg(part = "server-variables")]
use super::description::Variable;
use super::error::Error;
use super::error_kind::ErrorKind;
#[cfg(part = "server-variables")]
use std::collections::BTreeMap;

#[cfg(part = "server-variables")]
/// The variables of servers that have been set.
pub(crate) type Variables = BTreeMap<&'static str, String>;

#[cfg(part = "server-variables")]
/// The URL of the first server that has every variable that was set.
pub(crate) fn url(servers: &[Server], chosen: &Variables) -> Result<String, Error> {
    if servers.is_empty() {
        return Err(none());
    }
    let given = |variable: &Variable| chosen.get(variable.name).map(String::as_str);
    let Some(server) = servers.iter().find(|server| has_all(server, chosen.keys().copied())) else {
        let names: Vec<_> = chosen.keys().map(|name| format!("`{name}`")).collect();
        let text = format!("no server of the description has {}", names.join(" and "));
        return Err(Error::new(ErrorKind::Configuration, text));
    };
    fill(server, given)
}

#[cfg(part = "server-variables")]
pub(crate) fn has_all<'a>(server: &Server, mut names: impl Iterator<Item = &'a str>) -> bool {
    names.all(|name| server.variables.iter().any(|variable| variable.name == name))
}

#[cfg(part = "server-variables")]
/// A server's URL with its variables put in. A value must not end the host: `evil.example/` in
/// `https://{region}.example.com` would send the credentials to somebody else.
pub(crate) fn fill<'a>(
    server: &Server,
    given: impl Fn(&Variable) -> Option<&'a str>,
) -> Result<String, Error> {
    let mut url = server.url.to_owned();
    for variable in server.variables {
        let Variable { name, default, .. } = variable;
        let slot = format!("{{{name}}}");
        let Some(value) = given(variable) else {
            url = url.replace(&slot, default);
            continue;
        };
        let host = url.split('/').nth(2).unwrap_or_default();
        let ends_host =
            value.contains(['?', '#', '@', '\\']) || (value.contains('/') && host.contains(&slot));
        if ends_host {
            let why = format!("must not be {value:?}: it would change the host");
            return Err(Error::argument(name, why));
        }
        url = url.replace(&slot, value);
    }
    let host = url.split('/').nth(2).unwrap_or_default();
    if host.starts_with('.') || host.contains("..") {
        let text = format!("a variable of the server is empty: there is no host `{host}`");
        return Err(Error::new(ErrorKind::Configuration, text));
    }
    Ok(url)
}

#[cfg(not(part = "server-variables"))]
/// The URL of the first server.
pub(crate) fn url(servers: &[Server]) -> Result<String, Error> {
    servers.first().map(|server| server.url.to_owned()).ok_or_else(none)
}

fn none() -> Error {
    let text = "the description names no server with a full URL: set one with `base_url`";
    Error::new(ErrorKind::Configuration, text)
}
