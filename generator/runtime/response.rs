//! What came back.

#[cfg(any(part = "json", part = "text"))]
use super::charset;
use super::description::ErrorShape;
#[cfg(part = "send")]
use super::error::Error;
#[cfg(any(part = "json", part = "text"))]
use super::secrets::Secrets;
#[cfg(part = "send")]
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
#[cfg(part = "json")]
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer};
#[cfg(part = "text")]
use std::borrow::Cow;
use std::fmt;

/// A successful response.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded body.
    pub value: T,
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    pub(crate) shape: &'static ErrorShape,
}

impl<T> Response<T> {
    /// Maps the value; status and headers stay the same.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Response<U> {
        let Self { value, status, headers, shape } = self;
        Response { value: make(value), status, headers, shape }
    }

    /// Returns the id of the request, for the API's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.shape.request_id.iter().find_map(|name| self.header(name))
    }

    /// Returns a header, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

#[cfg(part = "json")]
/// Decodes JSON. A body that is sent as text where JSON is documented is read as a string.
fn read_json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<T, serde_json::Error> {
    if body.is_empty() {
        return Err(serde_json::Error::custom("the response has no body"));
    }
    let text = charset::utf8(headers, body)?;
    serde_json::from_slice(&text).or_else(|error| match charset::is_text(headers) {
        true => T::deserialize(String::from_utf8_lossy(&text).into_deserializer()),
        false => Err(error),
    })
}

#[cfg(part = "send")]
/// A successful response before it is decoded.
#[derive(Debug)]
pub(crate) struct RawResponse {
    #[cfg(any(part = "json", part = "text"))]
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) shape: &'static ErrorShape,
    #[cfg(any(part = "json", part = "text"))]
    pub(crate) secrets: Secrets,
}

#[cfg(part = "send")]
impl RawResponse {
    #[cfg(part = "json")]
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        self.decode(read_json)
    }

    #[cfg(part = "empty")]
    pub(crate) fn empty(self) -> Result<Response<()>, Error> {
        self.with(|_| ())
    }

    #[cfg(part = "text")]
    pub(crate) fn text(self) -> Result<Response<String>, Error> {
        self.decode(|headers, body| charset::decode(headers, body).map(Cow::into_owned))
    }

    #[cfg(any(part = "json", part = "text"))]
    fn decode<T>(
        self,
        read: impl FnOnce(&HeaderMap, &Bytes) -> Result<T, serde_json::Error>,
    ) -> Result<Response<T>, Error> {
        let Self { operation, status, headers, body, shape, secrets } = self;
        match read(&headers, &body) {
            Ok(value) => Ok(Response { value, status, headers, shape }),
            Err(error) => {
                let error = Error::decode(status, headers, body, shape, error);
                Err(error.of(operation).hiding(&secrets))
            }
        }
    }

    #[cfg(part = "bytes-response")]
    pub(crate) fn bytes(self) -> Result<Response<Bytes>, Error> {
        self.with(Bytes::clone)
    }

    #[cfg(any(part = "empty", part = "bytes-response"))]
    fn with<T>(self, value: impl FnOnce(&Bytes) -> T) -> Result<Response<T>, Error> {
        let Self { status, headers, shape, .. } = self;
        Ok(Response { value: value(&self.body), status, headers, shape })
    }
}
