//! The kinds of errors, and the attempts that failed before one.

use std::time::Duration;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be set up (a bad base URL, say).
    Configuration,
    /// An argument was refused; nothing was sent.
    Argument,
    /// The operation needs credentials that the client does not have; nothing was sent.
    Credentials,
    /// No connection to the server, or none that is trusted.
    Connect,
    /// No answer within the time allowed.
    Timeout,
    /// The exchange broke off.
    Transport,
    /// The answer's body is longer than the client reads.
    TooLong,
    /// The API answered with an error.
    Api,
    /// An answer that no description speaks of, such as a redirect.
    Unexpected,
    /// The answer does not have the form that the description says.
    Decode,
    /// The URL of a further page is not on the server that the first page came from; credentials
    /// are not sent there.
    ForeignPage,
    /// A list names a page as the next one that it has named before: it would never end.
    RepeatedPage,
}

/// An attempt that failed and was followed by another: what [`Error::attempts`](super::error::Error::attempts) lists.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// The HTTP status, where the server answered.
    pub status: Option<u16>,
    /// How long the client waited before the next attempt.
    pub waited: Duration,
}
