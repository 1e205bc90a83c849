//! Calls that are given up half way: nothing is sent afterwards, and nothing stays behind.

use crate::harness::{MARGIN, attempts, faulty, of, still_works};
use crate::scenario::{self, ACCOUNT, Op, TOKEN};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use test_support::server::{Recorded, Reply, Step};
use tokio::io::AsyncReadExt;
use tokio::time::{sleep, timeout};
use twilio_video::ext::{Clock, Retry, Sleep};
use twilio_video::reqwest;

const A_WHILE: Duration = Duration::from_millis(50);

fn hanging() -> Vec<(&'static str, Reply)> {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";
    vec![
        ("before the head", Reply::hang()),
        ("in the head", Reply::steps([Step::send("HTTP/1.1 20"), Step::hang()])),
        ("in the body", Reply::steps([Step::send(half), Step::hang()])),
        (
            "in an endless body",
            Reply::steps([
                Step::send("HTTP/1.1 200 OK\r\n\r\n"),
                Step::Drip(vec![b' '; 1000], Duration::from_millis(5)),
            ]),
        ),
    ]
}

#[tokio::test]
async fn a_call_that_is_given_up_ends_its_connection() {
    for (name, reply) in hanging() {
        for op in Op::ALL {
            let server = faulty(reply.clone()).await;
            let client = scenario::built(of(&server));
            timeout(A_WHILE, op.call(&client)).await.expect_err("it hangs");
            assert!(server.settles(0).await, "{name}: the connection stays open");
            assert_eq!((attempts(&server), server.stray()), (1, 0), "{name}");
            still_works(&client, name).await;
        }
    }
}

/// Given up after every step that a call takes: the request is sent whole and once, or not at all.
#[tokio::test]
async fn a_call_may_be_given_up_at_any_point() {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::built(of(&server));
    let (mut polls, mut completed) = (0, 0);
    while completed < 3 {
        polls += 1;
        let name = format!("given up {polls}");
        let before = server.count();
        let mut left = polls;
        {
            let mut call = pin!(client.create_room().unique_name(&name).send());
            let ended = poll_fn(|context| {
                left -= 1;
                match call.as_mut().poll(context) {
                    Poll::Ready(ended) => Poll::Ready(Some(ended)),
                    Poll::Pending if left == 0 => Poll::Ready(None),
                    Poll::Pending => Poll::Pending,
                }
            });
            if let Some(ended) = ended.await {
                ended.expect("it works");
                completed += 1;
            }
        }
        sleep(Duration::from_millis(5)).await;
        let sent = &server.requests()[before..];
        assert!(sent.len() <= 1, "{name}: {sent:?}");
        assert!(sent.iter().all(|it| it.form()[0].1 == name), "{name}: {sent:?}");
        Op::Fetch.call(&client).await.expect("the client works on");
    }
    assert!(polls > 3, "there was something to give up");
    assert!(server.settles(1).await, "{} connections are open", server.open());
}

struct Real;

impl Clock for Real {
    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(sleep(time))
    }
}

#[tokio::test]
async fn a_call_that_is_given_up_while_it_waits_is_not_sent_again() {
    let reply = Reply::empty(429).header("Retry-After", "0.2");
    let server = faulty(reply).await;
    let retry = Retry::new().waits(Duration::from_millis(1), Duration::from_millis(1));
    let client = scenario::built(of(&server).clock(Real).retry(retry));
    timeout(Duration::from_millis(100), Op::Create.call(&client)).await.expect_err("it waits");
    sleep(Duration::from_millis(400)).await;
    assert_eq!(attempts(&server), 1);
    still_works(&client, "while it waits").await;
}

#[tokio::test]
async fn a_list_that_is_given_up_fetches_no_more() {
    for ahead in [false, true] {
        let script = |request: &Recorded, _: usize, origin: &str| match request.raw_query() {
            "PageSize=2" => scenario::pages(request, 0, origin),
            _ => Reply::hang(),
        };
        let server = scenario::serve(script).await;
        let rooms = scenario::built(of(&server)).list_rooms().page_size(2).items();
        let mut rooms = if ahead { rooms.prefetch() } else { rooms };
        for _ in 0..2 {
            rooms.try_next().await.expect("the first page comes").expect("it has rooms");
        }
        timeout(A_WHILE, rooms.try_next()).await.expect_err("the second hangs");
        assert_eq!(server.count(), 2);
        drop(rooms);
        assert!(server.settles(0).await, "the connection stays open");
        assert_eq!((server.count(), server.stray()), (2, 0));
    }
}

/// Neither is a connection that has not come about yet left to itself.
#[tokio::test]
async fn a_handshake_that_is_given_up_ends() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let origin = format!("https://{}", listener.local_addr().expect("it has an address"));
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    let builder = scenario::anonymous().http_client(http).base_url(origin);
    let client = scenario::built(builder.account_sid_auth_token(ACCOUNT, TOKEN));
    let accept = async { listener.accept().await.expect("the client connects").0 };
    let mut accepted = {
        let mut call = pin!(Op::Fetch.call(&client));
        let mut accept = pin!(accept);
        let connected = poll_fn(|context| {
            assert!(call.as_mut().poll(context).is_pending());
            accept.as_mut().poll(context)
        });
        timeout(MARGIN, connected).await.expect("the client connects")
    };
    let mut hello = Vec::new();
    let ended = timeout(MARGIN, accepted.read_to_end(&mut hello)).await;
    assert!(ended.is_ok(), "the connection stays open");
}
