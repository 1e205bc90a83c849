//! The exchange of one request for one answer: by default with `reqwest`, else with whatever implements [`Transport`].

use super::body::Body;
use super::error::Error;
use super::failure::failure;
use super::request::Request;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// The future of a response.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, Error>> + Send + 'a>>;

/// Sends requests: any HTTP client.
///
/// A transport sends a request unchanged and returns when the response's head arrives. It does not
/// follow redirects, retry or look at the status; the client does. It reports errors with
/// [`Error::connect`], [`Error::broken`] or [`Error::timed_out`].
pub trait Transport: Send + Sync + 'static {
    /// Sends a request.
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_>;
}

/// Code between a client and its transport, for logs, metrics or signatures.
///
/// A middleware sees every attempt of a call, with all headers. Headers with credentials are marked
/// sensitive. The request has an extension [`Attempt`](super::attempt::Attempt).
pub trait Middleware: Send + Sync + 'static {
    /// Handles an attempt. Call `next` to continue.
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> TransportFuture<'a>;
}

/// The next middleware or the transport.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    pub(crate) middleware: &'a [Arc<dyn Middleware>],
    pub(crate) backend: &'a Backend,
}

impl<'a> Next<'a> {
    /// Continues with a request.
    #[must_use]
    pub fn run(self, request: http::Request<Body>) -> TransportFuture<'a> {
        match self.middleware.split_first() {
            Some((first, rest)) => first.handle(request, Next { middleware: rest, ..self }),
            None => match self.backend {
                Backend::Reqwest(http) => send_changed(http, request),
                Backend::Other(transport) => transport.send(request),
            },
        }
    }
}

impl std::fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Next").field("middleware", &self.middleware.len()).finish_non_exhaustive()
    }
}

/// What sends the requests of a client.
pub(crate) enum Backend {
    /// What does so unless another is given.
    Reqwest(reqwest::Client),
    Other(Box<dyn Transport>),
}

/// Sends a request with the default transport, which takes its URL as it is.
pub(crate) fn send(
    http: &reqwest::Client,
    request: Request,
    body: Body,
) -> TransportFuture<'static> {
    let Request { method, url, headers, .. } = request;
    let mut request = reqwest::Request::new(method, url);
    *request.headers_mut() = headers;
    execute(http, request, body)
}

/// Sends a request that somebody may have changed with the default transport.
fn send_changed(http: &reqwest::Client, request: http::Request<Body>) -> TransportFuture<'static> {
    let (head, body) = request.into_parts();
    match reqwest::Request::try_from(http::Request::from_parts(head, "")) {
        Ok(request) => execute(http, request, body),
        Err(error) => Box::pin(std::future::ready(Err(failure(error)))),
    }
}

/// What is under way is in a box: it is large, and every future around it would move it once more.
// No `async fn`: that would keep the request, and copy it whenever a call is moved.
fn execute(
    http: &reqwest::Client,
    mut request: reqwest::Request,
    body: Body,
) -> TransportFuture<'static> {
    // The HTTP client leaves it out, and some servers refuse a POST without (411).
    let is_empty = body.as_bytes().is_some_and(|bytes| bytes.is_empty());
    if is_empty && has_content(request.method()) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    *request.body_mut() = Some(body.into_reqwest());
    let sent = http.execute(request);
    Box::pin(async {
        let mut received = sent.await.map_err(failure)?;
        let mut response = http::Response::new(());
        *response.status_mut() = received.status();
        *response.version_mut() = received.version();
        *response.headers_mut() = std::mem::take(received.headers_mut());
        *response.extensions_mut() = std::mem::take(received.extensions_mut());
        Ok(response.map(|()| Body::received(received)))
    })
}

/// Whether a request of this method has a body, be it an empty one.
fn has_content(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}
