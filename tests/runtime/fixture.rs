//! An API of five security schemes, as a generated crate would describe it.

use crate::support::description::{ErrorShape, Operation, Scheme, SchemeKind, Server, Service};
use crate::support::{Call, Client, ClientBuilder, Clock, Credential, RawResponse, Retry, Sleep};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use test_support::server::{Recorded, Reply, Server as Mock};

pub(crate) const BASIC: usize = 0;
pub(crate) const BEARER: usize = 1;
pub(crate) const HEADER: usize = 2;
pub(crate) const QUERY: usize = 3;
pub(crate) const COOKIE: usize = 4;

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind, env: &[] }
}

pub(crate) static SERVICE: Service = Service {
    agent: "sample/1.2.3",
    servers: SERVERS,
    schemes: &[
        scheme("account", SchemeKind::Basic),
        scheme("session", SchemeKind::Bearer),
        scheme("header_key", SchemeKind::Header("X-Api-Key")),
        scheme("query_key", SchemeKind::Query("api_key")),
        scheme("cookie_key", SchemeKind::Cookie("sid")),
    ],
    variables: &[],
    errors: ErrorShape {
        code: &["/code"],
        message: &["/message", "/detail", "/title"],
        more_info: &["/more_info", "/type"],
        details: &["/details", "/errors"],
        request_id: &["x-request-id", "sample-request-id"],
    },
};

pub(crate) const SERVERS: &[Server] =
    &[Server { url: "https://api.example.com/root/", variables: &[] }];

/// An operation that needs no credentials.
pub(crate) const fn operation(method: &'static str, path: &'static str) -> Operation {
    Operation {
        id: "SampleOperation",
        method,
        path,
        servers: SERVERS,
        security: &[],
        accept: "application/json",
        content_type: "",
        redirects: &[],
    }
}

pub(crate) static GET: Operation = operation("GET", "/v1/Things");

pub(crate) static POST: Operation = Operation {
    content_type: "application/x-www-form-urlencoded",
    ..operation("POST", "/v1/Things")
};

impl Client {
    /// What a generated method does.
    pub(crate) fn call(&self, operation: &'static Operation) -> Box<Call> {
        Call::new(self, operation)
    }
}

/// A client without a server, which tries nothing twice; what is in the environment does not matter
/// to it.
pub(crate) fn offline() -> ClientBuilder {
    // Certificates take long to load, and nothing here is encrypted.
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    let builder = ClientBuilder::new(&SERVICE).http_client(http);
    builder.timeout(Duration::from_secs(5)).retry(Retry::never())
}

/// A clock that does not wait between attempts: time passes at once, and is written down.
#[derive(Clone, Default)]
pub(crate) struct Hurried(Arc<Mutex<Vec<Duration>>>);

impl Hurried {
    /// The waits up to now.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.lock().expect("nobody panics").clone()
    }
}

impl Clock for Hurried {
    fn now(&self) -> Instant {
        Instant::now() + self.waits().iter().sum::<Duration>()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        self.0.lock().expect("nobody panics").push(time);
        Box::pin(std::future::ready(()))
    }

    fn timer(&self, time: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(time))
    }
}

/// A clock that does not wait either, and does not say that time has passed: it may be more than
/// an [`Instant`] holds.
#[derive(Clone, Default)]
pub(crate) struct Unmoved(Hurried);

impl Unmoved {
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.waits()
    }
}

impl Clock for Unmoved {
    fn sleep(&self, time: Duration) -> Sleep {
        self.0.sleep(time)
    }

    fn timer(&self, time: Duration) -> Sleep {
        self.0.timer(time)
    }
}

/// A client of a server of our own.
pub(crate) fn online(mock: &Mock) -> ClientBuilder {
    offline().base_url(mock.url())
}

pub(crate) fn client(mock: &Mock) -> Client {
    online(mock).build().expect("the client can be set up")
}

/// A client with a credential for every scheme, each a word to look for.
pub(crate) fn with_all(builder: ClientBuilder) -> ClientBuilder {
    builder
        .credential(BASIC, Credential::basic("user-word", "basic-secret"))
        .credential(BEARER, Credential::token("bearer-secret"))
        .credential(HEADER, Credential::token("header-secret"))
        .credential(QUERY, Credential::token("query-secret"))
        .credential(COOKIE, Credential::token("cookie-secret"))
}

/// Everything of these credentials that must not show, also in Base64.
pub(crate) const SECRETS: &[&str] = &[
    "basic-secret",
    "dXNlci13b3JkOmJhc2ljLXNlY3JldA",
    "bearer-secret",
    "header-secret",
    "query-secret",
    "cookie-secret",
];

/// A call of an operation that is never sent.
pub(crate) fn call(operation: &'static Operation) -> Box<Call> {
    let client = offline().build().expect("the client can be set up");
    client.call(operation)
}

pub(crate) async fn mock(reply: Reply) -> Mock {
    Mock::always(reply).await.expect("a port is free")
}

pub(crate) async fn scripted(
    script: impl Fn(&Recorded, usize, &str) -> Reply + Send + Sync + 'static,
) -> Mock {
    Mock::start(script).await.expect("a port is free")
}

/// Sends a call to a server that answers `{}`, and returns what arrived.
pub(crate) async fn received(
    operation: &'static Operation,
    fill: impl FnOnce(&mut Call),
) -> Recorded {
    let mock = mock(Reply::json(200, &serde_json::json!({}))).await;
    let mut call = client(&mock).call(operation);
    fill(&mut call);
    call.send(RawResponse::json::<Value>).await.expect("the server answers 200");
    mock.requests().remove(0)
}

pub(crate) fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    pairs.iter().map(pair).collect()
}
