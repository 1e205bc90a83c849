//! A call on the wire: attempt after attempt, until one succeeds or there is no sense in another.

use super::answer::Answer;
use super::body::Body;
use super::client::Client;
use super::clock::Limit;
use super::credential::{Credential, Secrets};
use super::error::{Error, ErrorKind};
use super::request::{Outgoing, Request};
use super::retry::{Failure, Tried};
use super::trace::Span;
use super::transport::Attempt;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use std::pin::pin;
use std::time::{Duration, Instant};

/// Sends a request and reads the whole answer. Every status but 2xx is an error.
pub(crate) async fn whole(client: &Client, request: &Request) -> Result<Answer, Error> {
    let mut attempts = Attempts::new(client, request);
    loop {
        let answer = match attempts.head().await {
            Ok(head) => attempts.read(head).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(answer) => return Ok(answer),
            Err(error) => attempts.wait_after(error).await?,
        }
    }
}

/// Sends a request and answers as soon as the head of a success has come.
pub(crate) async fn open(client: &Client, request: &Request) -> Result<Head, Error> {
    let mut attempts = Attempts::new(client, request);
    loop {
        let head = match attempts.head().await {
            Ok(mut head) if head.status.is_success() => {
                head.span = attempts.span;
                return Ok(head);
            }
            Ok(head) => attempts.read(head).await.err(),
            Err(error) => Some(error),
        };
        if let Some(error) = head {
            attempts.wait_after(error).await?;
        }
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
    /// Goes on for as long as the body is read, where somebody else does that.
    pub(crate) span: Span,
}

/// A call on its way.
struct Attempts<'a> {
    client: &'a Client,
    request: &'a Request,
    began: Instant,
    limit: Limit,
    made: u32,
    tried: Vec<Tried>,
    /// The tokens of the last attempt: scheme and number.
    tokens: Vec<(usize, u64)>,
    /// A token that was refused has been renewed: that is done once.
    renewed: bool,
    /// Of the attempt that is under way.
    span: Span,
}

impl<'a> Attempts<'a> {
    fn new(client: &'a Client, request: &'a Request) -> Self {
        let clock = &client.0.clock;
        let (began, limit) = (clock.now(), Limit::new(clock.timer(request.timeout)));
        let (tried, tokens, span) = (Vec::new(), Vec::new(), Span::none());
        Self { client, request, began, limit, made: 0, tried, tokens, renewed: false, span }
    }

    /// An attempt, up to the head of the answer.
    async fn head(&mut self) -> Result<Head, Error> {
        let Self { client, request, .. } = *self;
        let attempt =
            Attempt { operation: request.operation, path: request.path, before: self.made };
        self.made += 1;
        let (tokens, span) = (&mut self.tokens, &mut self.span);
        let sending = async {
            let Outgoing { mut request, url, secrets, tokens: used } =
                request.outgoing(&client.0).await?;
            *tokens = used;
            if client.0.is_watched() {
                request.extensions_mut().insert(attempt);
            }
            *span = Span::of(&attempt, request.method(), &url);
            let answer = span.inside(client.0.send(request, &url)).await;
            let (head, body) = answer.map_err(|error| error.hiding(&secrets))?.into_parts();
            span.answered(head.status);
            let mut headers = head.headers;
            secrets.mark(&mut headers);
            Ok(Head { status: head.status, headers, body, secrets, span: Span::none() })
        };
        self.limit.hold(pin!(sending)).await?
    }

    /// The rest of an attempt: the body, and whether the answer is a success.
    async fn read(&mut self, head: Head) -> Result<Answer, Error> {
        let shape = &self.client.0.service.errors;
        let Head { status, headers, body, secrets, .. } = head;
        let read = read(body, self.client.0.longest_body, &mut self.limit);
        let (body, fault) = self.span.inside(read).await;
        let error = match fault {
            Some(error) => error.with(status, headers, body, shape),
            None if status.is_success() => {
                let operation = self.request.operation;
                return Ok(Answer { operation, status, headers, body, shape, secrets });
            }
            None => Error::answered(status, headers, body, shape),
        };
        Err(error.hiding(&secrets))
    }

    /// Waits before another attempt, or returns the error where there is none.
    async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        self.span.failed(&error);
        self.span = Span::none();
        let Some(waited) = self.wait(&error) else {
            let tried = std::mem::take(&mut self.tried);
            return Err(error.of(self.request.operation).after(tried));
        };
        self.tried.push(Tried { kind: error.kind(), status: error.status(), waited });
        drop(error);
        self.client.0.clock.sleep(waited).await;
        Ok(())
    }

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
        if !was_sent || self.limit.is_over() || !self.request.is_repeatable() {
            return None;
        }
        if error.status() == Some(401) && !self.renewed && !self.tokens.is_empty() {
            self.renewed = true;
            self.forget_tokens();
            return Some(Duration::ZERO);
        }
        let clock = &self.client.0.clock;
        let elapsed = clock.now().saturating_duration_since(self.began);
        let failure = Failure {
            error,
            method: self.request.method(),
            attempts: self.made,
            elapsed,
            retry_after: error.retry_after_at(clock.date()),
        };
        let wait = self.client.0.retry.wait(&failure)?;
        (elapsed.saturating_add(wait) < self.request.timeout).then_some(wait)
    }
}

/// The whole body, or as much of it as came and why there is no more.
async fn read(mut body: Body, longest: usize, limit: &mut Limit) -> (Bytes, Option<Error>) {
    // Most bodies come in one piece, which need not be copied.
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    let fault = loop {
        let chunk = match limit.hold(pin!(body.chunk())).await {
            Ok(None) => break None,
            Ok(Some(Ok(chunk))) => chunk,
            Ok(Some(Err(error))) | Err(error) => break Some(error),
        };
        if chunk.len() > longest - first.len() - all.len() {
            let text = format!("the answer's body is longer than the {longest} bytes allowed");
            break Some(Error::new(ErrorKind::TooLong, text));
        }
        if first.is_empty() && all.is_empty() {
            first = chunk;
            continue;
        }
        all.extend_from_slice(&std::mem::take(&mut first));
        all.extend_from_slice(&chunk);
    };
    (if all.is_empty() { first } else { all.freeze() }, fault)
}
