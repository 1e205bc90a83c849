//! Whether a call is tried again, and when.

use super::error::Error;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::Duration;

/// Decides whether a call that failed is tried again. [`Retry`] is the one that is used unless
/// another is given.
///
/// It is not asked about a call whose body cannot be sent twice, nor about one that failed before
/// anything was sent, and what it says does not count when the wait is longer than what is left of
/// the call's time.
pub trait RetryPolicy: Send + Sync + 'static {
    /// How long to wait before another attempt; `None` to give up.
    fn wait(&self, failure: &Failure<'_>) -> Option<Duration>;
}

/// An attempt that failed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Failure<'a> {
    /// What went wrong.
    pub error: &'a Error,
    /// The HTTP method, in capitals.
    pub method: &'a str,
    /// How many attempts there have been, this one included.
    pub attempts: u32,
    /// How long the call has taken up to now.
    pub elapsed: Duration,
    /// How long the server asks to wait (`Retry-After`).
    pub retry_after: Option<Duration>,
}

/// The usual policy: 429 (too many requests) is tried again whatever the method, since the server
/// has done nothing; 5xx and a connection that failed for GET and HEAD only, since of other methods
/// nobody knows whether the server has acted before it failed.
///
/// The wait is drawn at random from nothing up to a bound that doubles with every attempt ("full
/// jitter"). Where the server says how long to wait, it is that and a random part on top.
#[derive(Clone, Debug)]
pub struct Retry {
    attempts: u32,
    first: Duration,
    longest: Duration,
    budget: Duration,
    methods: Vec<&'static str>,
}

impl Default for Retry {
    /// Up to 4 attempts within 30 seconds; waits of up to 0.5, 1 and 2 seconds.
    fn default() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(8),
            budget: Duration::from_secs(30),
            methods: vec!["GET", "HEAD"],
        }
    }
}

impl Retry {
    /// The usual policy, to be changed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// No call is tried again.
    #[must_use]
    pub fn never() -> Self {
        Self::new().attempts(1)
    }

    /// How many attempts a call has, the first included; 4 unless set.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The bound of the first wait, and the bound that it is doubled up to; 0.5 and 8 seconds
    /// unless set.
    #[must_use]
    pub fn waits(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest);
        self
    }

    /// No attempt begins later than this after the call began; 30 seconds unless set. The call's
    /// own time limit holds all the same.
    #[must_use]
    pub fn budget(mut self, budget: Duration) -> Self {
        self.budget = budget;
        self
    }

    /// Another method, such as `PUT` or `DELETE`, that may be repeated after a 5xx or a connection
    /// that failed: only where the API promises that twice is the same as once.
    #[must_use]
    pub fn repeat(mut self, method: &'static str) -> Self {
        self.methods.push(method);
        self
    }

    fn may_repeat(&self, failure: &Failure<'_>) -> bool {
        let error = failure.error;
        match error.status() {
            Some(429) => true,
            _ => error.is_retryable() && self.methods.contains(&failure.method),
        }
    }

    /// The bound of a wait.
    fn bound(&self, attempts: u32) -> Duration {
        let doubled = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first.saturating_mul(doubled).min(self.longest)
    }
}

impl RetryPolicy for Retry {
    fn wait(&self, failure: &Failure<'_>) -> Option<Duration> {
        if failure.attempts >= self.attempts || !self.may_repeat(failure) {
            return None;
        }
        let jitter = match failure.retry_after {
            // Only so much that not all clients come back at once.
            Some(_) => random(self.bound(1)),
            None => random(self.bound(failure.attempts)),
        };
        let wait = failure.retry_after.unwrap_or_default().saturating_add(jitter);
        (failure.elapsed.saturating_add(wait) <= self.budget).then_some(wait)
    }
}

/// A time up to a bound, drawn at random.
fn random(bound: Duration) -> Duration {
    // The standard library seeds every one of these anew; it need not be more random than that.
    let drawn = RandomState::new().hash_one(0_u8) >> 11;
    bound.mul_f64(drawn as f64 / (1_u64 << 53) as f64)
}
