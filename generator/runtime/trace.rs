//! What an attempt tells `tracing`, in the words of OpenTelemetry's conventions for HTTP clients.
//! Neither values of parameters nor credentials are among it.

use super::body::Body;
use super::transport::{Attempt, Exchange, Next};

/// Whether spans look at requests.
#[cfg(feature = "tracing")]
pub(crate) fn is_on() -> bool {
    true
}

/// Whether spans look at requests.
#[cfg(not(feature = "tracing"))]
pub(crate) fn is_on() -> bool {
    false
}

/// Runs an attempt within a span.
#[cfg(feature = "tracing")]
pub(crate) fn traced<'a>(
    attempt: &Attempt,
    request: http::Request<Body>,
    next: Next<'a>,
) -> Exchange<'a> {
    use tracing::Instrument;
    use tracing::field::{Empty, display};
    let uri = request.uri();
    let default_port = if uri.scheme_str() == Some("http") { 80 } else { 443 };
    let span = tracing::info_span!(
        "http_request",
        otel.kind = "client",
        otel.name = %format_args!("{} {}", request.method(), attempt.path),
        operation = attempt.operation,
        http.request.method = %request.method(),
        http.request.resend_count = attempt.before,
        url.scheme = uri.scheme_str(),
        url.template = attempt.path,
        server.address = uri.host(),
        server.port = uri.port_u16().unwrap_or(default_port),
        http.response.status_code = Empty,
        error.r#type = Empty,
    );
    let inside = span.clone();
    let run = next.run(request);
    let work = async move {
        let answer = run.await;
        match &answer {
            Ok(answer) => {
                let status = answer.status().as_u16();
                inside.record("http.response.status_code", status);
                if status >= 400 {
                    inside.record("error.type", status);
                }
            }
            Err(error) => {
                inside.record("error.type", display(format_args!("{:?}", error.kind())));
            }
        }
        answer
    };
    Box::pin(work.instrument(span))
}

/// Runs an attempt.
#[cfg(not(feature = "tracing"))]
pub(crate) fn traced<'a>(
    _: &Attempt,
    request: http::Request<Body>,
    next: Next<'a>,
) -> Exchange<'a> {
    next.run(request)
}
