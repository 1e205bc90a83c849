//! Much of everything: pages, refusals, calls at once.

use crate::harness::{MARGIN, attempts, faulty, nothing_leaked, of};
use crate::scenario::{self, Op, page, room};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use test_support::server::{Recorded, Reply};
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use twilio_video::ext::Retry;
use twilio_video::{Error, ErrorKind};

/// The number in a query, 0 where there is none.
fn number(request: &Recorded) -> u32 {
    let query = request.query();
    let page = query.iter().find(|(name, _)| name == "Page");
    page.and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}

#[tokio::test]
async fn a_list_that_goes_in_circles_ends_with_an_error() {
    for length in [1, 2, 3, 100] {
        let script = move |request: &Recorded, _: usize, origin: &str| {
            let next = format!("{origin}/v1/Rooms?Page={}", (number(request) + 1) % length);
            // An empty page is not the end, so that a circle of them would hold the caller for ever.
            Reply::json(200, &page(origin, 0, &[], Some(next)))
        };
        let server = scenario::serve(script).await;
        let mut rooms = scenario::built(of(&server)).list_rooms().items();
        let error = rooms.try_next().await.expect_err("it has no end");
        assert_eq!((error.kind(), error.operation()), (ErrorKind::RepeatedPage, "ListRoom"));
        assert!(server.count() <= length as usize + 1, "{} of {length}", server.count());
        assert!(matches!(rooms.try_next().await, Ok(None)), "an error is the end");
    }
}

/// By the real clock: the waits that the server asks for end with the time of the call.
#[tokio::test]
async fn a_429_for_ever_ends_with_the_time_of_the_call() {
    let reply = Reply::empty(429).header("Retry-After", "1");
    let server = faulty(reply).await;
    let budget = Duration::from_millis(2500);
    let client = scenario::built(of(&server).clock(Real).timeout(budget));
    for op in [Op::Create, Op::Fetch] {
        let (before, began) = (attempts(&server), Instant::now());
        let error = op.call(&client).await.expect_err("there are always too many");
        let took = began.elapsed();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(429)));
        assert!(took < budget + MARGIN, "{took:?}");
        // One wait of a second, and perhaps a second one.
        assert!((1..=3).contains(&(attempts(&server) - before)), "{error:?}");
        assert!(error.attempts().iter().all(|it| it.waited >= Duration::from_secs(1)), "{error:?}");
    }
}

/// However many attempts are allowed.
#[tokio::test]
async fn attempts_without_number_end_with_the_time_of_the_call() {
    let server = faulty(Reply::empty(429)).await;
    let millisecond = Duration::from_millis(1);
    let policy = Retry::new().attempts(u32::MAX).waits(millisecond, millisecond);
    let budget = Duration::from_millis(300);
    let client = scenario::built(of(&server).clock(Real).timeout(budget).retry(policy));
    let began = Instant::now();
    let error = Op::Fetch.call(&client).await.expect_err("there are always too many");
    assert!(budget / 2 < began.elapsed() && began.elapsed() < budget + MARGIN);
    // The last one may have been given up before it was sent.
    assert!(error.attempts().len().abs_diff(attempts(&server)) <= 1);
    assert!(attempts(&server) > 4, "more than there are by default");
}

struct Real;

impl twilio_video::ext::Clock for Real {
    fn sleep(&self, time: Duration) -> twilio_video::ext::Sleep {
        Box::pin(tokio::time::sleep(time))
    }
}

const CALLS: usize = 1000;

/// What the server does with the n-th room.
fn fate(n: usize) -> Option<(Reply, ErrorKind)> {
    let steps = |text: &str| Reply::raw(text.to_owned());
    match n % 8 {
        1 => Some((Reply::reset(), ErrorKind::Transport)),
        3 => Some((scenario::e500(), ErrorKind::Api)),
        5 => Some((steps("HTTP/1.1 201 \r\nContent-Length: 9\r\n\r\n{"), ErrorKind::Transport)),
        7 => Some((Reply::new(201, "{]"), ErrorKind::Decode)),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once_of_which_half_fail() {
    raise_the_limit_of_open_files();
    let before = Handle::current().metrics().num_alive_tasks();
    let script = |request: &Recorded, _: usize, origin: &str| {
        let name = request.form().remove(0).1;
        let fate = fate(name.parse().expect("it is a number"));
        fate.map_or_else(|| Reply::json(201, &room(origin, &name)), |(reply, _)| reply)
    };
    let server = scenario::serve(script).await;
    let client = scenario::built(of(&server).timeout(MARGIN * 3));
    let mut calls = JoinSet::new();
    for n in 0..CALLS {
        let call = client.create_room().unique_name(n.to_string()).send();
        calls.spawn(async move { (n, call.await) });
    }
    let (mut worked, mut failed) = (0, 0);
    while let Some(ended) = calls.join_next().await {
        let (n, ended) = ended.expect("nobody panics");
        match (ended, fate(n)) {
            (Ok(room), None) => {
                assert_eq!(room.sid, Some(n.to_string()), "an answer is of its own call");
                worked += 1;
            }
            (Err(error), Some((_, kind))) => {
                assert_eq!(error.kind(), kind, "{n}: {error:?}");
                failed += 1;
            }
            (ended, _) => panic!("{n}: {:?}", ended.map(drop).map_err(|error: Error| error)),
        }
    }
    assert_eq!((worked, failed), (CALLS / 2, CALLS / 2));
    nothing_leaked();

    let mut sent = HashMap::<String, usize>::new();
    for request in server.requests() {
        *sent.entry(request.form().remove(0).1).or_default() += 1;
    }
    assert_eq!(sent.len(), CALLS);
    assert!(sent.values().all(|times| *times == 1), "no room is created twice");
    drop(client);
    assert!(server.settles(0).await, "{} connections are open", server.open());
    drop(server);
    for _ in 0..1000 {
        if Handle::current().metrics().num_alive_tasks() <= before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("tasks are left behind");
}

/// Both ends of a thousand connections are in this process, which may have been allowed 256 files.
fn raise_the_limit_of_open_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let wanted = maximum.map_or(4096, |most| most.min(4096));
        if current.is_some_and(|current| current < wanted) {
            let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
        }
    }
}
