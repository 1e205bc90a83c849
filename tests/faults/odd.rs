//! Answers that are odd and all the same answers.

use crate::harness::{attempts, faulty, of, still_works};
use crate::scenario::{self, Op, SID};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use test_support::server::{Recorded, Reply, Step};
use twilio_video::ErrorKind;

fn room() -> String {
    scenario::room("https://video.example.com", SID).to_string()
}

/// The room with other bytes around it.
fn around(before: &str, after: &str) -> Vec<u8> {
    format!("{before}{}{after}", room()).into_bytes()
}

fn with_length(head: &str) -> Vec<u8> {
    around(&format!("{head}Content-Length: {}\r\n\r\n", room().len()), "")
}

/// The room in chunks, with extensions and trailers.
fn chunked() -> Vec<u8> {
    let text = room();
    let (first, second) = text.split_at(7);
    let mut out = String::from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for part in [first, second] {
        out += &format!("{:x};a=b\r\n{part}\r\n", part.len());
    }
    (out + "0\r\nA: b\r\nContent-Length: 3\r\n\r\n").into_bytes()
}

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("it can be written");
    encoder.finish().expect("it can be finished")
}

fn in_gzip(body: Vec<u8>) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ";
    [format!("{head}{}\r\n\r\n", body.len()).into_bytes(), body].concat()
}

fn answers() -> Vec<(&'static str, Vec<u8>)> {
    let ok = "HTTP/1.1 200 OK\r\n";
    vec![
        ("without a reason", with_length("HTTP/1.1 200\r\n")),
        ("with another reason", with_length("HTTP/1.1 201 Ja gr\u{fc}ezi\r\n")),
        ("206", with_length("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/10\r\n")),
        ("after 100", with_length(&format!("HTTP/1.1 100 Continue\r\n\r\n{ok}"))),
        ("after 103", with_length(&format!("HTTP/1.1 103 \r\nLink: <x>\r\n\r\n{ok}"))),
        ("after many of them", with_length(&("HTTP/1.1 102 \r\n\r\n".repeat(50) + ok))),
        ("of HTTP/1.0", with_length("HTTP/1.0 200 OK\r\n")),
        ("of HTTP/1.0 to its end", around("HTTP/1.0 200 OK\r\n\r\n", "")),
        ("to its end", around("HTTP/1.1 200 OK\r\n\r\n", "")),
        ("in chunks", chunked()),
        (
            "with more than its length",
            [with_length(ok), b"HTTP/1.1 500 \r\n\r\n".to_vec()].concat(),
        ),
        (
            "with headers in Latin-1",
            [
                b"HTTP/1.1 200 OK\r\nA: \xfc\xff\r\nRetry-After: \xb9\r\nLink: \xfc\r\n",
                &with_length("")[..],
            ]
            .concat(),
        ),
        ("with an empty header", with_length(&format!("{ok}A:\r\nB: \r\n"))),
        ("with spaces around", with_length(&format!("{ok}A: \t b \t\r\n"))),
        ("with an unknown encoding", with_length(&format!("{ok}Content-Encoding: none\r\n"))),
        (
            "with the same length twice",
            with_length(&format!("{ok}Content-Length: {}\r\n", room().len())),
        ),
        ("of another type", with_length(&format!("{ok}Content-Type: text/html\r\n"))),
        ("compressed", in_gzip(zipped(&room()))),
        ("with blanks around", around(&format!("{ok}\r\n \t\n"), "\r\n ")),
    ]
}

#[tokio::test]
async fn odd_answers_are_answers() {
    for (name, answer) in answers() {
        let server = faulty(Reply::raw(answer)).await;
        let client = scenario::built(of(&server));
        for op in [Op::Fetch, Op::Create] {
            let room = op.call(&client).await.expect(name).expect(name);
            assert_eq!(room.sid.as_deref(), Some(SID), "{name}");
        }
        assert_eq!(attempts(&server), 2, "{name}");
        still_works(&client, name).await;
        assert!(server.settles(1).await, "{name}");
    }
}

/// A status says that there is no body, and there is one: it is not the next answer.
#[tokio::test]
async fn what_follows_an_answer_without_a_body_is_not_the_next_one() {
    let intruder = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    for status in [204, 304] {
        let answer = format!("HTTP/1.1 {status} \r\nContent-Length: 9\r\n\r\n{intruder}");
        // The connection stays open, so that it could be used again.
        let server = faulty(Reply::steps([Step::send(answer), Step::hang()])).await;
        let client = scenario::built(of(&server));
        for op in [Op::Fetch, Op::Create] {
            let error = op.call(&client).await.expect_err("there is no room in it");
            assert_eq!(error.status(), Some(status));
            still_works(&client, "without a body").await;
        }
        assert_eq!(attempts(&server), 2);
    }
}

/// An answer that comes before it is asked for is nobody's.
#[tokio::test]
async fn an_answer_too_many_is_nobodys() {
    let room = String::from_utf8_lossy(&with_length("HTTP/1.1 200 OK\r\n")).into_owned();
    let two = room.clone() + &room.replace(SID, "RMintruder");
    let server = faulty(Reply::steps([Step::send(two), Step::hang()])).await;
    let client = scenario::built(of(&server));
    for _ in 0..3 {
        let room = client.fetch_room("RMother").send().await.expect("it is answered");
        assert_eq!(room.sid.as_deref(), Some(SID));
    }
    assert_eq!(attempts(&server), 3);
}

/// "Too many requests" is that, also where it comes with a place to go to.
#[tokio::test]
async fn a_429_with_a_place_to_go_to_is_repeated_where_it_was() {
    let away = scenario::serve(scenario::ok).await;
    let location = format!("{}/v1/Rooms", away.url());
    let reply = Reply::empty(429).header("Location", location).header("Retry-After", "soon");
    let server = faulty(reply).await;
    let client = scenario::built(of(&server));
    for (op, before) in [(Op::Fetch, 0), (Op::Create, 4)] {
        let error = op.call(&client).await.expect_err("there are too many");
        assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(429)));
        assert_eq!(attempts(&server), before + 4);
    }
    assert_eq!((away.count(), away.accepted()), (0, 0));
}

/// A connection that the server has closed while nobody used it is not used any more.
#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_is_replaced() {
    let script = |request: &Recorded, before: usize, origin: &str| match before % 2 {
        0 => scenario::ok(request, before, origin),
        _ => Reply::steps([Step::send(with_length("HTTP/1.1 200 OK\r\n"))]),
    };
    let server = scenario::serve(script).await;
    let client = scenario::built(of(&server));
    for _ in 0..6 {
        Op::Create.call(&client).await.expect("it is answered");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!((server.count(), server.accepted()), (6, 3));
}
