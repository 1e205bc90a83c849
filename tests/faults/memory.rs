//! What the client holds in memory, whatever a server sends. Counted is the thread that calls, on
//! which all of a client happens; the server has a thread of its own.

use crate::cases::{self, compressed_block, compressed_head};
use crate::harness::MARGIN;
use crate::scenario::{self, Op, SID};
use allocation_counter::{AllocationInfo, measure};
use std::future::Future;
use std::time::Duration;
use test_support::server::{Recorded, Reply, Server, Step};
use tokio::runtime::{Builder, Runtime};
use twilio_video::{Client, Error, ErrorKind};

const MIB: u64 = 1 << 20;

/// A server on a thread of its own, and a runtime for calls on this one.
struct Apart {
    calls: Runtime,
    server: Server,
    /// Ends with the server.
    _serving: Runtime,
}

impl Apart {
    fn start(script: impl Fn(&Recorded, usize, &str) -> Reply + Send + Sync + 'static) -> Self {
        let serving = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let serving = serving.expect("threads can be had");
        let server = serving.block_on(Server::start(script)).expect("a port is free");
        let calls = Builder::new_current_thread().enable_all().build();
        Self { calls: calls.expect("there is no reason why not"), server, _serving: serving }
    }

    fn always(reply: Reply) -> Self {
        Self::start(move |_, _, _| reply.clone())
    }

    /// What a piece of work holds at most, and what is left of it.
    fn measure<T>(&self, work: impl Future<Output = T>) -> (T, AllocationInfo) {
        let mut result = None;
        let info = measure(|| result = Some(self.calls.block_on(work)));
        (result.expect("it has ended"), info)
    }

    fn client(&self) -> Client {
        let builder = scenario::of(&self.server).max_body_size(MIB as usize);
        scenario::built(builder.timeout(MARGIN))
    }
}

fn fetch(apart: &Apart, client: &Client) -> (Error, AllocationInfo) {
    let (ended, info) = apart.measure(Op::Create.call(client));
    (ended.expect_err("there is no end to it"), info)
}

fn endless(encoding: &str) -> Reply {
    match encoding {
        "gzip" => Reply::steps([Step::send(compressed_head()), Step::Forever(compressed_block())]),
        _ => {
            let head = "HTTP/1.1 500 OK\r\n\r\n";
            Reply::steps([Step::send(head), Step::Forever(vec![b' '; 1 << 16])])
        }
    }
}

/// Of a body without end, and of one that becomes so when it is decompressed, no more is held than
/// may be read, the buffers that it is read into, and twice that while a buffer grows.
#[test]
fn a_body_without_end_takes_what_is_allowed() {
    for encoding in ["none", "gzip"] {
        let apart = Apart::always(endless(encoding));
        let client = apart.client();
        let (error, info) = fetch(&apart, &client);
        assert_eq!(error.kind(), ErrorKind::TooLong, "{encoding}");
        assert!(info.bytes_max < 5 * MIB, "{encoding}: {} bytes at once", info.bytes_max);
        let held = error.body().map_or(0, <[u8]>::len) as i64;
        assert!(held <= MIB as i64, "{encoding}");
        let left = info.bytes_current - 2 * held;
        assert!(left < MIB as i64, "{encoding}: {left} bytes are left beside the error");
    }
}

/// 64 MiB are, unless another limit is set.
#[test]
fn there_is_a_limit_without_asking() {
    let apart = Apart::always(endless("none"));
    let client = scenario::built(scenario::of(&apart.server).timeout(MARGIN * 3));
    let (error, info) = fetch(&apart, &client);
    assert_eq!(error.kind(), ErrorKind::TooLong);
    assert!(error.to_string().contains("67108864 bytes"), "{error}");
    // While the last buffer takes over from one of half its size.
    assert!(info.bytes_max < 100 * MIB, "{} bytes at once", info.bytes_max);
}

/// 10,000 pages take as much as one, but for a few bytes each that tell that it has been before.
#[test]
fn a_list_of_10_000_pages_comes_to_its_end_and_is_not_kept() {
    let script = |_: &Recorded, before: usize, origin: &str| {
        let next = (before < 9_999).then(|| format!("{origin}/v1/Rooms?Page={}", before + 1));
        let next = serde_json::Value::from(next);
        let room = format!(r#"{{"sid":"RM{before}","links":{{"a":"{}"}}}}"#, "x".repeat(1000));
        let text = format!(r#"{{"rooms":[{room}],"meta":{{"next_page_url":{next}}}}}"#);
        Reply::new(200, text)
    };
    let apart = Apart::start(script);
    let client = apart.client();
    let (seen, info) = apart.measure(async {
        let (mut rooms, mut seen) = (client.list_rooms().items(), 0);
        while let Some(room) = rooms.try_next().await.expect("every page comes") {
            assert_eq!(room.sid, Some(format!("RM{seen}")));
            seen += 1;
        }
        seen
    });
    let server = &apart.server;
    assert_eq!((seen, server.count(), server.accepted()), (10_000, 10_000, 1));
    assert!(info.bytes_max < MIB / 2, "{} bytes at once", info.bytes_max);
}

/// However often something goes wrong, what it took is given back.
#[test]
fn faults_leave_no_memory_behind() {
    let replies: Vec<Reply> = cases::all().into_iter().map(|case| case.reply).collect();
    let count = replies.len();
    let script = move |request: &Recorded, _: usize, origin: &str| {
        let index = request.path().rsplit('/').next().and_then(|it| it.parse::<usize>().ok());
        match index.and_then(|index| replies.get(index)) {
            Some(reply) => reply.clone(),
            None => scenario::ok(request, 0, origin),
        }
    };
    let apart = Apart::start(script);
    let builder = scenario::of(&apart.server).timeout(Duration::from_millis(60));
    let client = scenario::built(builder.max_body_size(4096));
    let round = || {
        let ((), info) = apart.measure(async {
            for index in 0..count {
                let ended = client.fetch_room(index.to_string()).send().await;
                assert!(ended.is_err(), "{index}");
            }
            // What belongs to connections goes with them, in tasks of their own.
            tokio::time::sleep(Duration::from_millis(20)).await;
        });
        info.bytes_current
    };
    // What is allocated once and for all.
    round();
    let left: Vec<i64> = (0..4).map(|_| round()).collect();
    let sum: i64 = left.iter().sum();
    assert!(sum < 64 << 10, "{left:?} bytes are left after each round");
    let call = client.fetch_room(SID).with_timeout(MARGIN);
    let room = apart.calls.block_on(call.send());
    assert_eq!(room.expect("the client works on").sid.as_deref(), Some(SID));
}
