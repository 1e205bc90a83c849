//! Answers that are read while they come.

use super::attempts::{self, Head};
use super::body::Body;
use super::call::Call;
use super::client::Client;
#[cfg(part = "events")]
use super::clock::Limit;
use super::clock::{Clock, Sleep};
use super::description::ErrorShape;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::request::Request;
use super::response::Response;
use super::secrets::Secrets;
use super::trace::Span;
use bytes::Bytes;
#[cfg(part = "events")]
use bytes::BytesMut;
use http::header::ACCEPT;
#[cfg(part = "events")]
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use std::fmt;
#[cfg(any(part = "events", part = "chunks"))]
use std::future::poll_fn;
#[cfg(part = "events")]
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

#[cfg(part = "messages")]
/// A piece is longer than it may be.
pub(crate) struct TooLong;

/// The methods that read a response while it arrives.
macro_rules! stream {
    (events $accept:literal, $read:ident, $ty:ty) => {
        support::stream! { @open $accept, "events", support::Events<$ty>, open_events($accept, support::$read) }
    };
    (lines $accept:literal, $separator:ident, $ty:ty) => {
        support::stream! { @open $accept, "values", support::Lines<$ty>, open_lines($accept, support::Separator::$separator) }
    };
    (chunks $accept:literal) => {
        support::stream! { @open $accept, "bytes", support::Chunks, open_chunks($accept) }
    };
    (@open $accept:literal, $what:literal, $ty:ty, $open:ident($($args:expr),*)) => {
        #[doc = concat!("Sends the request, which accepts `", $accept, "`, and reads the ", $what)]
        /// of the response while they arrive.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub async fn stream(self) -> Result<$ty, support::Error> {
            Ok(self.stream_with_response().await?.value)
        }

        /// Like `stream`. The response includes the status and the headers.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub async fn stream_with_response(
            self,
        ) -> Result<support::Response<$ty>, support::Error> {
            self.call.$open($($args),*).await
        }
    };
}
pub(crate) use stream;

/// The body of an answer on its way in.
pub(crate) struct Incoming {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    /// None once it has ended, one way or the other.
    body: Option<Body>,
    shape: &'static ErrorShape,
    secrets: Secrets,
    /// Ends with this.
    span: Span,
    clock: Arc<dyn Clock>,
    #[cfg(part = "events")]
    /// What the call may have taken, up to the head.
    timeout: Duration,
    /// How long it may be silent, and the silence under way.
    idle: Duration,
    silence: Option<Sleep>,
    #[cfg(part = "messages")]
    /// The longest piece that makes sense only as a whole.
    pub(crate) longest: usize,
}

impl Incoming {
    pub(crate) fn new(client: &Client, request: &Request, head: Head) -> Self {
        let Head { status, headers, body, secrets, span } = head;
        Self {
            operation: request.operation,
            #[cfg(part = "events")]
            timeout: request.timeout,
            span,
            status,
            headers,
            body: Some(body),
            shape: &client.0.service.errors,
            secrets,
            clock: client.0.clock.clone(),
            idle: client.0.idle_timeout,
            silence: None,
            #[cfg(part = "messages")]
            longest: client.0.max_body_size,
        }
    }

    /// The next piece, as it comes; none behind the last, or behind an error.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let fault = match body.poll_chunk(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.silence = None;
                return Poll::Ready(Some(Ok(chunk)));
            }
            Poll::Ready(Some(Err(error))) => error,
            Poll::Ready(None) => {
                self.body = None;
                return Poll::Ready(None);
            }
            Poll::Pending => {
                // Time counts while somebody waits, not while the last piece is being dealt with.
                let timer = self.silence.get_or_insert_with(|| self.clock.timer(self.idle));
                if timer.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                let text = "nothing came within the time that the response may be silent for";
                Error::new(ErrorKind::Timeout, text)
            }
        };
        Poll::Ready(Some(Err(self.end(fault))))
    }

    #[cfg(any(part = "events", part = "chunks"))]
    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Ends before its time. The connection is given up.
    pub(crate) fn close(&mut self) {
        self.body = None;
    }

    /// Ends with an error.
    pub(crate) fn end(&mut self, error: Error) -> Error {
        self.close();
        self.span.failed(&error);
        self.known(error.with(self.status, self.headers.clone(), Bytes::new(), self.shape))
    }

    #[cfg(part = "messages")]
    /// A piece is longer than allowed.
    pub(crate) fn too_long(&mut self, what: &str) -> Error {
        let text = format!("{what} is longer than the {} bytes allowed", self.longest);
        self.end(Error::new(ErrorKind::TooLong, text))
    }

    #[cfg(part = "messages")]
    /// A piece that cannot be read; those behind it may well be.
    pub(crate) fn unreadable(&self, piece: &[u8], error: serde_json::Error) -> Error {
        let piece = Bytes::copy_from_slice(piece);
        self.known(Error::decode(self.status, self.headers.clone(), piece, self.shape, error))
    }

    #[cfg(part = "events")]
    /// Whether it says that it is JSON.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    }

    #[cfg(part = "events")]
    /// An answer of another kind than the one that was asked for, with as much of it as it takes
    /// to see why.
    pub(crate) async fn other_kind(mut self, wanted: &str) -> Error {
        /// An error of the API's is shorter.
        const MOST: usize = 64 << 10;
        let mut body = BytesMut::new();
        // Who drips is not waited for as long as for a stream.
        let mut limit = Limit::new(self.clock.timer(self.timeout));
        while let Ok(Some(Ok(chunk))) = limit.hold(pin!(self.chunk())).await {
            body.extend_from_slice(&chunk[..chunk.len().min(MOST - body.len())]);
            if body.len() == MOST {
                break;
            }
        }
        let error = Error::new(ErrorKind::Decode, format!("the response is not {wanted}"));
        let headers = std::mem::take(&mut self.headers);
        self.known(error.with(self.status, headers, body.freeze(), self.shape))
    }

    /// What is read of it, with its surroundings.
    pub(crate) fn read_as<S>(self, read: impl FnOnce(Self) -> S) -> Response<S> {
        let (status, headers, shape) = (self.status, self.headers.clone(), self.shape);
        Response { value: read(self), status, headers, shape }
    }

    fn known(&self, error: Error) -> Error {
        error.of(self.operation).hiding(&self.secrets)
    }
}

impl Call {
    /// Sends the call, which asks for an answer of this kind, and answers once the head of a
    /// success has come.
    pub(crate) async fn open(self: Box<Self>, accept: &'static str) -> Result<Incoming, Error> {
        let mut request = self.build()?;
        // What the caller has chosen stays.
        let usual = self.operation().accept;
        if request.headers.get(ACCEPT).is_none_or(|asked| asked == usual) {
            request.headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        let head = attempts::open(self.client(), &request).await?;
        Ok(Incoming::new(self.client(), &request, head))
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("ended", &self.body.is_none())
            .finish_non_exhaustive()
    }
}
