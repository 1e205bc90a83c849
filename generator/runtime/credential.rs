//! Credentials: kept out of every `Debug`, error and log.

use super::known::Known;
#[cfg(part = "bearer")]
use super::token::{Source, TokenSource};
use std::fmt;
use std::sync::Arc;

/// The credentials of one security scheme. `Debug` never shows them.
///
/// The client overwrites its copies when the last one is dropped. That does not include values that
/// the caller holds, the headers of a pending request, buffers of the HTTP client and of TLS, or
/// memory that was swapped out.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Known(Arc<Known>),
    #[cfg(part = "bearer")]
    Source(Arc<Source>),
}

impl Credential {
    #[cfg(part = "basic")]
    /// Creates credentials from a user name and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Kind::Known(Arc::new(Known::basic(user.into(), password.into()))))
    }

    #[cfg(part = "token")]
    /// Creates credentials from a bearer token or an API key.
    pub fn token(token: impl Into<String>) -> Self {
        Self(Kind::Known(Arc::new(Known::token(token.into()))))
    }

    #[cfg(part = "bearer")]
    /// Creates credentials from a source of bearer tokens.
    pub fn source(source: impl TokenSource) -> Self {
        Self(Kind::Source(Arc::new(Source::new(source))))
    }

    /// Whether a part that must not be empty is.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.0 {
            Kind::Known(known) => known.is_blank(),
            #[cfg(part = "bearer")]
            Kind::Source(_) => false,
        }
    }

    /// The values, unless a token has to be fetched first.
    pub(crate) fn as_known(&self) -> Option<&Known> {
        match &self.0 {
            Kind::Known(known) => Some(known),
            #[cfg(part = "bearer")]
            Kind::Source(_) => None,
        }
    }

    #[cfg(part = "bearer")]
    /// Where a token has to be fetched first.
    pub(crate) fn as_source(&self) -> Option<&Source> {
        match &self.0 {
            Kind::Known(_) => None,
            Kind::Source(source) => Some(source),
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}
