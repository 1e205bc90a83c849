//! The kinds of errors, and the attempts that failed before one.

use std::time::Duration;

/// The kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration of the client is invalid, such as a wrong base URL.
    Configuration,
    /// An argument is invalid; nothing was sent.
    Argument,
    /// The operation needs credentials that the client does not have; nothing was sent.
    Credentials,
    /// The connection to the server failed or is not trusted.
    Connect,
    /// The call timed out.
    Timeout,
    /// The connection broke.
    Transport,
    /// The response body is larger than the client's limit.
    TooLong,
    /// The API returned an error status (4xx or 5xx).
    Api,
    /// An unsuccessful status other than 4xx and 5xx, such as an undocumented redirect.
    Unexpected,
    /// The response does not match its schema.
    Decode,
    /// The next page is on another server, to which credentials must not be sent.
    ForeignPage,
    /// A list returns to a page that was already visited.
    RepeatedPage,
}

/// A failed attempt that was followed by another one: see
/// [`Error::attempts`](super::error::Error::attempts).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// The HTTP status, if the server responded.
    pub status: Option<u16>,
    /// How long the client waited before the next attempt.
    pub waited: Duration,
}
