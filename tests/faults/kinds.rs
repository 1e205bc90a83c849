//! Every fault: the kind of its error, the time it takes, what the server sees of it.

use crate::cases::{self, Case};
use crate::harness::{
    BUDGET, MARGIN, attempts, expected_attempts, faulty, nothing_leaked, of, still_works,
};
use crate::scenario::{self, Op};
use std::time::Instant;
use tokio::runtime::Handle;
use twilio_video::{Error, ErrorKind};

/// The error of a call to a server with a fault, after all that has to be true of it.
async fn met(case: &Case, op: Op) -> Error {
    let name = format!("{} ({op:?})", case.name);
    let tasks = Handle::current().metrics().num_alive_tasks();
    let server = faulty(case.reply.clone()).await;
    let is_late = case.kind == ErrorKind::Timeout;
    let client = scenario::built(of(&server).timeout(if is_late { BUDGET } else { MARGIN }));
    let began = Instant::now();
    let error = op.call(&client).await.expect_err(&name);
    let took = began.elapsed();
    assert_eq!((error.kind(), error.status()), (case.kind, case.status), "{name}: {error:?}");
    assert!(took < MARGIN && (took >= BUDGET || !is_late), "{name} took {took:?}");
    assert_eq!(attempts(&server), expected_attempts(op, case.is_repeated), "{name}");
    assert_eq!(error.attempts().len() + 1, attempts(&server), "{name}");

    still_works(&client, &name).await;
    assert!(server.settles(1).await, "{name}: {} connections are open", server.open());
    assert_eq!(server.stray(), 0, "{name}: something was sent that nobody asked for");
    drop(client);
    assert!(server.settles(0).await, "{name}: {} connections are open", server.open());
    drop(server);
    assert!(ended(tasks).await, "{name} leaves tasks behind");
    error
}

/// Waits until no more tasks than before are there.
async fn ended(before: usize) -> bool {
    for _ in 0..1000 {
        if Handle::current().metrics().num_alive_tasks() <= before {
            return true;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    false
}

async fn all(op: Op) {
    for case in cases::all() {
        let error = met(&case, op).await;
        assert_eq!(error.operation(), format!("{op:?}Room"));
    }
    nothing_leaked();
}

#[tokio::test]
async fn a_room_is_created_once_whatever_goes_wrong() {
    all(Op::Create).await;
}

#[tokio::test]
async fn a_room_is_fetched_again_where_that_may_help() {
    all(Op::Fetch).await;
}

#[tokio::test]
async fn nobody_listens() {
    for op in Op::ALL {
        let server = scenario::serve(scenario::ok).await;
        let closed = test_support::closed_origin().expect("a port is free");
        let client = scenario::built(of(&server).base_url(closed));
        let error = op.call(&client).await.expect_err("nobody listens");
        assert_eq!((error.kind(), error.status()), (ErrorKind::Connect, None), "{op:?}");
        assert_eq!(error.attempts().len() + 1, expected_attempts(op, true), "{op:?}");
    }
}

/// What came of an answer is kept with the error.
#[tokio::test]
async fn what_came_is_kept() {
    for case in cases::all() {
        if ["closed in the body", "hangs in the body", "reset in the body"].contains(&case.name) {
            let error = met(&case, Op::Create).await;
            assert_eq!(error.body(), Some(&b"{"[..]), "{}", case.name);
            assert_eq!(error.header("content-type"), Some("application/json"), "{}", case.name);
        }
    }
}
