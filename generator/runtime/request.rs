//! A request that is ready to be sent, and can be looked at first.

use super::attempt::Attempt;
use super::base64::base64;
use super::body::Body;
use super::error::Error;
use super::error_kind::ErrorKind;
#[cfg(part = "files")]
use super::multipart::Multipart;
use super::secrets::Secrets;
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::fmt;
use std::time::Duration;
use url::Url;

/// A request that is ready to be sent. The method [`build`](crate) of any builder returns one.
#[derive(Clone)]
pub struct Request {
    pub(crate) operation: &'static str,
    /// The path with the parameters' names.
    pub(crate) path: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    #[cfg(part = "files")]
    /// A multipart body, which replaces `body`.
    pub(crate) parts: Option<Multipart>,
    pub(crate) timeout: Duration,
    #[cfg(part = "query-key")]
    /// Query parameters that carry a credential, which is not shown.
    pub(crate) secret_query: Vec<&'static str>,
    /// Secrets, which are hidden if the server returns them.
    pub(crate) secrets: Secrets,
    #[cfg(part = "bearer")]
    /// The schemes whose token has to be fetched before the request is sent.
    pub(crate) deferred: Vec<usize>,
}

impl Request {
    /// The operation's name in the description.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP method, in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The whole URL. An API whose key travels in the query has it in here.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// All headers but those that the HTTP client adds (`Host`, `Content-Length`).
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; empty where there is none, or where it has parts, which are read while they are
    /// sent.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The time that the whole call may take, over all attempts.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The request in the terms of the `http` crate, for another HTTP client to send. It holds its
    /// credentials, but for a token that would have to be fetched.
    ///
    /// # Errors
    ///
    /// When a file that is to be sent cannot be opened.
    pub async fn into_http(self) -> Result<http::Request<Body>, Error> {
        let body = self.content().await?;
        self.complete(body)
    }

    pub(crate) fn complete(self, body: Body) -> Result<http::Request<Body>, Error> {
        let mut request = http::Request::new(body);
        *request.uri_mut() = self.uri()?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    #[cfg(any(part = "bearer", part = "files"))]
    /// Whether a token has to be fetched, or a file opened, before it can be sent.
    pub(crate) fn is_incomplete(&self) -> bool {
        #[cfg(part = "bearer")]
        if !self.deferred.is_empty() {
            return true;
        }
        #[cfg(part = "files")]
        if self.parts.is_some() {
            return true;
        }
        false
    }

    /// The body, with its files opened.
    pub(crate) async fn content(&self) -> Result<Body, Error> {
        #[cfg(part = "files")]
        if let Some(parts) = &self.parts {
            return Ok(Body::new(parts.open().await?));
        }
        Ok(Body::from(self.body.clone()))
    }

    fn uri(&self) -> Result<Uri, Error> {
        Uri::try_from(self.url.as_str()).map_err(|error| {
            Error::new(ErrorKind::Configuration, "the request's URL cannot be sent").because(error)
        })
    }

    #[cfg(part = "files")]
    /// Whether it can be sent a second time.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.parts.as_ref().is_none_or(Multipart::is_repeatable)
    }

    #[cfg(not(part = "query-key"))]
    fn shown_url(&self) -> &Url {
        &self.url
    }

    #[cfg(part = "query-key")]
    /// The URL without the credentials that it carries.
    fn shown_url(&self) -> Url {
        let mut url = self.url.clone();
        if !self.secret_query.is_empty() {
            let secret = |name: &str| self.secret_query.contains(&name);
            let pairs: Vec<(String, String)> = self.url.query_pairs().into_owned().collect();
            let shown = pairs.iter().map(|(k, v)| (k, if secret(k) { "***" } else { v.as_str() }));
            url.query_pairs_mut().clear().extend_pairs(shown);
        }
        url
    }
}

/// What a call sends: each attempt a request of its own, so that nothing has to be copied for
/// attempts that are hardly ever made.
pub(crate) trait Repeat: Send + Sync {
    fn request(&self) -> Result<Box<Request>, Error>;

    /// The first attempt.
    fn attempt(&self) -> Attempt;

    /// The time that all attempts may take.
    fn time_limit(&self) -> Duration;

    /// Whether a response is a success of the operation.
    fn is_success(&self, status: StatusCode) -> bool {
        status.is_success()
    }
}

impl Repeat for Request {
    fn request(&self) -> Result<Box<Request>, Error> {
        Ok(Box::new(self.clone()))
    }

    fn attempt(&self) -> Attempt {
        Attempt { operation: self.operation, path: self.path, before: 0 }
    }

    fn time_limit(&self) -> Duration {
        self.timeout
    }
}

/// Operation, method, URL, headers and body, for a log, a comparison, or another program to send.
/// A body that is not text is written as `body_base64`; one of several parts is null, since it is
/// read while it is sent.
///
/// Headers that carry a credential are left out, and one in the URL is not shown: who sends it adds
/// its own. That is why it is not read back here. A call to be made later is kept as the arguments
/// of its builder, which attaches the credentials of that time.
impl Serialize for Request {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let headers = self.headers.iter().filter(|(_, value)| !value.is_sensitive());
        let headers: Vec<(&str, String)> = headers
            .map(|(name, value)| {
                (name.as_str(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let mut out = serializer.serialize_struct("Request", 5)?;
        out.serialize_field("operation", self.operation)?;
        out.serialize_field("method", self.method())?;
        out.serialize_field("url", self.shown_url().as_str())?;
        out.serialize_field("headers", &headers)?;
        match std::str::from_utf8(&self.body) {
            #[cfg(part = "files")]
            _ if self.parts.is_some() => out.serialize_field("body", &None::<&str>)?,
            Ok(text) => out.serialize_field("body", text)?,
            Err(_) => out.serialize_field("body_base64", &base64(&self.body))?,
        }
        out.end()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Request");
        out.field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &self.shown_url().as_str())
            .field("headers", &self.headers);
        #[cfg(part = "files")]
        if let Some(parts) = &self.parts {
            return out.field("body", parts).finish_non_exhaustive();
        }
        out.field("body", &String::from_utf8_lossy(&self.body)).finish_non_exhaustive()
    }
}
