//! URLs of responses, on the server that the client has chosen.

use super::description::{Server, Variable};
use super::server::{Variables, fill, has_all};
use std::collections::BTreeMap;
use url::Url;

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
