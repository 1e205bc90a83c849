//! Bodies and errors of `reqwest`.

use super::error::Error;
use super::error_kind::ErrorKind;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of an answer, whose errors are ours.
pub(crate) struct Received(pub(crate) reqwest::Body);

impl HttpBody for Received {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        Pin::new(&mut self.0).poll_frame(context).map_err(failure)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// The URL is taken out of the error: a query may carry a key.
pub(crate) fn failure(error: reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_timeout() {
        Error::timed_out(error)
    } else if error.is_connect() {
        Error::connect(error)
    } else if error.is_builder() {
        Error::new(ErrorKind::Configuration, "the request cannot be made").because(error)
    } else {
        Error::broken(error)
    }
}
