//! Whether a call is tried again, and when.

use super::error::Error;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::Duration;

/// Decides whether a failed call is retried. [`Retry`] is the default.
///
/// It is not asked about a call whose body can only be sent once, nor about a call that failed
/// before anything was sent. A wait that exceeds the rest of the call's timeout ends the call.
pub trait RetryPolicy: Send + Sync + 'static {
    /// Returns how long to wait before the next attempt; `None` to give up.
    fn wait(&self, failure: &Failure<'_>) -> Option<Duration>;
}

/// A failed attempt.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Failure<'a> {
    /// The error.
    pub error: &'a Error,
    /// The HTTP method, in capitals.
    pub method: &'a str,
    /// The number of attempts so far, including this one.
    pub attempts: u32,
    /// The time since the call began.
    pub elapsed: Duration,
    /// The time that the server asks to wait (`Retry-After`).
    pub retry_after: Option<Duration>,
}

/// The default policy. A call is retried after 429 with any method, because the server has done
/// nothing, and after 5xx or a failed connection with GET and HEAD only, because the server may
/// have acted on other methods.
///
/// The wait is random, up to a bound that doubles with every attempt ("full jitter"). If the server
/// says how long to wait, the wait is that time and a random part.
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
    /// Creates the default policy.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a policy without retries.
    #[must_use]
    pub fn never() -> Self {
        Self::new().attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. Defaults to 4.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the bound of the first wait, and the largest bound. Defaults to 0.5 and 8 seconds.
    #[must_use]
    pub fn waits(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest);
        self
    }

    /// Sets the time after which no attempt begins. Defaults to 30 seconds. The timeout of the call
    /// also applies.
    #[must_use]
    pub fn budget(mut self, budget: Duration) -> Self {
        self.budget = budget;
        self
    }

    /// Adds a method, such as `PUT` or `DELETE`, that is retried after 5xx or a failed connection.
    /// Use it only if the API is idempotent for this method.
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
