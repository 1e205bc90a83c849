//! A request that is ready to be sent, and can be looked at first.

use super::credential::Secrets;
use super::multipart::Multipart;
use bytes::Bytes;
use http::{HeaderMap, Method};
use std::fmt;
use std::time::Duration;
use url::Url;

/// A request as it goes out: [`build`](crate) makes one of any builder without sending it.
///
/// Headers that carry a credential are marked sensitive: `Debug` does not show their values.
#[derive(Clone)]
pub struct Request {
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// A body of several parts, in place of the other.
    pub(crate) parts: Option<Multipart>,
    pub(crate) timeout: Duration,
    /// Query parameters that carry a credential, which is not shown.
    pub(crate) secret_query: Vec<&'static str>,
    /// What must not show when the server sends it back.
    pub(crate) secrets: Secrets,
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

    /// The time that the whole exchange may take.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        if !self.secret_query.is_empty() {
            let secret = |name: &str| self.secret_query.contains(&name);
            let pairs: Vec<(String, String)> = self.url.query_pairs().into_owned().collect();
            let shown = pairs.iter().map(|(k, v)| (k, if secret(k) { "***" } else { v.as_str() }));
            url.query_pairs_mut().clear().extend_pairs(shown);
        }
        let mut out = f.debug_struct("Request");
        out.field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &url.as_str())
            .field("headers", &self.headers);
        match &self.parts {
            Some(parts) => out.field("body", parts),
            None => out.field("body", &String::from_utf8_lossy(&self.body)),
        };
        out.finish_non_exhaustive()
    }
}
