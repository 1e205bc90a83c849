//! Other transports, middleware, and requests that are sent by something else.

use crate::fixture::{self, BASIC, QUERY, online, operation, with_all};
use crate::support::description::{Operation, Param};
use crate::support::{
    Attempt, Body, Client, Error, ErrorKind, Middleware, Next, RawResponse, Retry, Transport,
    TransportFuture,
};
use bytes::Bytes;
use http_body::Body as _;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use test_support::server::Reply;

static GET: Operation = operation("GET", "/v1/Things/{Id}");

/// What reached the transport: method, URI, body.
type Log = Arc<Mutex<Vec<(String, String, Bytes)>>>;

/// A transport that needs no network.
struct Canned {
    log: Log,
    answers: Mutex<Vec<Result<http::Response<Body>, Error>>>,
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let (head, body) = request.into_parts();
        let body = body.as_bytes().cloned().unwrap_or_default();
        let seen = (head.method.to_string(), head.uri.to_string(), body);
        self.log.lock().expect("nobody panics").push(seen);
        let answer = self.answers.lock().expect("nobody panics").remove(0);
        Box::pin(std::future::ready(answer))
    }
}

fn answer(status: u16, body: impl Into<Body>) -> Result<http::Response<Body>, Error> {
    let answer = http::Response::builder().status(status).body(body.into());
    Ok(answer.expect("the answer is one"))
}

fn canned(answers: Vec<Result<http::Response<Body>, Error>>) -> (Client, Log) {
    let log = Log::default();
    let transport = Canned { log: log.clone(), answers: Mutex::new(answers) };
    let builder = with_all(fixture::offline()).transport(transport).retry(Retry::new());
    let client = builder.clock(fixture::Hurried::default()).build();
    (client.expect("the client can be set up"), log)
}

#[tokio::test]
async fn any_http_client_can_send() {
    let (client, log) = canned(vec![answer(200, r#"{"a":1}"#)]);
    let mut call = client.call(&GET);
    call.set::<String>(Param::path("Id"), "a b");
    assert_eq!(
        call.send(RawResponse::json::<Value>).await.expect("it answers").value,
        json!({"a": 1})
    );
    let seen = log.lock().expect("nobody panics").clone();
    let uri = "https://api.example.com/root/v1/Things/a%20b";
    assert_eq!(seen, [("GET".to_owned(), uri.to_owned(), Bytes::new())]);
}

#[tokio::test]
async fn its_errors_are_told_apart_and_retried() {
    let broken = || Err(Error::broken("the line is dead"));
    let refused = || Err(Error::connect("nobody is there"));
    let late = || Err(Error::timed_out("too slow"));
    let (client, log) = canned(vec![broken(), refused(), late(), broken()]);
    let mut call = client.call(&GET);
    call.set::<String>(Param::path("Id"), "a");
    let error = call.send(RawResponse::json::<Value>).await.expect_err("it never works");
    let kinds: Vec<_> = error.attempts().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [ErrorKind::Transport, ErrorKind::Connect, ErrorKind::Timeout]);
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(log.lock().expect("nobody panics").len(), 4);
}

/// Writes down what it sees, and puts a header in.
struct Noting(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Noting {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> TransportFuture<'a> {
        let note = |text: String| self.1.lock().expect("nobody panics").push(text);
        let attempt = *request.extensions().get::<Attempt>().expect("it is always there");
        note(format!("{}> {} #{}", self.0, attempt.path, attempt.before));
        let value = http::HeaderValue::from_static(self.0);
        request.headers_mut().append("x-seen-by", value);
        Box::pin(async move {
            let answer = next.run(request).await;
            note(format!("<{} {}", self.0, answer.as_ref().map_or(0, |it| it.status().as_u16())));
            answer
        })
    }
}

#[tokio::test]
async fn middleware_stands_around_every_attempt() {
    let notes = Arc::new(Mutex::new(Vec::new()));
    let mock = fixture::scripted(|_, before, _| Reply::empty(if before == 0 { 503 } else { 200 }));
    let mock = mock.await;
    let client = online(&mock)
        .retry(Retry::new())
        .clock(fixture::Hurried::default())
        .middleware(Noting("outer", notes.clone()))
        .middleware(Noting("inner", notes.clone()))
        .build()
        .expect("the client can be set up");
    let mut call = client.call(&GET);
    call.set::<String>(Param::path("Id"), "a");
    call.send(RawResponse::empty).await.expect("the second attempt succeeds");
    let notes = notes.lock().expect("nobody panics").join(" ");
    let path = "/v1/Things/{Id}";
    assert_eq!(
        notes,
        format!(
            "outer> {path} #0 inner> {path} #0 <inner 503 <outer 503 \
             outer> {path} #1 inner> {path} #1 <inner 200 <outer 200"
        )
    );
    let requests = mock.requests();
    let seen = requests[1].headers.iter().filter(|(name, _)| name == "x-seen-by");
    assert_eq!(seen.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["outer", "inner"]);
}

/// Answers by itself.
struct Cached;

impl Middleware for Cached {
    fn handle<'a>(&'a self, _: http::Request<Body>, _: Next<'a>) -> TransportFuture<'a> {
        Box::pin(std::future::ready(answer(200, r#""from the cache""#)))
    }
}

#[tokio::test]
async fn middleware_can_answer_itself() {
    let (client, log) = canned(Vec::new());
    drop(client);
    let client = fixture::offline().middleware(Cached).build().expect("the client can be set up");
    let mut call = client.call(&GET);
    call.set::<String>(Param::path("Id"), "a");
    assert_eq!(
        call.send(RawResponse::json::<String>).await.expect("it answers").value,
        "from the cache"
    );
    assert!(log.lock().expect("nobody panics").is_empty());
}

/// Sends requests elsewhere on the same server, by another method.
struct Rewriting;

impl Middleware for Rewriting {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> TransportFuture<'a> {
        let uri = request.uri().to_string().replace("/v1/", "/v2/") + "?tenant=17";
        *request.uri_mut() = uri.parse().expect("it is a URI");
        *request.method_mut() = http::Method::HEAD;
        next.run(request)
    }
}

#[tokio::test]
async fn what_middleware_changes_is_what_is_sent() {
    let mock = fixture::mock(Reply::empty(200)).await;
    let client = online(&mock).middleware(Rewriting).build().expect("the client can be set up");
    let mut call = client.call(&GET);
    call.set::<String>(Param::path("Id"), "a b");
    call.send(RawResponse::empty).await.expect("it answers");
    let sent = mock.requests().remove(0);
    assert_eq!(sent.method, "HEAD");
    assert_eq!(sent.target, "/v2/Things/a%20b?tenant=17");
}

static SIGNED: Operation =
    Operation { security: &[&[BASIC, QUERY]], ..operation("POST", "/v1/Things") };

#[tokio::test]
async fn a_request_can_be_sent_by_something_else() {
    let client = with_all(fixture::offline()).build().expect("the client can be set up");
    let mut call = client.call(&SIGNED);
    call.json("application/json", &json!({"a": 1}));
    let request = call.build().expect("the request is fine");
    let sent = request.clone().into_http().await.expect("there is nothing to open");
    assert_eq!(sent.method(), "POST");
    assert_eq!(sent.uri(), "https://api.example.com/root/v1/Things?api_key=query-secret");
    assert!(sent.headers()["authorization"].is_sensitive());
    assert_eq!(sent.body().size_hint().exact(), Some(7));

    let written = serde_json::to_value(&request).expect("it can be written");
    assert_eq!(written["method"], "POST");
    assert_eq!(written["url"], "https://api.example.com/root/v1/Things?api_key=***");
    assert_eq!(written["body"], r#"{"a":1}"#);
    let text = written.to_string();
    assert!(fixture::SECRETS.iter().all(|secret| !text.contains(secret)), "{text}");

    call.bytes("application/octet-stream", vec![0xff, 0x00, 0x10]);
    let written = serde_json::to_value(call.build().expect("the request is fine"));
    let written = written.expect("it can be written");
    assert_eq!((written.get("body"), &written["body_base64"]), (None, &json!("/wAQ")));
}

/// A body that comes in pieces and then stops.
struct Pieces(Vec<&'static str>, bool);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        use std::task::Poll;
        match (self.0.pop(), self.1) {
            (Some(piece), _) => Poll::Ready(Some(Ok(http_body::Frame::data(piece.into())))),
            (None, true) => Poll::Ready(Some(Err(std::io::Error::other("the line is dead")))),
            (None, false) => Poll::Ready(None),
        }
    }
}

#[tokio::test]
async fn an_answer_in_pieces_is_put_together() {
    for (pieces, expected) in [
        (vec!["", r#""c""#, ""], Ok("c")),
        (vec![r#"c""#, "b", r#""a"#], Ok("abc")),
        (Vec::new(), Err(ErrorKind::Decode)),
    ] {
        let (client, _) = canned(vec![answer(200, Body::new(Pieces(pieces, false)))]);
        let mut call = client.call(&GET);
        call.set::<String>(Param::path("Id"), "a");
        let ended = call.send(RawResponse::json::<String>).await;
        let ended = ended.map(|answer| answer.value).map_err(|error| error.kind());
        assert_eq!(ended, expected.map(str::to_owned));
    }
    let broken = || answer(200, Body::new(Pieces(vec!["half"], true)));
    let (client, _) = canned(vec![broken(), broken(), broken(), broken()]);
    let mut call = client.call(&GET);
    call.set::<String>(Param::path("Id"), "a");
    let error = call.send(RawResponse::text).await.expect_err("it breaks off");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Transport, Some(200)));
    assert_eq!(error.body(), Some(&b"half"[..]));
}

#[tokio::test]
async fn the_time_limit_is_of_the_whole_call() {
    struct Never;
    impl Transport for Never {
        fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
            Box::pin(std::future::pending())
        }
    }
    let client = fixture::offline().transport(Never).timeout(Duration::from_millis(50)).build();
    let mut call = client.expect("the client can be set up").call(&GET);
    call.set::<String>(Param::path("Id"), "a");
    let error = call.send(RawResponse::empty).await.expect_err("nothing ever comes");
    assert!(error.is_timeout(), "{error}");
}

/// A cause that names the credential, below one that does not.
#[derive(Debug)]
struct Outer(Inner);

#[derive(Debug)]
struct Inner;

impl std::fmt::Display for Outer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the proxy says no")
    }
}

impl std::fmt::Display for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("to basic-secret")
    }
}

impl std::error::Error for Inner {}

impl std::error::Error for Outer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

static BY_BASIC: Operation = Operation { security: &[&[BASIC]], ..operation("POST", "/v1/Things") };

#[tokio::test]
async fn no_cause_shows_a_credential() {
    let (client, _) = canned(vec![Err(Error::broken(Outer(Inner)))]);
    let error = client.call(&BY_BASIC).send(RawResponse::empty).await.expect_err("it fails");
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |&it| it.source());
    let shown: String = causes.map(|cause| format!("{cause} {cause:?} {cause:#?} ")).collect();
    assert!(shown.contains("the proxy says no: to ***"), "{shown}");
    assert!(!shown.contains("basic-secret"), "{shown}");
}
