//! Which of the description's servers is called, and under which URL.

use super::description::{Server, Variable};
use super::error::{Error, ErrorKind};
use std::collections::BTreeMap;
use url::Url;

/// The variables of servers that have been set.
pub(crate) type Variables = BTreeMap<&'static str, String>;

/// The URL of the first server that has every variable that was set.
pub(crate) fn url(servers: &[Server], chosen: &Variables) -> Result<String, Error> {
    if servers.is_empty() {
        let text = "the description names no server with a full URL: set one with `base_url`";
        return Err(Error::new(ErrorKind::Configuration, text));
    }
    let given = |variable: &Variable| chosen.get(variable.name).map(String::as_str);
    let Some(server) = servers.iter().find(|server| has_all(server, chosen.keys().copied())) else {
        let names: Vec<_> = chosen.keys().map(|name| format!("`{name}`")).collect();
        let text = format!("no server of the description has {}", names.join(" and "));
        return Err(Error::new(ErrorKind::Configuration, text));
    };
    fill(server, given)
}

fn has_all<'a>(server: &Server, mut names: impl Iterator<Item = &'a str>) -> bool {
    names.all(|name| server.variables.iter().any(|variable| variable.name == name))
}

/// A server's URL with its variables put in. A value must not end the host: `evil.example/` in
/// `https://{region}.example.com` would send the credentials to somebody else.
fn fill<'a>(
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

/// Where a URL on one of the servers is reached by a client that has set variables. What it has set
/// counts; what it has not is the default, or as the URL has it where the variable allows that, so
/// that nothing but the description says where credentials go. `None` for a URL elsewhere, and for
/// a client that has set nothing.
///
/// An API that is told to be called at `eu.example.com` may still write `example.com` into the URLs
/// of its answers.
pub(crate) fn moved(servers: &[Server], chosen: &Variables, url: &Url) -> Option<Url> {
    if chosen.is_empty() {
        return None;
    }
    let origin = url.origin().ascii_serialization();
    let theirs = servers.iter().find_map(|server| values(origin_of(server.url), &origin))?;
    let names = || theirs.keys().copied().chain(chosen.keys().copied());
    let server = servers.iter().find(|server| has_all(server, names()))?;
    let given = |variable: &Variable| {
        let theirs = theirs.get(variable.name).filter(|_| variable.from_url);
        chosen.get(variable.name).or(theirs).map(String::as_str)
    };
    let base = Url::parse(&fill(server, given).ok()?).ok()?;
    let mut moved = url.clone();
    moved.set_scheme(base.scheme()).ok()?;
    moved.set_host(base.host_str()).ok()?;
    moved.set_port(base.port()).ok()?;
    Some(moved)
}

/// The part of a server's URL before the path.
fn origin_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}

/// What the variables of a template are in an origin, where that can be one of it. A value is one
/// label of the host's name.
fn values<'a>(mut template: &'a str, origin: &str) -> Option<BTreeMap<&'a str, String>> {
    let mut rest = origin;
    let mut values = BTreeMap::new();
    while let Some((literal, behind)) = template.split_once('{') {
        let (name, behind) = behind.split_once('}')?;
        rest = rest.strip_prefix(literal)?;
        let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let end = rest.find(|c: char| !is_label(c)).unwrap_or(rest.len());
        let (value, left) = rest.split_at(end);
        if value.is_empty() {
            return None;
        }
        values.insert(name, value.to_owned());
        (template, rest) = (behind, left);
    }
    (template == rest).then_some(values)
}
