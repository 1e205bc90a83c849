//! A call under way.

use super::answer::Answer;
use super::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call under way: a future of what the operation answers. Nothing is sent before it is polled,
/// and dropping it ends the call.
///
/// It has a name, so that it can be kept in a field, and can be passed on to another thread.
// It is also why an operation is cheap to compile: how a call is carried out is in a box, and the
// same for all of them; only the reading of the answer is one operation's own.
#[must_use = "nothing is sent before it is awaited"]
pub struct Sending<T> {
    answer: Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>,
    read: fn(Answer) -> Result<T, Error>,
}

impl<T> Sending<T> {
    pub(crate) fn new(
        answer: impl Future<Output = Result<Answer, Error>> + Send + 'static,
        read: fn(Answer) -> Result<T, Error>,
    ) -> Self {
        Self { answer: Box::pin(answer), read }
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context))?;
        Poll::Ready((self.read)(answer))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}
