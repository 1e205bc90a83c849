//! Tokens that somebody else hands out (OAuth 2, OpenID Connect), fetched when they are needed.

use super::clock::Clock;
use super::error::{BoxError, Error};
use super::error_kind::ErrorKind;
use super::known::Known;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex as Lock, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

/// The future of a token.
pub type FetchToken<'a> = Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send + 'a>>;

/// A source of bearer tokens, such as a token endpoint, a vault or a file.
///
/// The client calls it if it has no token, if the token is about to expire, or if the server has
/// refused it (401). Concurrent calls share one fetch. A failure is the error of the waiting calls;
/// the next call tries again.
pub trait TokenSource: Send + Sync + 'static {
    /// Fetches a token.
    fn token(&self) -> FetchToken<'_>;
}

/// A bearer token and its lifetime.
pub struct Token {
    text: Zeroizing<String>,
    expires_in: Option<Duration>,
}

impl Token {
    /// Creates a token that is used until the server refuses it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: Zeroizing::new(text.into()), expires_in: None }
    }

    /// Sets the lifetime (`expires_in` of OAuth 2). The token is renewed 30 seconds before its end,
    /// or in the last tenth of a shorter lifetime.
    #[must_use]
    pub fn expires_in(mut self, time: Duration) -> Self {
        self.expires_in = Some(time);
        self
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

/// A source, and the token that it gave last.
pub(crate) struct Source {
    source: Box<dyn TokenSource>,
    /// Held during a fetch, so that concurrent calls share one token.
    fetching: Mutex<()>,
    held: Lock<Held>,
}

#[derive(Default)]
struct Held {
    token: Option<Arc<Known>>,
    /// When it is to be renewed.
    until: Option<Instant>,
    /// The number of tokens fetched so far.
    number: u64,
}

impl Source {
    pub(crate) fn new(source: impl TokenSource) -> Self {
        Self { source: Box::new(source), fetching: Mutex::new(()), held: Lock::default() }
    }

    /// A token that is good, and its number.
    pub(crate) async fn token(&self, clock: &dyn Clock) -> Result<(Arc<Known>, u64), Error> {
        if let Some(found) = self.good(clock) {
            return Ok(found);
        }
        let _fetching = self.fetching.lock().await;
        if let Some(found) = self.good(clock) {
            return Ok(found);
        }
        let token = self.source.token().await.map_err(|error| {
            Error::new(ErrorKind::Credentials, "failed to obtain an access token").because(error)
        })?;
        let early = |time: Duration| time.saturating_sub((time / 10).min(Duration::from_secs(30)));
        let mut held = self.held();
        held.until = token.expires_in.and_then(|time| clock.now().checked_add(early(time)));
        held.number += 1;
        let known = Arc::new(Known::token(token.text.as_str().to_owned()));
        held.token = Some(Arc::clone(&known));
        Ok((known, held.number))
    }

    fn good(&self, clock: &dyn Clock) -> Option<(Arc<Known>, u64)> {
        let held = self.held();
        let token = held.token.as_ref()?;
        let good = held.until.is_none_or(|until| clock.now() < until);
        good.then(|| (token.clone(), held.number))
    }

    /// Forgets a token that was refused, unless there is a newer one.
    pub(crate) fn forget(&self, number: u64) {
        let mut held = self.held();
        if held.number == number {
            held.token = None;
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
