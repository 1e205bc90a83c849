//! What came back.

use super::credential::Secrets;
use super::description::ErrorShape;
use super::error::Error;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

/// A successful answer with its surroundings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the operation answers.
    pub value: T,
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
}

impl<T> Response<T> {
    /// The same surroundings of something made of the value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: make(self.value), status: self.status, headers: self.headers }
    }

    /// A header that is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// An answer whose status says success, not yet decoded.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) shape: &'static ErrorShape,
    pub(crate) secrets: Secrets,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        let Self { operation, status, headers, body, shape, secrets } = self;
        match serde_json::from_slice(&body) {
            Ok(value) => Ok(Response { value, status, headers }),
            Err(error) => {
                let error = Error::decode(status, headers, body, shape, error);
                Err(error.of(operation).hiding(&secrets))
            }
        }
    }

    pub(crate) fn empty(self) -> Response<()> {
        self.with(|_| ())
    }

    pub(crate) fn text(self) -> Response<String> {
        self.with(|body| String::from_utf8_lossy(body).into_owned())
    }

    pub(crate) fn bytes(self) -> Response<Bytes> {
        self.with(Bytes::clone)
    }

    pub(crate) fn with<T>(self, value: impl FnOnce(&Bytes) -> T) -> Response<T> {
        Response { value: value(&self.body), status: self.status, headers: self.headers }
    }
}
