//! Time, which a test can put in the place of the real one.

use super::error::{Error, ErrorKind};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

/// What comes when a time has passed.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where a client takes its time from. The default is that of Tokio; a test has one that does not
/// make it wait, and another runtime its own.
pub trait Clock: Send + Sync + 'static {
    /// Now, to measure how long something takes.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// Now, as the calendar says, for a `Retry-After` that is a date.
    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Ends after this time: the wait before another attempt.
    fn sleep(&self, time: Duration) -> Sleep;

    /// Ends after this time: the limit of a call. A clock whose [`sleep`](Self::sleep) does not
    /// wait has to wait here, or every call is too late.
    fn timer(&self, time: Duration) -> Sleep {
        self.sleep(time)
    }
}

/// The clock of Tokio.
pub(crate) struct TokioClock;

impl Clock for TokioClock {
    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(time))
    }
}

/// What a future makes before a timer ends, or the error that says that it took longer.
pub(crate) async fn until<T>(timer: &mut Sleep, work: impl Future<Output = T>) -> Result<T, Error> {
    let mut work = pin!(work);
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Ok(done));
        }
        timer.as_mut().poll(context).map(|()| Err(too_late()))
    })
    .await
}

fn too_late() -> Error {
    Error::new(ErrorKind::Timeout, "no answer within the time allowed")
}
