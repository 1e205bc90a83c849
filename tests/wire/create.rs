//! Rules 1 to 6: what a create and an update send.

use crate::scenario::{self, SID};
use serde_json::{Value, json};
use test_support::server::Recorded;
use twilio_video::operations::CreateRoom;
use twilio_video::{HttpMethod, RoomStatus, RoomType, VideoCodec};

type Fill = fn(CreateRoom) -> CreateRoom;
type Pairs = Vec<(&'static str, Value)>;

const JSON_FIELDS: [&str; 2] = ["RecordingRules", "TranscriptionsConfiguration"];

/// The decoded pairs of a form; JSON text counts as what it means.
fn meaning(request: &Recorded) -> Vec<(String, Value)> {
    let value = |(name, text): (String, String)| {
        let value = match JSON_FIELDS.contains(&name.as_str()) {
            true => serde_json::from_str(&text).expect("the field is JSON"),
            false => Value::from(text),
        };
        (name, value)
    };
    request.form().into_iter().map(value).collect()
}

async fn created(fill: Fill) -> Recorded {
    let server = scenario::serve(scenario::ok).await;
    let create = fill(scenario::client(&server).create_room());
    create.send().await.expect("the room is created");
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

async fn check(rows: Vec<(&str, Fill, Pairs)>) {
    for (case, fill, pairs) in rows {
        let request = created(fill).await;
        let line = (request.method.as_str(), request.target.as_str());
        assert_eq!(line, ("POST", "/v1/Rooms"), "{case}");
        let media_type = request.header("content-type");
        assert_eq!(media_type, Some("application/x-www-form-urlencoded"), "{case}");
        let expected: Vec<(String, Value)> =
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(meaning(&request), expected, "{case}");
    }
}

/// Rule 1. (`createnull` and `createnullonly` give null for parameters. No setter takes one: what
/// is not called is not sent.)
#[tokio::test]
async fn nothing_set_is_an_empty_body() {
    check(vec![("createnone", |room| room, vec![])]).await;
    let request = created(|room| room).await;
    assert_eq!(request.header("content-length"), Some("0"), "createnone");
    assert_eq!(request.text(), "", "createnone");
}

/// Rule 1: every parameter there is.
#[tokio::test]
async fn all_parameters() {
    let pairs = vec![
        ("EnableTurn", json!("true")),
        ("Type", json!("group")),
        ("UniqueName", json!("Daily & stand+up 100% café/日本")),
        ("StatusCallback", json!("https://ex.com/cb?a=1&b=2#f")),
        ("StatusCallbackMethod", json!("POST")),
        ("MaxParticipants", json!("50")),
        ("RecordParticipantsOnConnect", json!("true")),
        ("TranscribeParticipantsOnConnect", json!("false")),
        ("VideoCodecs", json!("VP8")),
        ("VideoCodecs", json!("H264")),
        ("MediaRegion", json!("us1")),
        ("RecordingRules", rules()),
        ("TranscriptionsConfiguration", transcriptions()),
        ("AudioOnly", json!("false")),
        ("MaxParticipantDuration", json!("86400")),
        ("EmptyRoomTimeout", json!("5")),
        ("UnusedRoomTimeout", json!("60")),
        ("LargeRoom", json!("false")),
    ];
    check(vec![("createall", everything, pairs)]).await;
}

fn rules() -> Value {
    json!([{"type": "include", "all": true}])
}

fn transcriptions() -> Value {
    json!({
        "partialResults": true,
        "languageCode": "en-US",
        "transcriptionEngine": "google",
        "profanityFilter": false,
        "hints": "Zoë, a&b",
    })
}

fn everything(room: CreateRoom) -> CreateRoom {
    room.enable_turn(true)
        .type_(RoomType::Group)
        .unique_name("Daily & stand+up 100% café/日本")
        .status_callback("https://ex.com/cb?a=1&b=2#f")
        .status_callback_method(HttpMethod::Post)
        .max_participants(50)
        .record_participants_on_connect(true)
        .transcribe_participants_on_connect(false)
        .video_codecs([VideoCodec::Vp8, VideoCodec::H264])
        .media_region("us1")
        .recording_rules(rules())
        .transcriptions_configuration(transcriptions())
        .audio_only(false)
        .max_participant_duration(86400)
        .empty_room_timeout(5)
        .unused_room_timeout(60)
        .large_room(false)
}

/// Rule 2. (`createboolstr` gives the string `TRUE` for a boolean: the setter takes a `bool`.)
#[tokio::test]
async fn explicit_false_and_zero_are_sent() {
    let all_false = vec![
        ("EnableTurn", json!("false")),
        ("RecordParticipantsOnConnect", json!("false")),
        ("AudioOnly", json!("false")),
        ("LargeRoom", json!("false")),
    ];
    let fill: Fill = |room| {
        let room = room.enable_turn(false).record_participants_on_connect(false);
        room.audio_only(false).large_room(false)
    };
    check(vec![
        ("createboolsfalse", fill, all_false),
        ("zero", |room| room.max_participants(0), vec![("MaxParticipants", json!("0"))]),
    ])
    .await;
}

/// Rule 2: any text arrives as it was given.
#[tokio::test]
async fn names_arrive_unharmed() {
    const EVERY: &str = "a b&c+d%e=f/g?h#i é日 ~!*'()-_.:@";
    check(vec![
        ("createname", |room| room.unique_name(EVERY), vec![("UniqueName", json!(EVERY))]),
        (
            "createnewline",
            |room| room.unique_name("a\r\nb\tc"),
            vec![("UniqueName", json!("a\r\nb\tc"))],
        ),
    ])
    .await;
}

/// Rule 3.
#[tokio::test]
async fn arrays_are_repeated_keys() {
    let two = vec![("VideoCodecs", json!("VP8")), ("VideoCodecs", json!("H264"))];
    check(vec![
        ("createcodecs2", |room| room.video_codecs([VideoCodec::Vp8, VideoCodec::H264]), two),
        ("createcodecsempty", |room| room.video_codecs([] as [VideoCodec; 0]), vec![]),
    ])
    .await;
}

const UNICODE: &str = "Zoë \"q\" </x>&";

/// Rule 4.
#[tokio::test]
async fn objects_are_json_text_in_one_field() {
    let unicode = json!([{"type": "include", "publisher": UNICODE}]);
    check(vec![
        ("createrules", |room| room.recording_rules(rules()), vec![("RecordingRules", rules())]),
        (
            "createrulesunicode",
            |room| {
                let rule = json!({"type": "include", "publisher": UNICODE});
                room.recording_rules(vec![rule])
            },
            vec![("RecordingRules", unicode)],
        ),
        // A text is taken to be JSON already: it is not put into quotes.
        (
            "createrulesstr",
            |room| room.recording_rules(r#"[{"type":"exclude","all":true}]"#),
            vec![("RecordingRules", json!([{"type": "exclude", "all": true}]))],
        ),
        (
            "createrulesempty",
            |room| room.recording_rules(json!([])),
            vec![("RecordingRules", json!([]))],
        ),
        (
            "createtcempty",
            |room| room.transcriptions_configuration(json!({})),
            vec![("TranscriptionsConfiguration", json!({}))],
        ),
    ])
    .await;
}

/// Rule 5.
#[tokio::test]
async fn the_empty_string_is_sent() {
    let pairs = vec![("UniqueName", json!(""))];
    check(vec![("createnameempty", |room| room.unique_name(""), pairs)]).await;
}

/// Rule 6.
#[tokio::test]
async fn enum_values_are_not_checked() {
    let pairs = vec![("Type", json!("mega-group")), ("VideoCodecs", json!("AV1"))];
    let fill: Fill = |room| room.type_("mega-group").video_codecs(["AV1"]);
    check(vec![("createunkenum", fill, pairs)]).await;
}

/// Rules 1 and 6, for the update.
#[tokio::test]
async fn an_update_posts_to_the_room() {
    let rows = [
        ("updatecompleted", SID, RoomStatus::Completed, SID, "completed"),
        ("updatename", "my room", RoomStatus::Completed, "my%20room", "completed"),
        ("updatebogus", SID, RoomStatus::from("paused"), SID, "paused"),
    ];
    for (case, sid, status, segment, sent) in rows {
        let server = scenario::serve(scenario::ok).await;
        let room = scenario::client(&server).update_room(sid, status).send().await;
        let room = room.unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(room.status, Some(RoomStatus::Completed), "{case}");
        let requests = server.requests();
        assert_eq!(requests.len(), 1, "{case}");
        assert_eq!(requests[0].method, "POST", "{case}");
        assert_eq!(requests[0].target, format!("/v1/Rooms/{segment}"), "{case}");
        let media_type = requests[0].header("content-type");
        assert_eq!(media_type, Some("application/x-www-form-urlencoded"), "{case}");
        assert_eq!(requests[0].form(), [("Status".to_owned(), sent.to_owned())], "{case}");
    }
}
