//! What an attempt tells `tracing`, in the words of OpenTelemetry's conventions for HTTP clients.
//! Neither values of parameters nor credentials are among it.

use super::attempt::Attempt;
use super::error::Error;
use http::{Method, StatusCode};
use std::future::Future;
use url::Url;

/// The span of an attempt: from the request to the last byte of the answer.
#[cfg(feature = "tracing")]
#[derive(Debug)]
pub(crate) struct Span(tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    /// What stands there before the first attempt, and between two of them.
    pub(crate) fn none() -> Self {
        Self(tracing::Span::none())
    }

    pub(crate) fn of(attempt: &Attempt, method: &Method, url: &Url) -> Self {
        use tracing::field::Empty;
        Self(tracing::info_span!(
            "http_request",
            otel.kind = "client",
            otel.name = %format_args!("{method} {}", attempt.path),
            otel.status_code = Empty,
            operation = attempt.operation,
            http.request.method = %method,
            http.request.resend_count = (attempt.before > 0).then_some(attempt.before),
            url.scheme = url.scheme(),
            url.template = attempt.path,
            server.address = url.host_str().map(|host| host.trim_matches(['[', ']'])),
            server.port = url.port_or_known_default(),
            http.response.status_code = Empty,
            "error.type" = Empty,
        ))
    }

    /// Does something within the span.
    pub(crate) fn inside<T>(&self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        tracing::Instrument::instrument(work, self.0.clone())
    }

    pub(crate) fn answered(&self, status: StatusCode) {
        self.0.record("http.response.status_code", status.as_u16());
    }

    pub(crate) fn failed(&self, error: &Error) {
        self.0.record("otel.status_code", "ERROR");
        match (error.kind(), error.status()) {
            (super::error_kind::ErrorKind::Api, Some(status)) => {
                self.0.record("error.type", tracing::field::display(status));
            }
            (kind, _) => {
                self.0.record("error.type", tracing::field::debug(kind));
            }
        }
    }
}

/// Without `tracing` there is none.
#[cfg(not(feature = "tracing"))]
#[derive(Debug)]
pub(crate) struct Span;

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn none() -> Self {
        Self
    }

    pub(crate) fn of(_: &Attempt, _: &Method, _: &Url) -> Self {
        Self
    }

    pub(crate) fn inside<T>(&self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        work
    }

    pub(crate) fn answered(&self, _: StatusCode) {}

    pub(crate) fn failed(&self, _: &Error) {}
}
