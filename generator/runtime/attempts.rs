//! A call on the wire: attempt after attempt, until one succeeds or there is no sense in another.

use super::attempt::Attempt;
use super::body::Body;
use super::client::Client;
use super::clock::Limit;
#[cfg(part = "bearer")]
use super::credential::Credential;
use super::error::Error;
use super::error_kind::{ErrorKind, FailedAttempt};
use super::request::{Repeat, Request};
#[cfg(part = "send")]
use super::response::RawResponse;
use super::retry::Failure;
use super::secrets::Secrets;
use super::trace::Span;
use super::transport::TransportFuture;
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use std::future::Future;
#[cfg(any(part = "bearer", part = "files"))]
use std::pin::Pin;
use std::pin::pin;
use std::time::{Duration, Instant};

#[cfg(part = "send")]
/// Sends a request and reads the whole answer. Every status but 2xx is an error.
// What is in a future across an `await` is in its box, and blocks of more than a thousand bytes are
// slow to get: hence few things here are held for longer than they are needed.
pub(crate) async fn whole(client: Client, call: Box<dyn Repeat>) -> Result<RawResponse, Error> {
    let mut attempts = Attempts::new(&client, &*call);
    loop {
        let response = match attempts.head().await {
            Ok(mut head) => {
                let body = attempts.body(&mut head.body).await;
                attempts.judge(head, body)
            }
            Err(error) => Err(error),
        };
        match response {
            Ok(response) => return Ok(response),
            Err(error) => attempts.wait_after(error).await?,
        }
    }
}

#[cfg(part = "streams")]
/// Sends a request and answers as soon as the head of a success has come.
pub(crate) async fn open(client: &Client, call: &dyn Repeat) -> Result<Head, Error> {
    let mut attempts = Attempts::new(client, call);
    loop {
        let error = match attempts.head().await {
            Ok(mut head) if call.is_success(head.status) => {
                head.span = attempts.span;
                return Ok(head);
            }
            Ok(mut head) => {
                let body = attempts.body(&mut head.body).await;
                attempts.failure(head, body)
            }
            Err(error) => error,
        };
        attempts.wait_after(error).await?;
    }
}

/// What comes before the body of an answer, and the body, still to be read.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// What the request was sent with, and must not show.
    pub(crate) secrets: Secrets,
    #[cfg(part = "streams")]
    /// Goes on for as long as the body is read, where somebody else does that.
    pub(crate) span: Span,
}

impl Head {
    fn new(response: http::Response<Body>, secrets: Secrets) -> Self {
        let (head, body) = response.into_parts();
        let mut headers = head.headers;
        secrets.mark(&mut headers);
        Self {
            status: head.status,
            headers,
            body,
            secrets,
            #[cfg(part = "streams")]
            span: Span::none(),
        }
    }
}

/// An attempt that has begun.
enum Begun<'a> {
    Sent(TransportFuture<'a>, Secrets),
    #[cfg(any(part = "bearer", part = "files"))]
    /// A token has to be fetched, or a file opened.
    Later(Pin<Box<dyn Future<Output = Result<Ready, Error>> + Send + 'a>>),
}

/// A call on its way.
struct Attempts<'a> {
    client: &'a Client,
    call: &'a dyn Repeat,
    began: Instant,
    limit: Limit,
    /// The next one.
    attempt: Attempt,
    method: Method,
    /// Whether the last one sent something that can be sent again.
    repeatable: bool,
    tried: Vec<FailedAttempt>,
    #[cfg(part = "bearer")]
    /// The tokens of the last attempt: scheme and number.
    tokens: Vec<(usize, u64)>,
    #[cfg(part = "bearer")]
    /// A token that was refused has been renewed: that is done once.
    renewed: bool,
    /// Of the attempt that is under way.
    span: Span,
}

impl<'a> Attempts<'a> {
    fn new(client: &'a Client, call: &'a dyn Repeat) -> Self {
        let clock = &client.0.clock;
        Self {
            client,
            call,
            began: clock.now(),
            limit: Limit::new(clock.timer(call.time_limit())),
            attempt: call.attempt(),
            method: Method::default(),
            repeatable: false,
            tried: Vec::new(),
            #[cfg(part = "bearer")]
            tokens: Vec::new(),
            #[cfg(part = "bearer")]
            renewed: false,
            span: Span::none(),
        }
    }

    /// An attempt, up to the head of the answer.
    async fn head(&mut self) -> Result<Head, Error> {
        let (sent, secrets) = match self.begin()? {
            Begun::Sent(sent, secrets) => (sent, secrets),
            #[cfg(any(part = "bearer", part = "files"))]
            Begun::Later(mut later) => {
                let ready = self.limit.hold(later.as_mut()).await??;
                self.send(ready)
            }
        };
        let response = self.limit.hold(pin!(self.span.inside(sent))).await?;
        let response = response.map_err(|error| error.hiding(&secrets))?;
        self.span.answered(response.status());
        Ok(Head::new(response, secrets))
    }

    fn begin(&mut self) -> Result<Begun<'a>, Error> {
        self.repeatable = false;
        let mut request = self.call.request()?;
        self.method = request.method.clone();
        self.repeatable = true;
        #[cfg(part = "files")]
        if !request.is_repeatable() {
            self.repeatable = false;
        }
        #[cfg(any(part = "bearer", part = "files"))]
        if request.is_incomplete() {
            return Ok(Begun::Later(Box::pin(prepare(request, self.client))));
        }
        let body = Body::from(std::mem::take(&mut request.body));
        let ready = Ready {
            request,
            body,
            #[cfg(part = "bearer")]
            tokens: Vec::new(),
        };
        let (sent, secrets) = self.send(ready);
        Ok(Begun::Sent(sent, secrets))
    }

    /// Begins to send a request. What it takes is not kept: see `transport::send`.
    fn send(&mut self, ready: Ready) -> (TransportFuture<'a>, Secrets) {
        let Ready { mut request, body, .. } = ready;
        #[cfg(part = "bearer")]
        self.tokens.clone_from(&ready.tokens);
        self.span = Span::of(&self.attempt, &request.method, &request.url);
        let secrets = std::mem::take(&mut request.secrets);
        let sent = self.client.0.send(*request, body, self.attempt);
        self.attempt.before += 1;
        (sent, secrets)
    }

    /// The rest of an attempt: the whole body, or as much of it as came and why there is no more.
    fn body(&mut self, body: &mut Body) -> impl Future<Output = (Bytes, Option<Error>)> {
        self.span.inside(read(body, self.client.0.max_body_size, &mut self.limit))
    }

    #[cfg(part = "send")]
    /// The answer, if it is a success.
    fn judge(&self, head: Head, body: (Bytes, Option<Error>)) -> Result<RawResponse, Error> {
        if body.1.is_some() || !self.call.is_success(head.status) {
            return Err(self.failure(head, body));
        }
        Ok(RawResponse {
            #[cfg(any(part = "json", part = "text"))]
            operation: self.attempt.operation,
            status: head.status,
            headers: head.headers,
            body: body.0,
            shape: &self.client.0.service.errors,
            #[cfg(any(part = "json", part = "text"))]
            secrets: head.secrets,
        })
    }

    /// The error that an answer is.
    fn failure(&self, head: Head, body: (Bytes, Option<Error>)) -> Error {
        let shape = &self.client.0.service.errors;
        let Head { status, headers, secrets, .. } = head;
        let (body, fault) = body;
        let error = match fault {
            Some(error) => error.with(status, headers, body, shape),
            None => Error::answered(status, headers, body, shape),
        };
        error.hiding(&secrets)
    }

    /// Waits before another attempt, or returns the error where there is none.
    async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        self.span.failed(&error);
        self.span = Span::none();
        let Some(waited) = self.wait(&error) else {
            let tried = std::mem::take(&mut self.tried);
            return Err(error.of(self.attempt.operation).after(tried));
        };
        self.tried.push(FailedAttempt { kind: error.kind(), status: error.status(), waited });
        drop(error);
        self.client.0.clock.sleep(waited).await;
        Ok(())
    }

    #[cfg(part = "bearer")]
    /// The tokens of the last attempt were refused.
    fn forget_tokens(&self) {
        for (scheme, number) in &self.tokens {
            let credential = self.client.0.credential(*scheme);
            if let Some(source) = credential.and_then(Credential::as_source) {
                source.forget(*number);
            }
        }
    }

    /// How long to wait before another attempt, where there is to be one.
    fn wait(&mut self, error: &Error) -> Option<Duration> {
        let was_sent = !matches!(
            error.kind(),
            ErrorKind::Configuration | ErrorKind::Argument | ErrorKind::Credentials
        );
        if !was_sent || self.limit.is_over() || !self.repeatable {
            return None;
        }
        #[cfg(part = "bearer")]
        if error.status() == Some(401) && !self.renewed && !self.tokens.is_empty() {
            self.renewed = true;
            self.forget_tokens();
            return Some(Duration::ZERO);
        }
        let clock = &self.client.0.clock;
        let elapsed = clock.now().saturating_duration_since(self.began);
        let failure = Failure {
            error,
            method: self.method.as_str(),
            attempts: self.attempt.before,
            elapsed,
            retry_after: error.retry_after_at(clock.date()),
        };
        let wait = self.client.0.retry.wait(&failure)?;
        (elapsed.saturating_add(wait) < self.call.time_limit()).then_some(wait)
    }
}

/// A request that lacks nothing.
struct Ready {
    request: Box<Request>,
    /// What is sent with it, in place of its own body.
    body: Body,
    #[cfg(part = "bearer")]
    /// The numbers of the tokens that it carries, by scheme.
    tokens: Vec<(usize, u64)>,
}

#[cfg(part = "bearer")]
/// Fetches the tokens that a request needs, and opens its files.
async fn prepare(mut request: Box<Request>, client: &Client) -> Result<Ready, Error> {
    let client = &*client.0;
    let mut tokens = Vec::new();
    for scheme in std::mem::take(&mut request.deferred) {
        let source = client.credential(scheme).and_then(|it| it.as_source());
        let Some(source) = source else { continue };
        let (token, number) = source.token(&*client.clock).await?;
        client.attach(&token, scheme, &mut request)?;
        tokens.push((scheme, number));
    }
    let body = request.content().await?;
    Ok(Ready { request, body, tokens })
}

#[cfg(all(part = "files", not(part = "bearer")))]
/// Opens the files of a request.
async fn prepare(request: Box<Request>, _: &Client) -> Result<Ready, Error> {
    let body = request.content().await?;
    Ok(Ready { request, body })
}

async fn read(body: &mut Body, longest: usize, limit: &mut Limit) -> (Bytes, Option<Error>) {
    // Most bodies come in one piece, which need not be copied.
    let mut first = Bytes::new();
    let mut all = Vec::new();
    let fault = loop {
        let chunk = match limit.hold(pin!(body.chunk())).await {
            Ok(None) => break None,
            Ok(Some(Ok(chunk))) => chunk,
            Ok(Some(Err(error))) | Err(error) => break Some(error),
        };
        if chunk.len() > longest - first.len() - all.len() {
            let text = format!("the response's body is longer than the {longest} bytes allowed");
            break Some(Error::new(ErrorKind::TooLong, text));
        }
        if first.is_empty() && all.is_empty() {
            first = chunk;
            continue;
        }
        for piece in [std::mem::take(&mut first), chunk] {
            make_room(&mut all, piece.len(), longest);
            all.extend_from_slice(&piece);
        }
    };
    (if all.is_empty() { first } else { all.into() }, fault)
}

/// Makes room for more: twice as much as there is, and in the last step all that may be read, so
/// that while a buffer moves there is at most half of that beside it.
fn make_room(all: &mut Vec<u8>, more: usize, longest: usize) {
    let needed = all.len() + more;
    if needed > all.capacity() {
        let doubled = all.capacity().saturating_mul(2).max(needed);
        let room = if doubled > longest / 2 { longest } else { doubled };
        all.reserve_exact(room.max(needed) - all.len());
    }
}
