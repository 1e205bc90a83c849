//! From one page of a list to the next.

#[cfg(part = "moved")]
use super::client::Client;
#[cfg(part = "moved")]
use super::description::Server;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::request::Request;
use url::Url;

#[cfg(part = "moved")]
/// The request for the page of a URL, which may be on a server that the description says is the
/// same as the one that the client has chosen.
pub(crate) fn follow_moved(
    client: &Client,
    servers: &[Server],
    last: &Request,
    url: &str,
) -> Result<Request, Error> {
    match client.0.moved(servers, &join(last, url)?) {
        Some(moved) => at(moved, last),
        None => follow(last, url),
    }
}

/// The request for the page of a URL, which is on the same server as another request.
pub(crate) fn follow(last: &Request, url: &str) -> Result<Request, Error> {
    let next = join(last, url)?;
    let (theirs, ours) = (origin(&next), origin(&last.url));
    if theirs != ours {
        let why = format!("the next page is on {theirs}, and credentials go to {ours} only");
        return Err(refused(last, why));
    }
    at(next, last)
}

/// The request, at another URL.
fn at(url: Url, last: &Request) -> Result<Request, Error> {
    if !url.username().is_empty() || url.password().is_some() {
        let why = format!("the next page, on {}, has a user in its URL", origin(&url));
        return Err(refused(last, why));
    }
    let request = Request { url, ..last.clone() };
    #[cfg(part = "query-key")]
    let request = with_keys(request, last);
    Ok(request)
}

#[cfg(part = "query-key")]
/// The request, with the keys in the query of the last one.
fn with_keys(mut request: Request, last: &Request) -> Request {
    for name in &last.secret_query {
        let absent = !request.url.query_pairs().any(|(key, _)| key == *name);
        let key = last.url.query_pairs().find(|(key, _)| key == *name);
        if let (true, Some((_, secret))) = (absent, key) {
            request.url.query_pairs_mut().append_pair(name, &secret);
        }
    }
    request
}

fn join(last: &Request, url: &str) -> Result<Url, Error> {
    last.url
        .join(url)
        .map_err(|error| refused(last, format!("the next page's URL {url:?} is not one: {error}")))
}

fn refused(last: &Request, why: String) -> Error {
    Error::new(ErrorKind::ForeignPage, why).of(last.operation).hiding(&last.secrets)
}

fn origin(url: &Url) -> String {
    match url.has_host() {
        true => url.origin().ascii_serialization(),
        // `data:` and the like have none.
        false => format!("`{}:`", url.scheme()),
    }
}
