//! Responses that are read as bytes while they arrive.

use super::call::Call;
use super::error::Error;
use super::response::Response;
use super::stream::Incoming;
use bytes::Bytes;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The bytes of a response body, as they arrive. The body is never held as a whole and can have any
/// length.
#[must_use = "nothing is read until a piece is asked for"]
pub struct Chunks(Incoming);

impl Call {
    /// Sends the call; the answer is bytes of any number.
    pub(crate) async fn open_chunks(
        self: Box<Self>,
        accept: &'static str,
    ) -> Result<Response<Chunks>, Error> {
        Ok(self.open(accept).await?.read_as(Chunks))
    }
}

impl Chunks {
    /// Returns the next chunk, which is never empty, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// The connection breaks, or no data arrives within the client's `idle_timeout`. There are no
    /// further chunks then.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        self.0.chunk().await.transpose()
    }
}

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.poll(context)
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Chunks").field(&self.0).finish()
    }
}
