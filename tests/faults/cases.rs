//! The faults of a server, one a row.

use flate2::{Compress, Compression, FlushCompress};
use std::time::Duration;
use test_support::server::{Reply, Step};
use twilio_video::ErrorKind;
use twilio_video::ErrorKind::{Api, Decode, Timeout, TooLong, Transport, Unexpected};

/// A fault, and the error that it is.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) reply: Reply,
    pub(crate) kind: ErrorKind,
    /// The status of the error, where the head of the answer came.
    pub(crate) status: Option<u16>,
    /// Whether a GET is sent again: not when the time is up, nor when it makes no difference.
    pub(crate) is_repeated: bool,
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const TICK: Duration = Duration::from_millis(20);

fn case(name: &'static str, reply: Reply, kind: ErrorKind, status: Option<u16>) -> Case {
    Case { name, reply, kind, status, is_repeated: kind == Transport }
}

fn raw(text: impl AsRef<str>) -> Reply {
    Reply::raw(text.as_ref())
}

/// These bytes, and the connection is reset once they have arrived.
fn reset_after(text: impl AsRef<str>) -> Reply {
    Reply::steps([Step::send(text.as_ref()), Step::Wait(TICK), Step::Reset])
}

/// These bytes, and then nothing.
fn hang_after(text: impl AsRef<str>) -> Reply {
    Reply::steps([Step::send(text.as_ref()), Step::hang()])
}

/// Some bytes, and others for as long as somebody takes them.
fn forever(first: impl AsRef<[u8]>, again: impl AsRef<[u8]>) -> Reply {
    Reply::steps([Step::send(first.as_ref()), Step::Forever(again.as_ref().repeat(64))])
}

pub(crate) fn all() -> Vec<Case> {
    [before_the_answer(), in_the_head(), in_the_body(), without_end(), compressed(), statuses()]
        .into_iter()
        .flatten()
        .collect()
}

fn before_the_answer() -> Vec<Case> {
    vec![
        case("closed", Reply::close(), Transport, None),
        case("reset", Reply::reset(), Transport, None),
        case("closed late", Reply::steps([Step::Wait(TICK)]), Transport, None),
        case("hangs", Reply::hang(), Timeout, None),
        case("is no HTTP", raw("220 mail.example.com ESMTP\r\n"), Transport, None),
        case("is HTTP/2", Reply::raw(*b"\0\0\x12\x04\0\0\0\0\0"), Transport, None),
        case("is silent binary", Reply::raw(vec![0; 100]), Transport, None),
    ]
}

fn in_the_head() -> Vec<Case> {
    let drip = Step::Drip(format!("{HEAD}Content-Length: 2\r\n\r\n{{}}").into(), TICK);
    vec![
        case("closed in the status line", raw("HTTP/1.1 2"), Transport, None),
        case("reset in the status line", reset_after("HTTP/1.1 2"), Transport, None),
        case("closed in the headers", raw(HEAD), Transport, None),
        case("reset in the headers", reset_after(HEAD), Transport, None),
        case("hangs in the headers", hang_after(HEAD), Timeout, None),
        case("drips the head", Reply::steps([drip]), Timeout, None),
        case("a status that is no number", raw("HTTP/1.1 abc OK\r\n\r\n"), Transport, None),
        case("a header that is none", raw("HTTP/1.1 200 OK\r\nno header\r\n\r\n"), Transport, None),
        case("two lengths", raw(format!("{HEAD}{}", LENGTHS)), Transport, None),
        case("a length below 0", raw(format!("{HEAD}Content-Length: -1\r\n\r\n")), Transport, None),
        case("200 headers", raw(format!("{HEAD}{}\r\n", "a: b\r\n".repeat(200))), Transport, None),
        case("a long header", raw(format!("{HEAD}a: {}", "b".repeat(1 << 20))), Transport, None),
    ]
}

const LENGTHS: &str = "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ";

fn in_the_body() -> Vec<Case> {
    let of_9 = format!("{HEAD}Content-Length: 9\r\n\r\n{{");
    let chunked = format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n");
    let drip = |start: &str, text: &str| {
        Reply::steps([Step::send(start), Step::Drip(text.repeat(100).into(), TICK), Step::hang()])
    };
    let ok = Some(200);
    vec![
        case("closed in the body", raw(&of_9), Transport, ok),
        case("reset in the body", reset_after(&of_9), Transport, ok),
        case("hangs in the body", hang_after(&of_9), Timeout, ok),
        case(
            "drips the body",
            drip(&format!("{HEAD}Content-Length: 99\r\n\r\n"), " "),
            Timeout,
            ok,
        ),
        case("drips chunks", drip(&chunked, "1\r\n \r\n"), Timeout, ok),
        case("closed in a chunk", raw(format!("{chunked}ff\r\n{{")), Transport, ok),
        case("reset in a chunk", reset_after(format!("{chunked}ff\r\n{{")), Transport, ok),
        case("closed between chunks", raw(format!("{chunked}1\r\n{{\r\n")), Transport, ok),
        case("a chunk without a length", raw(format!("{chunked}zz\r\n{{}}")), Transport, ok),
        case("an endless length", raw(format!("{chunked}{}", "f".repeat(99))), Transport, ok),
        case("closed in the trailers", raw(format!("{chunked}0\r\nA: ")), Transport, ok),
        case("no JSON", Reply::new(200, "<html>"), Decode, ok),
        case("JSON that is cut", raw(format!("{HEAD}Content-Length: 1\r\n\r\n{{}}")), Decode, ok),
        case(
            "an error that is cut",
            raw("HTTP/1.1 503 \r\nContent-Length: 9\r\n\r\n{"),
            Transport,
            Some(503),
        ),
    ]
}

fn without_end() -> Vec<Case> {
    let chunked = format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n");
    let ok = Some(200);
    let repeated = |case: Case| Case { is_repeated: true, ..case };
    // Not at full speed: the HTTP client takes all that is there before it lets anybody else in.
    let hundreds = "HTTP/1.1 100 Continue\r\n\r\n".repeat(400).into_bytes();
    let hundreds = Step::Drip(hundreds, Duration::from_millis(1));
    vec![
        case("100 for ever", Reply::steps([hundreds, Step::hang()]), Timeout, None),
        case("headers for ever", forever(HEAD, "a: b\r\n"), Transport, None),
        case("one header for ever", forever(format!("{HEAD}a: "), "b"), Transport, None),
        case("a body for ever", forever(format!("{HEAD}\r\n"), " ".repeat(99)), TooLong, ok),
        case("chunks for ever", forever(&chunked, format!("60\r\n{:96}\r\n", "")), TooLong, ok),
        case("a chunk for ever", forever(format!("{chunked}ffffffffffff\r\n"), "1,"), TooLong, ok),
        case("trailers for ever", forever(format!("{chunked}0\r\n"), "a: b\r\n"), Transport, ok),
        case("500 for ever", forever("HTTP/1.1 500 \r\n\r\n", "no "), TooLong, Some(500)),
        repeated(case("503", Reply::empty(503), Api, Some(503))),
    ]
}

/// 64 KiB of blanks as a block of a compressed stream, complete in itself.
pub(crate) fn compressed_block() -> Vec<u8> {
    let (mut state, mut block) = (Compress::new(Compression::default(), false), Vec::new());
    block.reserve(4096);
    let blanks = [b' '; 64 << 10];
    state.compress_vec(&blanks, &mut block, FlushCompress::Full).expect("it can be compressed");
    block
}

/// The head of an answer that is compressed, and the first bytes of its body.
pub(crate) fn compressed_head() -> Vec<u8> {
    let head = format!("{HEAD}Content-Encoding: gzip\r\n\r\n");
    [head.as_bytes(), b"\x1f\x8b\x08\0\0\0\0\0\0\xff"].concat()
}

fn compressed() -> Vec<Case> {
    let ok = Some(200);
    let cut = [compressed_head(), compressed_block()].concat();
    let bomb = Reply::steps([Step::send(compressed_head()), Step::Forever(compressed_block())]);
    let head = format!("{HEAD}Content-Encoding: gzip\r\n\r\n");
    vec![
        case("a bomb", bomb, TooLong, ok),
        case("cut while compressed", Reply::raw(&cut[..cut.len() - 40]), Transport, ok),
        case("not compressed at all", raw(format!("{head}{{}}")), Transport, ok),
        case("nothing, compressed", raw(head), Decode, ok),
    ]
}

fn statuses() -> Vec<Case> {
    let elsewhere = |status| Reply::empty(status).header("Location", "http://127.0.0.1:1/");
    vec![
        case("a redirect", elsewhere(307), Unexpected, Some(307)),
        case("not modified", Reply::empty(304), Unexpected, Some(304)),
        case("another protocol", raw("HTTP/1.1 101 \r\nUpgrade: x\r\n\r\n"), Unexpected, Some(101)),
        case("a status that nobody knows", Reply::empty(799), Unexpected, Some(799)),
        case("no content", Reply::empty(204), Decode, Some(204)),
        case("400", Reply::empty(400), Api, Some(400)),
    ]
}
