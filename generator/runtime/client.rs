//! The client and its builder.

use super::answer::Answer;
use super::call::Call;
use super::credential::Credential;
use super::description::{Operation, Server, Service};
use super::error::{Error, ErrorKind};
use super::request::Request;
use super::transport;
use http::HeaderValue;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A client of the API. Cloning it is cheap; the clones share connections and credentials.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    service: &'static Service,
    http: reqwest::Client,
    base: Option<Url>,
    variables: BTreeMap<&'static str, String>,
    credentials: Vec<Option<Credential>>,
    agent: HeaderValue,
    timeout: Duration,
    longest_body: usize,
}

impl Client {
    pub(crate) fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    pub(crate) fn service(&self) -> &'static Service {
        self.0.service
    }

    pub(crate) fn credential(&self, scheme: usize) -> Option<&Credential> {
        self.0.credentials.get(scheme)?.as_ref()
    }

    pub(crate) fn agent(&self) -> HeaderValue {
        self.0.agent.clone()
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    /// The URL, without a closing slash, that an operation's path is put behind.
    pub(crate) fn base(&self, servers: &[Server]) -> Result<String, Error> {
        if let Some(base) = &self.0.base {
            return Ok(base.as_str().trim_end_matches('/').to_owned());
        }
        let chosen = &self.0.variables;
        // The first server that has every variable that was set.
        let suits = |server: &&Server| {
            let has = |name: &str| server.variables.iter().any(|variable| variable.name == name);
            chosen.keys().all(|name| has(name))
        };
        let Some(server) = servers.iter().find(suits).or(servers.first()) else {
            return Err(no_server());
        };
        let url = fill(server, chosen)?;
        Ok(url.trim_end_matches('/').to_owned())
    }

    pub(crate) async fn execute(&self, request: Request) -> Result<Answer, Error> {
        let inner = &self.0;
        transport::exchange(&inner.http, request, inner.longest_body, &inner.service.errors).await
    }
}

/// A server's URL with its variables put in. A value must not end the host: `evil.example/` in
/// `https://{region}.example.com` would send the credentials to somebody else.
fn fill(server: &Server, chosen: &BTreeMap<&'static str, String>) -> Result<String, Error> {
    let mut url = server.url.to_owned();
    for variable in server.variables {
        let slot = format!("{{{}}}", variable.name);
        let Some(value) = chosen.get(variable.name) else {
            url = url.replace(&slot, variable.default);
            continue;
        };
        let host = url.split('/').nth(2).unwrap_or_default();
        let ends_host =
            value.contains(['?', '#', '@', '\\']) || (value.contains('/') && host.contains(&slot));
        if ends_host {
            let why = format!("must not be {value:?}: it would change the host");
            return Err(Error::argument(variable.name, why));
        }
        url = url.replace(&slot, value);
    }
    Ok(url)
}

fn no_server() -> Error {
    let text = "the description names no server with a full URL: set one with `base_url`";
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
    http: reqwest::ClientBuilder,
    base: Option<String>,
    variables: BTreeMap<&'static str, String>,
    credentials: Vec<Option<Credential>>,
    agent: String,
    timeout: Duration,
    longest_body: usize,
}

impl ClientBuilder {
    pub(crate) fn new(service: &'static Service) -> Self {
        let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
        Self {
            service,
            http: reqwest::Client::builder(),
            base: None,
            variables: BTreeMap::new(),
            credentials: service.schemes.iter().map(|_| None).collect(),
            agent: format!("{} ({os} {arch})", service.agent),
            timeout: Duration::from_secs(30),
            longest_body: 64 << 20,
        }
    }

    /// Sends every request to this URL instead of the servers of the description, those of single
    /// paths included. Credentials go to this server then, and to no other.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base = Some(url.into());
        self
    }

    /// Uses an HTTP client of your own making (proxies, certificates, pools). Redirects stay off:
    /// credentials are never sent where a redirect points.
    #[must_use]
    pub fn http_client(mut self, builder: reqwest::ClientBuilder) -> Self {
        self.http = builder;
        self
    }

    /// The time that a whole exchange may take, body included; 30 seconds unless set.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The longest body of an answer that is read, in bytes; 64 MiB unless set.
    #[must_use]
    pub fn longest_body(mut self, bytes: usize) -> Self {
        self.longest_body = bytes;
        self
    }

    /// Adds words to the `User-Agent`, such as the name and version of your program.
    #[must_use]
    pub fn user_agent(mut self, words: impl AsRef<str>) -> Self {
        self.agent = format!("{} {}", self.agent, words.as_ref());
        self
    }

    #[allow(dead_code)] // An API without security schemes or server variables has no use for it.
    pub(crate) fn credential(mut self, scheme: usize, credential: Credential) -> Self {
        self.credentials[scheme] = Some(credential);
        self
    }

    #[allow(dead_code)]
    pub(crate) fn variable(mut self, name: &'static str, value: String) -> Self {
        self.variables.insert(name, value);
        self
    }

    /// Takes the credentials from the environment, for the schemes whose variables are all set,
    /// and the variables of servers. What has been set before stays as it is.
    #[allow(dead_code)]
    pub(crate) fn credentials_from_env(mut self) -> Result<Self, Error> {
        let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
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
                (Some(user), Some(password)) => Some(Credential::basic(user, password)),
                (token, _) => token.map(Credential::token),
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
        let agent = HeaderValue::from_str(&self.agent).map_err(|error| {
            Error::new(ErrorKind::Configuration, "the user agent cannot be a header").because(error)
        })?;
        let http = self.http.redirect(reqwest::redirect::Policy::none()).build();
        let http = http.map_err(|error| {
            Error::new(ErrorKind::Configuration, "the HTTP client cannot be set up").because(error)
        })?;
        Ok(Client(Arc::new(Inner {
            service: self.service,
            http,
            base,
            variables: self.variables,
            credentials: self.credentials,
            agent,
            timeout: self.timeout,
            longest_body: self.longest_body,
        })))
    }
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
