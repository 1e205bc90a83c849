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

/// A client of the API. Cloning it is cheap; the clones share connections and credentials.
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
    /// Puts the credential of a scheme into a request.
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

    /// The URL that an operation's path is put behind.
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

/// Whether what is sent there stays on this machine.
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

/// Sets up a [`Client`].
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

/// What is to send the requests.
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

    /// Sends every request to this URL instead of the servers of the description, those of single
    /// paths included. Credentials go to this server then, and to no other.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base = Some(url.into());
        self
    }

    /// Lets requests go out by plain HTTP to other machines: refused unless this says so, since
    /// anybody on the way can read the credentials. To this machine itself they may always.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Uses a `reqwest` client of your own making (proxies, certificates, pools). Redirects stay
    /// off: credentials are never sent where a redirect points. So does its verbose logging, which
    /// would show them. Proxies of the environment (`HTTPS_PROXY`) are used unless it says
    /// otherwise, but never for requests to this machine. The time to connect is what that builder says, or what
    /// [`connect_timeout`](Self::connect_timeout) sets after this.
    #[must_use]
    pub fn http_client(mut self, builder: reqwest::ClientBuilder) -> Self {
        self.transport = Sender::Reqwest(Box::new(builder));
        self.connect_timeout = None;
        self
    }

    /// Sends requests with another HTTP client, or with none at all, in a test.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Sender::Other(Box::new(transport));
        self
    }

    /// Puts something between the client and its transport. What is added first sees a request
    /// first and the answer last.
    #[must_use]
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// Whether and when a call that failed is tried again; [`Retry`] as it is by default unless
    /// set. [`Retry::never`] turns it off.
    #[must_use]
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.retry = Box::new(policy);
        self
    }

    /// Where the client takes its time from.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The time that a whole call may take, over all attempts and body included; 30 seconds unless
    /// set.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    #[cfg(part = "streams")]
    /// The time that an answer that is read as a stream may be silent for; 60 seconds unless set.
    /// [`timeout`](Self::timeout) holds until its head has come.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// The time that it may take to connect; 10 seconds unless set. Another transport than
    /// `reqwest` has its own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The longest body of an answer that is read, in bytes and after decompression; 64 MiB unless
    /// set. Of an answer that is read as a stream it bounds one event or line.
    #[must_use]
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
        self
    }

    /// Adds words to the `User-Agent`, such as the name and version of your program.
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
    /// Takes the credentials from the environment, for the schemes whose variables are all set,
    /// and the variables of servers. What has been set before stays as it is.
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

    /// The client.
    ///
    /// # Errors
    ///
    /// When the base URL is not one, the user agent cannot be a header, or the HTTP client cannot
    /// be set up.
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

/// A proxy for nothing at all. Where there is one, those of the environment do not count: one of
/// them would get requests to this machine, and their credentials with them, in the clear. A proxy
/// that the caller has set does count.
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
