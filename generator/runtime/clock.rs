//! Time, which a test can put in the place of the real one.

use super::error::Error;
use super::error_kind::ErrorKind;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::{Duration, Instant, SystemTime};

/// The future of a wait.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Measures time and waits. The default clock is that of Tokio. Implement it to test without
/// waiting, or for another runtime.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current instant, to measure durations.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// Returns the current date, for a `Retry-After` that is a date.
    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Waits before another attempt.
    fn sleep(&self, time: Duration) -> Sleep;

    /// Waits for the timeout of a call. If [`sleep`](Self::sleep) does not wait, this still has to,
    /// or every call times out.
    fn timer(&self, time: Duration) -> Sleep {
        self.sleep(time)
    }
}

/// The clock of Tokio, which a test may have stopped (`tokio::time::pause`).
pub(crate) struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(time))
    }
}

/// The time that a call may take.
pub(crate) struct Limit {
    /// None once it has ended: not every future can be asked again.
    timer: Option<Sleep>,
}

impl Limit {
    pub(crate) fn new(timer: Sleep) -> Self {
        Self { timer: Some(timer) }
    }

    /// Whether the time is up.
    pub(crate) fn is_over(&self) -> bool {
        self.timer.is_none()
    }

    /// What a future makes before the time is up, or the error that says that it took longer.
    // The future stays where it is: an `async fn` that is given one has room for it twice.
    pub(crate) async fn hold<T>(
        &mut self,
        mut work: Pin<&mut (impl Future<Output = T> + ?Sized)>,
    ) -> Result<T, Error> {
        poll_fn(|context| {
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Ok(done));
            }
            if let Some(timer) = &mut self.timer {
                ready!(timer.as_mut().poll(context));
                self.timer = None;
            }
            Poll::Ready(Err(too_late()))
        })
        .await
    }
}

fn too_late() -> Error {
    Error::new(ErrorKind::Timeout, "no response within the time allowed")
}
