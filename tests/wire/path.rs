//! Rules 7 and 8: values in the path.

use crate::scenario::{self, Op, SID};
use twilio_video::{ErrorKind, RoomStatus};

/// Rule 7: every reserved byte is percent-encoded.
#[tokio::test]
async fn values_are_percent_encoded() {
    let rows = [
        ("fetchsid", SID, SID),
        ("fetchname01", "a/b c?d#e%f", "a%2Fb%20c%3Fd%23e%25f"),
        ("fetchname02", "ünïcode", "%C3%BCn%C3%AFcode"),
        ("fetchname06", "a+b&c=d", "a%2Bb%26c%3Dd"),
        ("fetchname07", "room;v=1", "room%3Bv%3D1"),
        ("fetchname09", "name/", "name%2F"),
        ("fetchname10", "/name", "%2Fname"),
        ("fetchname12", "a#b", "a%23b"),
        ("fetchname14", "日本", "%E6%97%A5%E6%9C%AC"),
        ("fetchname16", "{x}|y\\z^`\"<>", "%7Bx%7D%7Cy%5Cz%5E%60%22%3C%3E"),
        ("unreserved", "a-b.c_d~e", "a-b.c_d~e"),
        ("dots", "...", "..."),
        ("encoded", "%2e%2e", "%252e%252e"),
    ];
    for (case, name, segment) in rows {
        let server = scenario::serve(scenario::ok).await;
        let client = scenario::client(&server);
        let room = client.fetch_room(name).send().await;
        let room = room.unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(room.sid.as_deref(), Some(SID), "{case}");
        client.update_room(name, "completed").send().await.expect("as a fetch");
        for request in server.requests() {
            assert_eq!(request.target, format!("/v1/Rooms/{segment}"), "{case}");
        }
        assert_eq!(server.requests().len(), 2, "{case}");
    }
}

/// Rule 8: what would address another resource is refused, and nothing is sent.
#[tokio::test]
async fn segments_that_lead_elsewhere_are_refused() {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::client(&server);
    for (case, name) in [("fetchname03", ".."), ("fetchname04", "."), ("fetchname08", "")] {
        let fetched = client.fetch_room(name).send().await.expect_err(case);
        let updated = client.update_room(name, RoomStatus::Completed).send().await;
        for error in [fetched, updated.expect_err(case)] {
            assert_eq!(error.kind(), ErrorKind::Argument, "{case}");
            assert!(error.to_string().contains("Sid"), "{case}: {error}");
        }
    }
    assert!(server.requests().is_empty());
}

/// The four operations and their paths, at a glance.
#[tokio::test]
async fn each_operation_has_its_method_and_path() {
    let room = format!("/v1/Rooms/{SID}");
    let rows = [
        (Op::Create, "POST", "/v1/Rooms"),
        (Op::Fetch, "GET", room.as_str()),
        (Op::List, "GET", "/v1/Rooms"),
        (Op::Update, "POST", room.as_str()),
    ];
    for (op, method, path) in rows {
        let server = scenario::serve(scenario::ok).await;
        op.call(&scenario::client(&server)).await.expect("it works");
        let requests = server.requests();
        assert_eq!((requests[0].method.as_str(), requests[0].path()), (method, path), "{op:?}");
    }
}
