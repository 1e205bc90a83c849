//! Bodies of `reqwest`.

use super::error::Error;
use super::failure::failure;
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
