//! Rules 20 and 21: time, connections that break, and what is tried again.

use crate::scenario::{self, Op, SID, failure};
use std::time::{Duration, Instant};
use test_support::server::{Recorded, Reply};
use twilio_video::{Client, ErrorKind};

const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_secs(5);

/// Rule 20: 30 seconds unless set.
#[test]
fn there_is_always_a_timeout() {
    let client = Client::new("AC0", "x").expect("the client can be set up");
    let timeout = |client: &Client| {
        let request = client.fetch_room(SID).build().expect("it can be built");
        request.timeout()
    };
    assert_eq!(timeout(&client), Duration::from_secs(30));
    let short = Client::builder().account_sid_auth_token("AC0", "x").timeout(SHORT);
    assert_eq!(timeout(&scenario::built(short)), SHORT);
    let call = client.fetch_room(SID).with_timeout(LONG).build();
    assert_eq!(call.expect("it can be built").timeout(), LONG);
}

/// Rule 20: the time allowed ends a call that is never answered.
#[tokio::test]
async fn the_client_s_timeout_ends_a_call() {
    let server = scenario::always(Reply::hang()).await;
    let client = scenario::built(scenario::of(&server).timeout(SHORT));
    let (before, cases) = (Instant::now(), ["hang", "create", "list", "update"]);
    for case in cases {
        let error = Op::of(case).call(&client).await.expect_err(case);
        assert_eq!(error.kind(), ErrorKind::Timeout, "{case}");
        assert!(error.is_timeout(), "{case}");
        assert_eq!((error.status(), error.body()), (None, None), "{case}");
    }
    assert!(before.elapsed() < LONG);
}

/// Rule 20: to be changed a call.
#[tokio::test]
async fn a_call_s_own_timeout_ends_it() {
    let server = scenario::always(Reply::hang()).await;
    let client = scenario::built(scenario::of(&server).timeout(Duration::from_secs(600)));
    let before = Instant::now();
    let fetch = client.fetch_room(SID).with_timeout(SHORT).send().await;
    assert!(fetch.expect_err("hang").is_timeout());
    let item = client.list_rooms().with_timeout(SHORT).items().try_next().await;
    assert!(item.expect_err("hang").is_timeout());
    assert!(before.elapsed() < LONG);
}

/// Rule 21: a request that may have created something is sent once, whatever became of it.
#[tokio::test]
async fn a_post_is_not_repeated_after_a_fault() {
    let rows = [
        ("retrycreatereset1", Reply::reset(), ErrorKind::Transport),
        ("updatereset", Reply::reset(), ErrorKind::Transport),
        ("create500", scenario::e500(), ErrorKind::Api),
        ("create503", scenario::e503(), ErrorKind::Api),
        ("update502", scenario::html(502, ""), ErrorKind::Api),
        ("update503", scenario::e503(), ErrorKind::Api),
    ];
    for (case, reply, kind) in rows {
        let (error, requests) = failure(Op::of(case), reply).await;
        assert_eq!(error.kind(), kind, "{case}");
        assert_eq!(requests.len(), 1, "{case}");
    }
}

/// A connection that breaks says so; there is no status to tell.
#[tokio::test]
async fn a_broken_connection() {
    let (error, _) = failure(Op::Fetch, Reply::reset()).await;
    assert_eq!(error.kind(), ErrorKind::Transport, "fetchreset");
    assert_eq!(error.status(), None, "fetchreset");
    assert_eq!(error.operation(), "FetchRoom", "fetchreset");
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sid\": ";
    let (error, _) = failure(Op::Fetch, Reply::raw(cut)).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.body(), Some(&b"{\"sid\": "[..]), "what came is kept");
}

#[tokio::test]
async fn nobody_listens() {
    let origin = test_support::closed_origin().expect("a port can be had");
    let builder = scenario::anonymous().base_url(origin).account_sid_auth_token("AC0", "x");
    let error = Op::Create.call(&scenario::built(builder)).await.expect_err("nobody listens");
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.operation(), "CreateRoom");
}

#[tokio::test]
async fn a_429_is_repeated_whatever_the_method() {
    for (case, op) in [("e429twice", Op::Fetch), ("retry429createtwice", Op::Create)] {
        let script = |request: &Recorded, before: usize, origin: &str| match before {
            0 | 1 => scenario::e429(),
            _ => scenario::ok(request, before, origin),
        };
        let server = scenario::serve(script).await;
        let room = op.call(&scenario::client(&server)).await.expect(case);
        assert_eq!(room.expect(case).sid.as_deref(), Some(SID), "{case}");
        assert_eq!(server.requests().len(), 3, "{case}");
    }
}

#[tokio::test]
async fn a_503_is_repeated_on_get_only() {
    let script = |request: &Recorded, before: usize, origin: &str| match before {
        0 => scenario::e503(),
        _ => scenario::ok(request, before, origin),
    };
    let server = scenario::serve(script).await;
    Op::Fetch.call(&scenario::client(&server)).await.expect("retry503once");
    assert_eq!(server.requests().len(), 2, "retry503once");

    let server = scenario::serve(script).await;
    let error = Op::Create.call(&scenario::client(&server)).await;
    assert_eq!(error.expect_err("it is not repeated").status(), Some(503));
    assert_eq!(server.requests().len(), 1, "nothing is created twice");
}
