//! The one error type.

use super::date;
use super::description::ErrorShape;
use super::error_kind::{ErrorKind, FailedAttempt};
#[cfg(part = "decode")]
use super::locate;
use super::secrets::Secrets;
use super::text::{plain, without_mark};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

/// An error of another library.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The error of a call. `Display` and `Debug` never show credentials, even if the server returns
/// them.
///
/// [`kind`](Self::kind) distinguishes the cases. If the server responded, [`status`](Self::status),
/// [`code`](Self::code), [`message`](Self::message) and [`body`](Self::body) have the details.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: &'static str,
    text: String,
    source: Option<BoxError>,
    response: Option<Answered>,
    /// Where in the answer's body.
    path: String,
    /// Line and column of it.
    at: Option<(usize, usize)>,
    secrets: Secrets,
    attempts: Vec<FailedAttempt>,
}

struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    json: Option<Value>,
    shape: &'static ErrorShape,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, text: impl Into<String>) -> Self {
        let text = text.into();
        let (source, response, path, secrets) = (None, None, String::new(), Secrets::default());
        let (operation, at, attempts) = ("", None, Vec::new());
        Self(Box::new(Inner {
            kind,
            operation,
            text,
            source,
            response,
            path,
            at,
            secrets,
            attempts,
        }))
    }

    #[cfg(part = "arguments")]
    pub(crate) fn argument(name: &str, why: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Argument, format!("argument `{name}` {why}"))
    }

    /// Creates an error for a failed connection, for use in a [`Transport`](super::Transport).
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Connect, "no connection to the server").because(source)
    }

    /// Creates an error for a broken connection, for use in a [`Transport`](super::Transport).
    pub fn broken(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Transport, "the exchange with the server broke off").because(source)
    }

    /// Creates an error for a timeout of the transport, for use in a
    /// [`Transport`](super::Transport).
    pub fn timed_out(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Timeout, "no response within the time allowed").because(source)
    }

    #[cfg(part = "frames")]
    /// What a transport's body says; an error of ours stays what it is.
    pub(crate) fn from_transport(source: impl Into<BoxError>) -> Self {
        match source.into().downcast::<Self>() {
            Ok(error) => *error,
            Err(source) => Self::broken(source),
        }
    }

    pub(crate) fn because(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = operation;
        self
    }

    /// After attempts that failed before.
    pub(crate) fn after(mut self, attempts: Vec<FailedAttempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Without these, whatever the server has answered.
    pub(crate) fn hiding(mut self, secrets: &Secrets) -> Self {
        self.0.secrets = secrets.clone();
        if let Some(source) = &self.0.source {
            // What could not be read is quoted in here, or in a cause of it.
            let (shown, debugged) = (chain(&**source), format!("{source:?}"));
            match secrets.hide(&shown) {
                Cow::Owned(hidden) => self.0.source = Some(hidden.into()),
                Cow::Borrowed(_) if secrets.hide(&debugged) != debugged => {
                    self.0.source = Some(shown.into());
                }
                Cow::Borrowed(_) => {}
            }
        }
        self
    }

    /// With the answer, or as much of it as came.
    pub(crate) fn with(
        mut self,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        shape: &'static ErrorShape,
    ) -> Self {
        let json = None;
        self.0.response = Some(Answered { status, headers, body, json, shape });
        self
    }

    /// An answer that is not a success.
    pub(crate) fn answered(
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        shape: &'static ErrorShape,
    ) -> Self {
        let api = status.is_client_error() || status.is_server_error();
        let kind = if api { ErrorKind::Api } else { ErrorKind::Unexpected };
        /// As values, JSON takes a multiple of its length; what an API says of an error is short.
        const LONGEST_JSON: usize = 1 << 20;
        let is_short = body.len() <= LONGEST_JSON;
        let json = is_short.then(|| serde_json::from_slice(without_mark(&body)).ok()).flatten();
        let mut error = Self::new(kind, "").with(status, headers, body, shape);
        if let Some(response) = &mut error.0.response {
            response.json = json;
        }
        error
    }

    #[cfg(part = "decode")]
    /// A success whose body cannot be read.
    pub(crate) fn decode(
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        shape: &'static ErrorShape,
        source: serde_json::Error,
    ) -> Self {
        let at = locate::place_of(&source);
        let path = locate::path_of(without_mark(&body), &source);
        let text = match path.as_str() {
            "" => "the response cannot be read".to_owned(),
            path => format!("the response cannot be read at `{path}`"),
        };
        let mut error = Self::new(ErrorKind::Decode, text).because(source);
        (error.0.path, error.0.at) = (path, Some(at));
        error.with(status, headers, body, shape)
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the id of the failed operation. Empty for errors of the client's builder.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// Returns the HTTP status, if the server responded.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.response.as_ref().map(|response| response.status.as_u16())
    }

    /// Returns the error code of the API.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        self.field(|shape| shape.code).map(|value| self.text_of(value))
    }

    /// Returns the error message of the API.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        self.field(|shape| shape.message).map(|value| self.text_of(value))
    }

    /// Returns a URL with more information.
    #[must_use]
    pub fn more_info(&self) -> Option<String> {
        self.field(|shape| shape.more_info).map(|value| self.text_of(value))
    }

    /// Returns the title of the problem (`title` of RFC 9457).
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.json()?.get("title")?.as_str()
    }

    /// Returns the occurrence of the problem (`instance` of RFC 9457).
    #[must_use]
    pub fn instance(&self) -> Option<&str> {
        self.json()?.get("instance")?.as_str()
    }

    /// Returns the structured details of the error.
    #[must_use]
    pub fn details(&self) -> Option<&Value> {
        self.field(|shape| shape.details)
    }

    /// Returns the error body as JSON. `None` if it is not JSON or larger than 1 MiB; such a body
    /// has no code and no message either.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.0.response.as_ref()?.json.as_ref()
    }

    /// Decodes the error body. `None` if it does not have the type.
    #[must_use]
    pub fn decode_body<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(without_mark(self.body()?)).ok()
    }

    /// Returns the path of the value that could not be decoded, such as `rooms[1].end_time`. `None`
    /// for the body as a whole and for other errors.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        Some(self.0.path.as_str()).filter(|path| !path.is_empty())
    }

    /// Returns the part of the body around the value that could not be decoded. `None` for other
    /// errors.
    #[must_use]
    pub fn excerpt(&self) -> Option<String> {
        let (line, column) = self.0.at?;
        let body = self.text()?;
        let line = body.lines().nth(line.saturating_sub(1))?;
        // Hidden before it is cut: half a secret is not found any more.
        let hidden = self.0.secrets.hide(line);
        let before: String = line.chars().take(column).collect();
        let column = self.0.secrets.hide(&before).chars().count();
        let (from, to) = (column.saturating_sub(60), column.saturating_add(60));
        Some(hidden.chars().skip(from).take(to - from).collect())
    }

    /// Returns the response body as text, unchanged like [`body`](Self::body).
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        self.body().map(String::from_utf8_lossy)
    }

    /// Returns the response body unchanged. If the server returned credentials, they are in the
    /// body and in everything that is read from it, except [`code`](Self::code),
    /// [`message`](Self::message) and [`more_info`](Self::more_info).
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.response.as_ref().map(|response| &response.body[..])
    }

    /// Returns the response headers.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// Returns a response header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.response.as_ref()?.headers.get(name)?.to_str().ok()
    }

    /// Returns the id of the request, for the API's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let shape = self.0.response.as_ref()?.shape;
        shape.request_id.iter().find_map(|name| self.header(name))
    }

    /// Returns how long the server asks to wait (`Retry-After`, in seconds or as a date).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after_at(SystemTime::now())
    }

    pub(crate) fn retry_after_at(&self, now: SystemTime) -> Option<Duration> {
        let text = self.header("retry-after")?.trim();
        if let Ok(seconds) = text.parse::<f64>() {
            // A time that no `Duration` holds is longer than anybody waits.
            let time = || Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
            return (seconds >= 0.0).then(time);
        }
        let until = date::http_date(text)?;
        Some(until.duration_since(now).unwrap_or_default())
    }

    /// Returns the earlier failed attempts, in order. Empty if the call was not retried.
    #[must_use]
    pub fn attempts(&self) -> &[FailedAttempt] {
        &self.0.attempts
    }

    /// Returns whether the failure may be temporary: a failed or broken connection, a timeout, 429
    /// or 5xx. Whether it is safe to retry is another question: a call that creates something may
    /// have succeeded.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
            ErrorKind::Api => self.status().is_some_and(|status| status == 429 || status >= 500),
            _ => false,
        }
    }

    /// Returns whether the resource does not exist (404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Returns whether the call timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    fn field(&self, pointers: fn(&ErrorShape) -> &'static [&'static str]) -> Option<&Value> {
        let response = self.0.response.as_ref()?;
        let json = response.json.as_ref()?;
        let given = |value: &&Value| !value.is_null();
        let mut pointers = pointers(response.shape).iter();
        pointers.find_map(|pointer| json.pointer(pointer).filter(given))
    }

    fn text_of(&self, value: &Value) -> String {
        self.0.secrets.hide(&plain(value)).into_owned()
    }

    fn summary(&self, f: &mut impl fmt::Write) -> fmt::Result {
        let Some(response) = self.0.response.as_ref().filter(|_| self.0.text.is_empty()) else {
            return f.write_str(&self.0.text);
        };
        write!(f, "the server answered {}", response.status)?;
        if response.status.is_redirection() {
            f.write_str(", and redirects are not followed")?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        match self.code() {
            Some(code) => write!(f, " (code {code})"),
            None => Ok(()),
        }
    }
}

/// What an error says, and what its causes say.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |&error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// The beginning of a body, for a log.
fn excerpt(body: &str) -> String {
    match body.char_indices().nth(1024) {
        Some((end, _)) => format!("{}…", &body[..end]),
        None => body.to_owned(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.operation.is_empty() {
            write!(f, "{}: ", self.0.operation)?;
        }
        let mut text = String::new();
        self.summary(&mut text)?;
        f.write_str(&self.0.secrets.hide(&text))?;
        match &self.0.source {
            Some(source) if self.0.kind == ErrorKind::Decode => write!(f, ": {source}")?,
            _ => {}
        }
        match self.0.attempts.len() {
            0 => Ok(()),
            before => write!(f, " (after {} attempts)", before + 1),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind).field("message", &self.to_string());
        if let Some(response) = &self.0.response {
            out.field("status", &response.status);
            // Cut behind that: half a secret is not found any more.
            let body = String::from_utf8_lossy(&response.body);
            out.field("body", &excerpt(&self.0.secrets.hide(&body)));
        }
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        if !self.0.attempts.is_empty() {
            out.field("attempts", &self.0.attempts);
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}
