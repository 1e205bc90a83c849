//! Values of JSON one behind the other: a line each, or a record each (RFC 7464).

use super::call::Call;
use super::error::Error;
use super::response::Response;
use super::stream::{Incoming, TooLong};
use super::text::BOM;
use bytes::{Buf, Bytes};
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The separator of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Separator {
    #[cfg(part = "line-separator")]
    /// The end of a line.
    Line = b'\n',
    #[cfg(part = "record-separator")]
    /// The record separator, in front of each value.
    Record = 0x1e,
}

/// Cuts what comes into values.
struct Cutter {
    separator: u8,
    value: Vec<u8>,
    begun: bool,
}

impl Cutter {
    /// Takes as much off the front as the next value needs; `None` where it needs more.
    fn next(&mut self, chunk: &mut Bytes, longest: usize) -> Result<Option<Vec<u8>>, TooLong> {
        while !chunk.is_empty() {
            let end = chunk.iter().position(|byte| *byte == self.separator);
            let piece = end.unwrap_or(chunk.len());
            if piece > longest.saturating_sub(self.value.len()) {
                return Err(TooLong);
            }
            self.value.extend_from_slice(&chunk[..piece]);
            chunk.advance(end.map_or(piece, |end| end + 1));
            if end.is_some()
                && let Some(value) = self.finish()
            {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// What has come since the last separator, unless it is blank.
    fn finish(&mut self) -> Option<Vec<u8>> {
        let mut value = std::mem::take(&mut self.value);
        if !std::mem::replace(&mut self.begun, true) && value.starts_with(BOM) {
            value.drain(..BOM.len());
        }
        (!value.trim_ascii().is_empty()).then_some(value)
    }
}

/// The JSON values of a response, as they arrive.
#[must_use = "nothing is read until a value is asked for"]
pub struct Lines<T> {
    incoming: Incoming,
    chunk: Bytes,
    cutter: Cutter,
    value: PhantomData<fn() -> T>,
}

impl Call {
    /// Sends the call; the answer is values of JSON.
    pub(crate) async fn open_lines<T: DeserializeOwned>(
        self: Box<Self>,
        accept: &'static str,
        separator: Separator,
    ) -> Result<Response<Lines<T>>, Error> {
        let cutter = Cutter { separator: separator as u8, value: Vec::new(), begun: false };
        let chunk = Bytes::new();
        let incoming = self.open(accept).await?;
        Ok(incoming.read_as(|incoming| Lines { incoming, chunk, cutter, value: PhantomData }))
    }
}

impl<T: DeserializeOwned> Lines<T> {
    /// Returns the next value, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// A value does not match its schema; the next one can still be read. The connection breaks, a
    /// value is larger than the client's `max_body_size`, or no data arrives within its
    /// `idle_timeout`; there are no further values then.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let next =
            ready!(poll_value(&mut self.incoming, &mut self.chunk, &mut self.cutter, context));
        let read = |value: Vec<u8>| {
            serde_json::from_slice(&value).map_err(|error| self.incoming.unreadable(&value, error))
        };
        Poll::Ready(next.map(|value| value.and_then(read)))
    }
}

/// The text of the next value: the same for all types.
fn poll_value(
    incoming: &mut Incoming,
    chunk: &mut Bytes,
    cutter: &mut Cutter,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Vec<u8>, Error>>> {
    loop {
        match cutter.next(chunk, incoming.longest) {
            Ok(Some(value)) => return Poll::Ready(Some(Ok(value))),
            Ok(None) => {}
            Err(TooLong) => {
                *chunk = Bytes::new();
                cutter.value = Vec::new();
                return Poll::Ready(Some(Err(incoming.too_long("a line of the response"))));
            }
        }
        match ready!(incoming.poll(context)) {
            Some(Ok(next)) => *chunk = next,
            Some(Err(error)) => {
                cutter.value = Vec::new();
                return Poll::Ready(Some(Err(error)));
            }
            // The last line need not have an end.
            None => return Poll::Ready(cutter.finish().map(Ok)),
        }
    }
}

impl<T: DeserializeOwned> futures_core::Stream for Lines<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lines").field(&self.incoming).finish()
    }
}
