//! A call under way.

use super::error::Error;
use super::response::RawResponse;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A pending call: the future of its response. Nothing is sent before it is polled; dropping it
/// cancels the call.
///
/// The type has a name, so it can be stored in a field or moved to another thread.
// It is also why an operation is cheap to compile: how a call is carried out is in a box, and the
// same for all of them; only the reading of the answer is one operation's own.
#[must_use = "nothing is sent before it is awaited"]
pub struct ResponseFuture<T> {
    response: Pin<Box<dyn Future<Output = Result<RawResponse, Error>> + Send>>,
    read: fn(RawResponse) -> Result<T, Error>,
}

impl<T> ResponseFuture<T> {
    pub(crate) fn new(
        response: impl Future<Output = Result<RawResponse, Error>> + Send + 'static,
        read: fn(RawResponse) -> Result<T, Error>,
    ) -> Self {
        Self { response: Box::pin(response), read }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(context))?;
        Poll::Ready((self.read)(response))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
