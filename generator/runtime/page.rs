//! From one page of a list to the next.

use super::client::Client;
use super::description::Server;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::request::Request;
use http::HeaderMap;
use url::Url;

/// The request for the page of a URL, which is on the same server as another request, or on one
/// that the description says is the same.
pub(crate) fn follow(
    client: &Client,
    servers: &[Server],
    last: &Request,
    url: &str,
) -> Result<Request, Error> {
    let bad = |why: String| {
        Error::new(ErrorKind::ForeignPage, why).of(last.operation).hiding(&last.secrets)
    };
    let next = last.url.join(url);
    let next =
        next.map_err(|error| bad(format!("the next page's URL {url:?} is not one: {error}")))?;
    let (theirs, ours) = (origin(&next), origin(&last.url));
    let next = match client.0.moved(servers, &next) {
        Some(moved) => moved,
        None if theirs == ours => next,
        None => {
            let why = format!("the next page is on {theirs}, and credentials go to {ours} only");
            return Err(bad(why));
        }
    };
    if !next.username().is_empty() || next.password().is_some() {
        return Err(bad(format!("the next page, on {theirs}, has a user in its URL")));
    }
    let mut request = Request { url: next, ..last.clone() };
    for name in &last.secret_query {
        let absent = !request.url.query_pairs().any(|(key, _)| key == *name);
        let key = last.url.query_pairs().find(|(key, _)| key == *name);
        if let (true, Some((_, secret))) = (absent, key) {
            request.url.query_pairs_mut().append_pair(name, &secret);
        }
    }
    Ok(request)
}

fn origin(url: &Url) -> String {
    match url.has_host() {
        true => url.origin().ascii_serialization(),
        // `data:` and the like have none.
        false => format!("`{}:`", url.scheme()),
    }
}

/// The target of the relation `next` among `Link` headers.
pub(crate) fn linked(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(http::header::LINK).iter();
    values.filter_map(|value| value.to_str().ok()).find_map(next_of)
}

fn next_of(links: &str) -> Option<String> {
    let mut rest = links;
    while let Some((_, behind)) = rest.split_once('<') {
        let (target, behind) = behind.split_once('>')?;
        // The parameters end where the next link begins: a comma and an angle bracket.
        let end = behind.find('<').unwrap_or(behind.len());
        let (params, left) = behind.split_at(end);
        if params.split(';').any(|param| is_next(param.trim().trim_end_matches([',', ' ']))) {
            return Some(target.to_owned());
        }
        rest = left;
    }
    None
}

fn is_next(param: &str) -> bool {
    let Some((name, value)) = param.split_once('=') else { return false };
    name.trim().eq_ignore_ascii_case("rel")
        && value.trim().trim_matches('"').split(' ').any(|word| word.eq_ignore_ascii_case("next"))
}
