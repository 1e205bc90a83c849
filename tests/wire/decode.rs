//! Rules 16, 18 and 19: answers that are a success, and what is read from them.

use crate::scenario::{self, Op, failure, room_with};
use serde_json::{Value, json};
use test_support::server::Reply;
use twilio_video::{ErrorKind, Room, RoomStatus, RoomType, VideoCodec};

/// What an operation makes of a body.
async fn read(op: Op, status: u16, body: &Value) -> Room {
    let server = scenario::always(Reply::json(status, body)).await;
    let room = op.call(&scenario::client(&server)).await;
    room.expect("it is a success").expect("it is a room")
}

/// A room without the members that are null, which is what a model writes.
fn without_nulls(mut room: Value) -> Value {
    if let Some(members) = room.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    room
}

/// Rule 18: values nobody knew are kept, and go out as they came.
#[tokio::test]
async fn unknown_values_are_kept() {
    let news = json!({"status": "paused", "type": "mega-group", "video_codecs": ["AV1", "VP8"]});
    let known = room_with(&news);
    let mut body = known.clone();
    body["brand_new_field"] = json!({"a": 1});
    for (case, status) in [("fetchunkenum", 200), ("createunkresp", 201)] {
        let room = read(Op::of(case), status, &body).await;
        assert_eq!(room.status.as_ref().map(RoomStatus::as_str), Some("paused"), "{case}");
        assert_eq!(room.type_, Some(RoomType::from("mega-group")), "{case}");
        let codecs = vec![VideoCodec::from("AV1"), VideoCodec::Vp8];
        assert_eq!(room.video_codecs, Some(codecs), "{case}");
        let written = serde_json::to_value(&room).expect("a room can be written");
        assert_eq!(written, without_nulls(known.clone()), "{case}");
    }
}

/// Rule 18: a status nobody knew can be sent back.
#[tokio::test]
async fn an_unknown_value_goes_out_as_it_came() {
    let room = read(Op::Fetch, 200, &room_with(&json!({"status": "paused"}))).await;
    let server = scenario::serve(scenario::ok).await;
    let status = room.status.expect("it has a status");
    assert!(matches!(status, RoomStatus::Unrecognized(_)));
    let update = scenario::client(&server).update_room("x", status);
    update.send().await.expect("the server takes anything");
    assert_eq!(server.requests()[0].text(), "Status=paused");
}

/// Rule 18: fields nobody knows are ignored.
#[tokio::test]
async fn unknown_fields_are_ignored() {
    let body = room_with(&json!({"brand_new_field": {"a": 1}, "end_time": "2026-01-02T03:04:05Z"}));
    let room = read(Op::Fetch, 200, &body).await;
    let written = serde_json::to_value(&room).expect("a room can be written");
    let mut known = without_nulls(body);
    known.as_object_mut().map(|members| members.shift_remove("brand_new_field"));
    assert_eq!(written, known, "fetchextra");
}

/// Rule 18: null is `None` in every field.
#[tokio::test]
async fn nulls_are_none() {
    let mut body = room_with(&json!({}));
    body.as_object_mut().into_iter().flatten().for_each(|(_, value)| *value = Value::Null);
    assert_eq!(read(Op::Fetch, 200, &body).await, Room::default(), "fetchnulls");
}

/// Rule 18: so is absence; nothing is made up, no default and no date.
#[tokio::test]
async fn absent_is_none() {
    let room = read(Op::Fetch, 200, &json!({"sid": scenario::SID})).await;
    let mut expected = Room::default();
    expected.sid = Some(scenario::SID.to_owned());
    assert_eq!(room, expected, "fetchminimal");
    assert_eq!((room.date_created, room.max_participants), (None, None), "fetchminimal");
    assert_eq!(read(Op::Fetch, 200, &json!({})).await, Room::default());
}

/// Rule 18: whatever form of RFC 3339 a date has.
#[tokio::test]
async fn dates_with_fraction_and_offset() {
    let dates = json!({
        "date_created": "2015-07-30T20:00:00.123Z",
        "date_updated": "2015-07-30T20:00:00+02:00",
    });
    let room = read(Op::Fetch, 200, &room_with(&dates)).await;
    let created = room.date_created.expect("it is there");
    assert_eq!(created.timestamp_millis(), 1_438_286_400_123);
    let updated = room.date_updated.expect("it is there");
    assert_eq!(updated.to_rfc3339(), "2015-07-30T18:00:00+00:00");
}

/// Rule 16: any 2xx whose body decodes.
#[tokio::test]
async fn every_success_that_decodes() {
    for status in [200, 201, 202, 203] {
        for op in [Op::Create, Op::Fetch, Op::Update] {
            let room = read(op, status, &room_with(&json!({}))).await;
            assert_eq!(room.sid.as_deref(), Some(scenario::SID), "{op:?} {status}");
        }
    }
}

/// The caller who wants them gets status and headers too.
#[tokio::test]
async fn status_and_headers_of_a_success() {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::client(&server);
    let created = client.create_room().send_with_response().await.expect("it works");
    assert_eq!(
        (created.status.as_u16(), &created.headers["twilio-request-id"]),
        (201, &"RQ1".parse().expect("it is a header"))
    );
    let list = client.list_rooms().send_with_response().await.expect("it works");
    assert_eq!(list.value.rooms.map(|rooms| rooms.len()), Some(3));
}

/// Rule 19: the path to what cannot be read, and the body as it came.
#[tokio::test]
async fn a_wrong_type_is_located() {
    let odd = [
        ("end_time", json!({"end_time": "garbage"})),
        ("max_participants", json!({"max_participants": "x"})),
        ("duration", json!({"duration": "12"})),
        ("status", json!({"status": 7})),
        ("video_codecs[1]", json!({"video_codecs": ["VP8", 9, "H264"]})),
        ("links.participants", json!({"links": {"participants": false}})),
        ("unique_name", json!({"unique_name": ["a"]})),
    ];
    for (place, members) in odd {
        let room = room_with(&members);
        let (error, requests) = failure(Op::Fetch, Reply::json(200, &room)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{place}");
        assert!(error.to_string().contains(&format!("`{place}`")), "{place}: {error}");
        assert_eq!(error.body(), Some(room.to_string().as_bytes()), "{place}");
        assert_eq!((error.status(), requests.len()), (Some(200), 1), "{place}");
        assert_eq!(error.operation(), "FetchRoom", "{place}");

        let list = json!({"rooms": [room_with(&json!({})), room]});
        let (error, _) = failure(Op::List, Reply::json(200, &list)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{place}");
        assert!(error.to_string().contains(&format!("`rooms[1].{place}`")), "{error}");
        assert_eq!(error.body(), Some(list.to_string().as_bytes()), "{place}");
    }
}

/// Rule 19: the path holds in a body that is laid out for people, too.
#[tokio::test]
async fn a_wrong_type_is_located_in_any_layout() {
    let list = json!({"rooms": [{"sid": "a, {\"b\": [\\"}, {"sid": "é\n", "end_time": "garbage"}]});
    let text = serde_json::to_string_pretty(&list).expect("it can be written");
    let (error, _) = failure(Op::List, Reply::new(200, text)).await;
    assert!(error.to_string().contains("`rooms[1].end_time`"), "{error}");
}

/// Rule 19: bytes that are no text are located, too, and kept.
#[tokio::test]
async fn bytes_that_are_no_text() {
    let body = b"{\"sid\": \"RM\", \"unique_name\": \"\xff\"}";
    let (error, _) = failure(Op::Fetch, Reply::new(200, *body)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("`unique_name`"), "{error}");
    assert_eq!(error.body(), Some(&body[..]));
}

/// Rules 16 and 19: a success without a room in it is a decode error, never a room of nulls.
#[tokio::test]
async fn a_success_that_is_no_room() {
    let rows = [
        ("createempty201", 201, ""),
        ("fetchempty200", 200, ""),
        ("fetchempty204", 204, ""),
        ("fetchhtml200", 200, "<html>hello</html>"),
        ("updatehtml200", 200, "<html>hello</html>"),
        ("listhtml200", 200, "<html>hello</html>"),
        ("fetcharray", 200, "[]"),
        ("listarray", 200, "[1,2]"),
        ("fetchtext", 200, "\"RM\""),
        ("createcut", 201, "{\"sid\": \"RM"),
        ("fetchmore", 200, "{} {}"),
    ];
    for (case, status, body) in rows {
        let (error, requests) = failure(Op::of(case), Reply::new(status, body)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{case}");
        assert_eq!(error.status(), Some(status), "{case}");
        assert_eq!(error.body(), Some(body.as_bytes()), "{case}");
        assert_eq!(requests.len(), 1, "{case}");
    }
}
