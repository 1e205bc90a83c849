//! The client and its builder.

use super::attempt::Attempt;
use super::body::Body;
use super::clock::{Clock, TokioClock};
#[cfg(part = "credentials")]
use super::credential::Credential;
use super::description::{Server, Service};
use super::error::Error;
use super::error_kind::ErrorKind;
#[cfg(part = "credentials")]
use super::known::Known;
#[cfg(part = "moved")]
use super::moved;
use super::request::Request;
use super::retry::{Retry, RetryPolicy};
use super::server;
#[cfg(part = "server-variables")]
use super::server::Variables;
use super::transport::{self, Backend, Middleware, Next, Transport, TransportFuture};
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A client of the API. Clones are cheap and share connections and credentials.
// What it holds has no methods here: those would take names that operations want.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) service: &'static Service,
    backend: Backend,
    middleware: Vec<Arc<dyn Middleware>>,
    pub(crate) retry: Box<dyn RetryPolicy>,
    pub(crate) clock: Arc<dyn Clock>,
    base: Option<Url>,
    allow_http: bool,
    #[cfg(part = "server-variables")]
    variables: Variables,
    #[cfg(part = "credentials")]
    credentials: Vec<Option<Credential>>,
    pub(crate) agent: HeaderValue,
    pub(crate) timeout: Duration,
    #[cfg(part = "streams")]
    pub(crate) idle_timeout: Duration,
    pub(crate) max_body_size: usize,
}

impl Inner {
    #[cfg(part = "credentials")]
    pub(crate) fn credential(&self, scheme: usize) -> Option<&Credential> {
        self.credentials.get(scheme)?.as_ref()
    }

    #[cfg(part = "credentials")]
    /// Adds the credential of a scheme to a request.
    pub(crate) fn attach(
        &self,
        credential: &Known,
        scheme: usize,
        to: &mut Request,
    ) -> Result<(), Error> {
        let Some(scheme) = self.service.schemes.get(scheme) else { return Ok(()) };
        credential.attach(to, scheme.kind).map_err(|why| {
            let text = format!("the credentials of `{}` {why}", scheme.name);
            Error::new(ErrorKind::Credentials, text)
        })
    }

    #[cfg(part = "server-variables")]
    fn server(&self, servers: &[Server]) -> Result<String, Error> {
        server::url(servers, &self.variables)
    }

    #[cfg(not(part = "server-variables"))]
    fn server(&self, servers: &[Server]) -> Result<String, Error> {
        server::url(servers)
    }

    /// Returns the URL to which an operation's path is appended.
    pub(crate) fn base(&self, servers: &[Server]) -> Result<Url, Error> {
        if let Some(base) = &self.base {
            return Ok(base.clone());
        }
        let url = Url::parse(&self.server(servers)?).map_err(|error| {
            let text = "the server's URL is not complete: set one with `base_url`";
            Error::new(ErrorKind::Configuration, text).because(error)
        })?;
        if self.is_in_the_clear(&url) {
            return Err(in_the_clear("the description's server"));
        }
        Ok(url)
    }

    #[cfg(part = "moved")]
    /// The URL that stands for another one on the same servers (see [`moved`]).
    pub(crate) fn moved(&self, servers: &[Server], url: &Url) -> Option<Url> {
        match &self.base {
            Some(_) => None,
            None => {
                moved::moved(servers, &self.variables, url).filter(|url| !self.is_in_the_clear(url))
            }
        }
    }

    fn is_in_the_clear(&self, url: &Url) -> bool {
        !self.allow_http && url.scheme() == "http" && !is_loopback(url)
    }

    /// Sends a request on its way through the middleware. Only where somebody looks at it does it
    /// have to be one of the `http` crate.
    pub(crate) fn send(
        &self,
        request: Request,
        body: Body,
        attempt: Attempt,
    ) -> TransportFuture<'_> {
        let backend = match &self.backend {
            Backend::Reqwest(http) if self.middleware.is_empty() => {
                return transport::send(http, request, body);
            }
            backend => backend,
        };
        match request.complete(body) {
            Ok(mut request) => {
                request.extensions_mut().insert(attempt);
                Next { middleware: &self.middleware, backend }.run(request)
            }
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }
}

/// Returns whether a URL is on the local machine.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn in_the_clear(what: &str) -> Error {
    let text = format!(
        "{what} uses plain HTTP, which exposes credentials: use \
         https, or say `allow_http(true)`"
    );
    Error::new(ErrorKind::Configuration, text)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.0.service.agent)
            .field("base_url", &self.0.base.as_ref().map(Url::as_str))
            .field("timeout", &self.0.timeout)
            .finish_non_exhaustive()
    }
}

/// Builds a [`Client`].
pub struct ClientBuilder {
    service: &'static Service,
    transport: Sender,
    middleware: Vec<Arc<dyn Middleware>>,
    retry: Box<dyn RetryPolicy>,
    clock: Arc<dyn Clock>,
    base: Option<String>,
    allow_http: bool,
    #[cfg(part = "server-variables")]
    variables: Variables,
    #[cfg(part = "credentials")]
    credentials: Vec<Option<Credential>>,
    agent: String,
    timeout: Duration,
    #[cfg(part = "streams")]
    idle_timeout: Duration,
    connect_timeout: Option<Duration>,
    max_body_size: usize,
}

/// The transport that will be built.
enum Sender {
    Reqwest(Box<reqwest::ClientBuilder>),
    Other(Box<dyn Transport>),
}

impl ClientBuilder {
    pub(crate) fn new(service: &'static Service) -> Self {
        let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
        Self {
            service,
            transport: Sender::Reqwest(Box::default()),
            middleware: Vec::new(),
            retry: Box::new(Retry::default()),
            clock: Arc::new(TokioClock),
            base: None,
            allow_http: false,
            #[cfg(part = "server-variables")]
            variables: Variables::new(),
            #[cfg(part = "credentials")]
            credentials: service.schemes.iter().map(|_| None).collect(),
            agent: format!("{} ({os} {arch})", service.agent),
            timeout: Duration::from_secs(30),
            #[cfg(part = "streams")]
            idle_timeout: Duration::from_secs(60),
            connect_timeout: Some(Duration::from_secs(10)),
            max_body_size: 64 << 20,
        }
    }

    /// Sends every request to this URL instead of the document's servers, including those of single
    /// operations. Credentials are then sent to this server only.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base = Some(url.into());
        self
    }

    /// Allows unencrypted HTTP to other machines. It is refused by default, because it exposes
    /// credentials. Unencrypted HTTP to the local machine is always allowed.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Uses a custom `reqwest` client, for example with a proxy, certificates or a connection pool.
    /// Redirects stay off, because credentials must not be sent to their targets, and so does
    /// verbose logging, which would show credentials. Environment proxies such as `HTTPS_PROXY` are
    /// used unless the builder disables them, but never for requests to the local machine. The
    /// connect timeout is that of the builder, unless [`connect_timeout`](Self::connect_timeout) is
    /// called afterwards.
    #[must_use]
    pub fn http_client(mut self, builder: reqwest::ClientBuilder) -> Self {
        self.transport = Sender::Reqwest(Box::new(builder));
        self.connect_timeout = None;
        self
    }

    /// Sets the transport that sends requests: another HTTP client, or a replacement for tests.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Sender::Other(Box::new(transport));
        self
    }

    /// Adds a middleware between the client and its transport. The middleware that is added first
    /// sees a request first and its response last.
    #[must_use]
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// Sets the retry policy. Defaults to [`Retry`]; [`Retry::never`] turns retries off.
    #[must_use]
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.retry = Box::new(policy);
        self
    }

    /// Sets the clock, which measures timeouts and waits between attempts.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets the timeout of a call, including all attempts and the body. Defaults to 30 seconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    #[cfg(part = "streams")]
    /// Sets the idle timeout of a streamed response. Defaults to 60 seconds. Until the response's
    /// head arrives, [`timeout`](Self::timeout) applies.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// Sets the timeout for connecting. Defaults to 10 seconds. It only applies to the default
    /// transport.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sets the largest response body, in bytes after decompression. Defaults to 64 MiB. For a
    /// streamed response it limits one event or line.
    #[must_use]
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
        self
    }

    /// Appends to the `User-Agent`, for example the name and version of your program.
    #[must_use]
    pub fn user_agent(mut self, words: impl AsRef<str>) -> Self {
        self.agent = format!("{} {}", self.agent, words.as_ref());
        self
    }

    #[cfg(part = "credentials")]
    pub(crate) fn credential(mut self, scheme: usize, credential: Credential) -> Self {
        self.credentials[scheme] = Some(credential);
        self
    }

    #[cfg(part = "server-variables")]
    pub(crate) fn variable(mut self, name: &'static str, value: String) -> Self {
        self.variables.insert(name, value);
        self
    }

    #[cfg(part = "environment")]
    /// Reads the credentials of all schemes whose variables are set, and server variables, from the
    /// environment. Values that were set before are kept.
    pub(crate) fn credentials_from_env(mut self) -> Result<Self, Error> {
        let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        #[cfg(part = "server-variables")]
        for (variable, env) in self.service.variables {
            if let (false, Some(value)) = (self.variables.contains_key(variable), read(env)) {
                self.variables.insert(variable, value);
            }
        }
        let mut wanted = Vec::new();
        for (index, scheme) in self.service.schemes.iter().enumerate() {
            if self.credentials[index].is_some() {
                continue;
            }
            let values: Vec<String> = scheme.env.iter().filter_map(|name| read(name)).collect();
            if scheme.env.is_empty() || values.len() < scheme.env.len() {
                wanted.push(scheme.env.join(" and "));
                continue;
            }
            let mut values = values.into_iter();
            self.credentials[index] = match (values.next(), values.next()) {
                #[cfg(part = "basic")]
                (Some(user), Some(password)) => Some(Credential::basic(user, password)),
                #[cfg(part = "token")]
                (Some(token), _) => Some(Credential::token(token)),
                _ => None,
            };
        }
        if self.credentials.iter().any(Option::is_some) {
            return Ok(self);
        }
        wanted.retain(|names| !names.is_empty());
        let text = match wanted.as_slice() {
            [] => "no environment variables are known for them".to_owned(),
            names => format!("set the environment variables {}", names.join(", or ")),
        };
        Err(Error::new(ErrorKind::Credentials, text))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// The base URL or the user agent is invalid, or the HTTP client cannot be built.
    pub fn build(self) -> Result<Client, Error> {
        let base = self.base.as_deref().map(check_base).transpose()?;
        if base
            .as_ref()
            .is_some_and(|url| url.scheme() == "http" && !self.allow_http && !is_loopback(url))
        {
            return Err(in_the_clear("the base URL"));
        }
        let agent = HeaderValue::from_str(&self.agent).map_err(|error| {
            Error::new(ErrorKind::Configuration, "the user agent cannot be a header").because(error)
        })?;
        #[cfg(part = "server-variables")]
        let called = server::url(self.service.servers, &self.variables);
        #[cfg(not(part = "server-variables"))]
        let called = server::url(self.service.servers);
        let called = called.ok().and_then(|url| Url::parse(&url).ok());
        let stays = base.clone().or(called).is_some_and(|url| is_loopback(&url));
        Ok(Client(Arc::new(Inner {
            service: self.service,
            backend: self.transport.build(self.connect_timeout, stays)?,
            middleware: self.middleware,
            retry: self.retry,
            clock: self.clock,
            base,
            allow_http: self.allow_http,
            #[cfg(part = "server-variables")]
            variables: self.variables,
            #[cfg(part = "credentials")]
            credentials: self.credentials,
            agent,
            timeout: self.timeout,
            #[cfg(part = "streams")]
            idle_timeout: self.idle_timeout,
            max_body_size: self.max_body_size,
        })))
    }
}

impl Sender {
    /// `stays`: what is sent never leaves this machine.
    fn build(self, connect_timeout: Option<Duration>, stays: bool) -> Result<Backend, Error> {
        let mut builder = match self {
            Self::Reqwest(builder) => *builder,
            Self::Other(transport) => return Ok(Backend::Other(transport)),
        };
        if let Some(timeout) = connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        if stays {
            builder = builder.proxy(nobody()?);
        }
        // Verbose is to log all that is sent and received, credentials and all.
        let builder = builder.redirect(reqwest::redirect::Policy::none()).connection_verbose(false);
        builder.build().map(Backend::Reqwest).map_err(not_set_up)
    }
}

/// Returns a proxy that matches no URL. With a proxy set, `reqwest` ignores those of the
/// environment, which would receive requests to the local machine, and their credentials,
/// unencrypted. A proxy that the caller has set is still used.
fn nobody() -> Result<reqwest::Proxy, Error> {
    let proxy = reqwest::Proxy::https("http://127.0.0.1:9").map_err(not_set_up)?;
    Ok(proxy.no_proxy(reqwest::NoProxy::from_string("*,0.0.0.0/0,::/0")))
}

fn not_set_up(error: reqwest::Error) -> Error {
    Error::new(ErrorKind::Configuration, "the HTTP client cannot be set up").because(error)
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One that holds credentials will be refused, and must not be shown before that.
        let base = self.base.as_deref().and_then(|url| check_base(url).ok());
        f.debug_struct("ClientBuilder")
            .field("service", &self.service.agent)
            .field("base_url", &base.as_ref().map(Url::as_str))
            .finish_non_exhaustive()
    }
}

fn check_base(text: &str) -> Result<Url, Error> {
    let bad = |why: &str| Error::new(ErrorKind::Configuration, format!("the base URL {why}"));
    let url = Url::parse(text).map_err(|error| bad("is not a URL").because(error))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(bad("is not an HTTP URL"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("holds credentials: give them to the client instead"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(bad("has a query or a fragment"));
    }
    Ok(url)
}
