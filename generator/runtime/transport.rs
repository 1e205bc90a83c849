//! The exchange with the server: the one place that knows the HTTP client.

use super::answer::Answer;
use super::description::ErrorShape;
use super::error::{Error, ErrorKind};
use super::request::Request;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};

/// Sends a request and reads the whole answer. Every status but 2xx is an error.
pub(crate) async fn exchange(
    http: &reqwest::Client,
    request: Request,
    longest_body: usize,
    shape: &'static ErrorShape,
) -> Result<Answer, Error> {
    let Request { operation, secrets, .. } = request;
    let mut headers = request.headers;
    // The HTTP client leaves it out, and some servers refuse a POST without (411).
    let is_empty = request.body.is_empty() && request.parts.is_none();
    if is_empty && has_content(&request.method) {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let body = match &request.parts {
        Some(parts) => parts.open().await.map(reqwest::Body::wrap),
        None => Ok(request.body.into()),
    };
    let sent = http
        .request(request.method, request.url)
        .headers(headers)
        .timeout(request.timeout)
        .body(body.map_err(|error| error.of(operation))?)
        .send()
        .await
        .map_err(|error| failure(error).of(operation))?;
    let status = sent.status();
    let headers = sent.headers().clone();
    let (body, fault) = read(sent, longest_body).await;
    let error = match fault {
        Some(error) => error.with(status, headers, body, shape),
        None if status.is_success() => {
            return Ok(Answer { operation, status, headers, body, shape, secrets });
        }
        None => Error::answered(status, headers, body, shape),
    };
    Err(error.of(operation).hiding(&secrets))
}

/// Whether a request of this method has a body, be it an empty one.
fn has_content(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

/// The body, or what came of it and why there is no more.
async fn read(mut sent: reqwest::Response, longest: usize) -> (Bytes, Option<Error>) {
    let mut body = BytesMut::new();
    let fault = loop {
        match sent.chunk().await {
            Ok(Some(chunk)) if chunk.len() > longest - body.len() => {
                let text = format!("the answer's body is longer than the {longest} bytes allowed");
                break Some(Error::new(ErrorKind::Transport, text));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break None,
            Err(error) => break Some(failure(error)),
        }
    };
    (body.freeze(), fault)
}

/// The URL is taken out of the error: a query may carry a key.
fn failure(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let (kind, text) = if error.is_timeout() {
        (ErrorKind::Timeout, "no answer within the time allowed")
    } else if error.is_connect() {
        (ErrorKind::Connect, "no connection to the server")
    } else if error.is_builder() {
        (ErrorKind::Configuration, "the request cannot be made")
    } else {
        (ErrorKind::Transport, "the exchange with the server broke off")
    };
    Error::new(kind, text).because(error)
}
