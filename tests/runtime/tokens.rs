//! Tokens from a source.

use crate::fixture::{BEARER, Hurried, online, operation, scripted};
use crate::support::description::Operation;
use crate::support::{
    Client, Clock, Credential, ErrorKind, FetchToken, RawResponse, Sleep, Token, TokenSource,
};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use test_support::server::{Recorded, Reply, Server};

static GET: Operation = Operation { security: &[&[BEARER]], ..operation("GET", "/v1/Things") };
static POST: Operation = Operation { security: &[&[BEARER]], ..operation("POST", "/v1/Things") };

/// Hands out `token-1`, `token-2`, … and takes its time.
#[derive(Clone, Default)]
struct Numbered {
    asked: Arc<AtomicU32>,
    good_for: Option<Duration>,
}

impl TokenSource for Numbered {
    fn token(&self) -> FetchToken<'_> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            let token = Token::new(format!("token-{number}"));
            Ok(match self.good_for {
                Some(time) => token.expires_in(time),
                None => token,
            })
        })
    }
}

fn client(mock: &Server, source: &Numbered, clock: impl Clock) -> Client {
    let builder = online(mock).credential(BEARER, Credential::source(source.clone()));
    builder.clock(clock).build().expect("the client can be set up")
}

async fn welcoming() -> Server {
    scripted(|_: &Recorded, _: usize, _: &str| Reply::empty(200)).await
}

fn tokens(mock: &Server) -> Vec<String> {
    let requests = mock.requests();
    let tokens = requests.iter().filter_map(|request| request.header("authorization"));
    tokens.map(|header| header.trim_start_matches("Bearer token-").to_owned()).collect()
}

#[tokio::test]
async fn many_calls_wait_for_one_token() {
    let (mock, source) = (welcoming().await, Numbered::default());
    let client = client(&mock, &source, Hurried::default());
    let mut calls = Vec::new();
    for _ in 0..50 {
        let call = client.call(&GET);
        calls.push(tokio::spawn(async move { call.send(RawResponse::empty).await }));
    }
    for call in calls {
        call.await.expect("nobody panics").expect("the server answers 200");
    }
    assert_eq!(source.asked.load(Ordering::SeqCst), 1);
    assert_eq!(tokens(&mock), vec!["1"; 50]);
}

/// A clock that a test sets.
#[derive(Clone)]
struct Set(Arc<Mutex<Instant>>);

impl Clock for Set {
    fn now(&self) -> Instant {
        *self.0.lock().expect("nobody panics")
    }

    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(time))
    }
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let source = Numbered { good_for: Some(Duration::from_secs(3600)), ..Numbered::default() };
    let (mock, clock) = (welcoming().await, Set(Arc::new(Mutex::new(Instant::now()))));
    let client = client(&mock, &source, clock.clone());
    for later in [0, 3569, 2] {
        *clock.0.lock().expect("nobody panics") += Duration::from_secs(later);
        client.call(&GET).send(RawResponse::empty).await.expect("the server answers 200");
    }
    assert_eq!(tokens(&mock), ["1", "1", "2"]);
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let script = |request: &Recorded, _: usize, _: &str| {
        let good = request.header("authorization") == Some("Bearer token-2");
        Reply::empty(if good { 200 } else { 401 })
    };
    let (mock, source) = (scripted(script).await, Numbered::default());
    let client = client(&mock, &source, Hurried::default());
    client.call(&POST).send(RawResponse::empty).await.expect("the second token is good");
    client.call(&POST).send(RawResponse::empty).await.expect("it is kept");
    assert_eq!(tokens(&mock), ["1", "2", "2"]);

    let (mock, source) = (scripted(|_, _, _| Reply::empty(401)).await, Numbered::default());
    let client = self::client(&mock, &source, Hurried::default());
    let error = client.call(&GET).send(RawResponse::empty).await.expect_err("no token is good");
    assert_eq!((error.status(), tokens(&mock)), (Some(401), vec!["1".to_owned(), "2".to_owned()]));
}

#[tokio::test]
async fn a_source_that_fails_is_the_error_and_is_asked_again() {
    struct Broken(Arc<AtomicU32>);
    impl TokenSource for Broken {
        fn token(&self) -> FetchToken<'_> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Err("the vault is sealed".into()) })
        }
    }
    let (mock, asked) = (welcoming().await, Arc::<AtomicU32>::default());
    let builder = online(&mock).credential(BEARER, Credential::source(Broken(asked.clone())));
    let client = builder.build().expect("the client can be set up");
    for _ in 0..2 {
        let error =
            client.call(&GET).send(RawResponse::empty).await.expect_err("there is no token");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(source.as_deref(), Some("the vault is sealed"));
    }
    assert_eq!((asked.load(Ordering::SeqCst), mock.requests().len()), (2, 0));
}

#[tokio::test]
async fn a_token_does_not_show() {
    let echo = |request: &Recorded, _: usize, _: &str| {
        Reply::new(400, request.header("authorization").unwrap_or_default())
    };
    let (mock, source) = (scripted(echo).await, Numbered::default());
    let client = client(&mock, &source, Hurried::default());
    let error =
        client.call(&GET).send(RawResponse::empty).await.expect_err("the server answers 400");
    let shown = format!("{error} {error:?} {client:?} {:?}", Token::new("token-1"));
    assert!(!shown.contains("token-1"), "{shown}");
    let request = client.call(&GET).build().expect("the request is fine");
    assert!(request.headers().get("authorization").is_none(), "it is fetched when it is sent");
}
