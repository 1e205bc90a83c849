//! The other resources: what each call sends, what it makes of the answer, how its pages follow.

use crate::scenario;
use futures_core::Stream;
use serde_json::{Value, json};
use std::future::poll_fn;
use std::pin::Pin;
use test_support::server::{Recorded, Reply, Server};
use twilio_video::chrono::NaiveDate;
use twilio_video::{
    Client, CompositionFormat, CompositionStatus, Error, ErrorKind, HttpMethod, ParticipantStatus,
    PublishedTrackKind, RecordingCodec, RecordingRule, RecordingType, RoomRecordingStatus,
    SubscribedTrackKind, TranscriptionStatus,
};

const RM: &str = "RM0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
const PA: &str = "PA0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";
const MT: &str = "MT0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c";
const RT: &str = "RT0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d";
const CJ: &str = "CJ0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e";
const HK: &str = "HK0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";

/// What a call sent.
struct Sent(Recorded);

impl Sent {
    /// The request line, and the decoded pairs of the form; JSON text counts as what it means.
    #[track_caller]
    fn is(&self, line: &str, form: &[(&str, Value)]) {
        let Recorded { method, target, .. } = &self.0;
        assert_eq!(format!("{method} {target}"), line);
        let meaning = |text: &str| match text.starts_with(['{', '[']) {
            true => serde_json::from_str(text).expect("the field is JSON"),
            false => Value::from(text),
        };
        let sent = self.0.form();
        let sent: Vec<(&str, Value)> =
            sent.iter().map(|(name, text)| (name.as_str(), meaning(text))).collect();
        assert_eq!(sent, form);
    }
}

/// Calls once, and gives back what was made of the answer beside what was sent.
async fn call<T>(
    status: u16,
    answer: Value,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) -> (T, Sent) {
    let server = scenario::always(Reply::json(status, &answer)).await;
    let made = call(&scenario::client(&server)).await.expect("the answer can be read");
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1);
    (made, Sent(requests.remove(0)))
}

#[tokio::test]
async fn participants() {
    let alice = json!({ "sid": PA, "identity": "alice", "status": "reconnecting" });
    let (found, sent) =
        call(200, alice, async |client| client.fetch_participant("my room", "alice").send().await)
            .await;
    sent.is("GET /v1/Rooms/my%20room/Participants/alice", &[]);
    assert_eq!(found.status, Some(ParticipantStatus::Reconnecting));

    let gone = json!({ "sid": PA, "status": "disconnected", "duration": 7 });
    let (found, sent) = call(202, gone, async |client| {
        client.update_participant(RM, PA).status(ParticipantStatus::Disconnected).send().await
    })
    .await;
    let line = format!("POST /v1/Rooms/{RM}/Participants/{PA}");
    sent.is(&line, &[("Status", json!("disconnected"))]);
    assert_eq!((found.status, found.duration), (Some(ParticipantStatus::Disconnected), Some(7)));

    let nobody = json!({ "sid": PA, "identity": PA, "status": "disconnected" });
    let (found, sent) =
        call(200, nobody, async |client| client.anonymize_participant(RM, PA).send().await).await;
    sent.is(&format!("POST /v1/Rooms/{RM}/Participants/{PA}/Anonymize"), &[]);
    assert_eq!(found.identity.as_deref(), Some(PA));
}

#[tokio::test]
async fn tracks() {
    let track = json!({ "sid": MT, "name": "chat", "kind": "data", "enabled": true });
    let (found, sent) = call(200, track.clone(), async |client| {
        client.fetch_published_track(RM, "alice", "a/b").send().await
    })
    .await;
    sent.is(&format!("GET /v1/Rooms/{RM}/Participants/alice/PublishedTracks/a%2Fb"), &[]);
    assert_eq!((found.kind, found.enabled), (Some(PublishedTrackKind::Data), Some(true)));

    let (found, sent) =
        call(200, track, async |client| client.fetch_subscribed_track(RM, "bob", MT).send().await)
            .await;
    sent.is(&format!("GET /v1/Rooms/{RM}/Participants/bob/SubscribedTracks/{MT}"), &[]);
    assert_eq!(found.kind, Some(SubscribedTrackKind::Data));
}

/// Rules are JSON text in one field, made of text, of JSON or of the types of the answers.
#[tokio::test]
async fn rules() {
    let given = json!([{ "type": "include", "all": true, "publisher": null, "priority": "low" }]);
    let answer = json!({ "participant_sid": PA, "rules": given });
    let path = format!("/v1/Rooms/{RM}/Participants/{PA}/SubscribeRules");
    let (found, sent) =
        call(200, answer.clone(), async |client| client.fetch_subscribe_rules(RM, PA).send().await)
            .await;
    sent.is(&format!("GET {path}"), &[]);
    let rule = &found.rules.expect("there are rules")[0];
    assert_eq!((rule.all, rule.publisher.as_deref()), (Some(true), None));
    assert_eq!(rule.priority.as_deref(), Some("low"));

    let (_, sent) = call(200, answer.clone(), async |client| {
        let rules = r#"[{"type": "exclude", "kind": "video"}]"#;
        client.update_subscribe_rules(RM, PA).rules(rules).send().await
    })
    .await;
    let rules = json!([{ "type": "exclude", "kind": "video" }]);
    sent.is(&format!("POST {path}"), &[("Rules", rules)]);

    let (found, sent) =
        call(200, answer.clone(), async |client| client.fetch_recording_rules(RM).send().await)
            .await;
    sent.is(&format!("GET /v1/Rooms/{RM}/RecordingRules"), &[]);
    let rules = found.rules.expect("there are rules");
    let mut rule = RecordingRule::default();
    (rule.type_, rule.all) = (Some("include".into()), Some(true));
    assert_eq!(rules, [rule]);

    let (_, sent) = call(200, answer, async |client| {
        client.update_recording_rules(RM).rules(json!(rules)).send().await
    })
    .await;
    let rules = json!([{ "type": "include", "all": true }]);
    sent.is(&format!("POST /v1/Rooms/{RM}/RecordingRules"), &[("Rules", rules)]);
}

#[tokio::test]
async fn transcriptions() {
    const TTID: &str = "video_extension_1";
    let running = json!({ "ttid": TTID, "status": "started", "configuration": { "a": [1] } });
    let path = format!("/v1/Rooms/{RM}/Transcriptions");
    let (_, sent) =
        call(202, running.clone(), async |client| client.create_transcription(RM).send().await)
            .await;
    sent.is(&format!("POST {path}"), &[]);

    let (found, sent) = call(202, running, async |client| {
        let settings = json!({ "languageCode": "en-US" });
        let update = client.update_transcription(RM, TTID).configuration(settings);
        update.status(TranscriptionStatus::Stopped).send().await
    })
    .await;
    let form =
        [("Configuration", json!({ "languageCode": "en-US" })), ("Status", json!("stopped"))];
    sent.is(&format!("POST {path}/{TTID}"), &form);
    assert_eq!(found.status, Some(TranscriptionStatus::Started));
    assert_eq!(found.configuration, Some(json!({ "a": [1] })));

    let failed = json!({ "ttid": TTID, "status": "failed" });
    let (found, sent) =
        call(200, failed, async |client| client.fetch_transcription(RM, TTID).send().await).await;
    sent.is(&format!("GET {path}/{TTID}"), &[]);
    assert_eq!(found.status, Some(TranscriptionStatus::Failed));
}

#[tokio::test]
async fn recordings() {
    let recording = json!({
        "sid": RT, "status": "completed", "type": "audio", "codec": "opus", "size": 5_000_000_000_i64,
        "offset": 12, "grouping_sids": { "room_sid": RM },
    });
    let (found, sent) =
        call(200, recording.clone(), async |client| client.fetch_recording(RT).send().await).await;
    sent.is(&format!("GET /v1/Recordings/{RT}"), &[]);
    assert_eq!((found.size, found.type_), (Some(5_000_000_000), Some(RecordingType::Audio)));
    // The API writes this one in small letters, whatever the description says.
    assert_eq!(found.codec, Some(RecordingCodec::from("opus")));
    assert_eq!(found.grouping_sids, Some(json!({ "room_sid": RM })));

    let (found, sent) =
        call(200, recording, async |client| client.fetch_room_recording(RM, RT).send().await).await;
    sent.is(&format!("GET /v1/Rooms/{RM}/Recordings/{RT}"), &[]);
    assert_eq!(found.status, Some(RoomRecordingStatus::Completed));
}

#[tokio::test]
async fn compositions() {
    let layout = json!({ "grid": { "video_sources": ["*"] } });
    let queued = json!({ "sid": CJ, "status": "enqueued", "video_layout": layout, "bitrate": 0 });
    let (found, sent) = call(201, queued.clone(), async |client| {
        let create = client.create_composition(RM).video_layout(layout.clone());
        let create = create.audio_sources(["a*", "b"]).audio_sources_excluded([] as [&str; 0]);
        let create = create.resolution("1280x720").format(CompositionFormat::Webm).trim(false);
        create.send().await
    })
    .await;
    let form = [
        ("RoomSid", json!(RM)),
        ("VideoLayout", layout.clone()),
        ("AudioSources", json!("a*")),
        ("AudioSources", json!("b")),
        ("Resolution", json!("1280x720")),
        ("Format", json!("webm")),
        ("Trim", json!("false")),
    ];
    sent.is("POST /v1/Compositions", &form);
    assert_eq!(found.status, Some(CompositionStatus::Enqueued));
    assert_eq!((found.video_layout, found.bitrate), (Some(layout), Some(0)));

    let (_, sent) =
        call(200, queued, async |client| client.fetch_composition(CJ).send().await).await;
    sent.is(&format!("GET /v1/Compositions/{CJ}"), &[]);
}

#[tokio::test]
async fn composition_hooks() {
    let hook = json!({ "sid": HK, "friendly_name": "All", "enabled": false });
    let (found, sent) = call(201, hook.clone(), async |client| {
        let create = client.create_composition_hook("All").enabled(false);
        create.status_callback_method(HttpMethod::Post).send().await
    })
    .await;
    let form = [
        ("FriendlyName", json!("All")),
        ("Enabled", json!("false")),
        ("StatusCallbackMethod", json!("POST")),
    ];
    sent.is("POST /v1/CompositionHooks", &form);
    assert_eq!((found.friendly_name.as_deref(), found.enabled), (Some("All"), Some(false)));

    let (_, sent) = call(200, hook.clone(), async |client| {
        client.update_composition_hook(HK, "Some").video_layout(json!({})).send().await
    })
    .await;
    let form = [("FriendlyName", json!("Some")), ("VideoLayout", json!({}))];
    sent.is(&format!("POST /v1/CompositionHooks/{HK}"), &form);

    let (_, sent) =
        call(200, hook, async |client| client.fetch_composition_hook(HK).send().await).await;
    sent.is(&format!("GET /v1/CompositionHooks/{HK}"), &[]);
}

#[tokio::test]
async fn settings() {
    let answer = json!({ "friendly_name": "Bucket", "aws_s3_url": "https://a.example.com/b" });
    let form = [
        ("FriendlyName", json!("Bucket")),
        ("AwsS3Url", json!("https://a.example.com/b")),
        ("AwsStorageEnabled", json!("true")),
    ];
    let (found, sent) = call(200, answer.clone(), async |client| {
        let create = client.create_recording_settings("Bucket");
        create.aws_s3_url("https://a.example.com/b").aws_storage_enabled(true).send().await
    })
    .await;
    sent.is("POST /v1/RecordingSettings/Default", &form);
    assert_eq!(found.aws_s3_url.as_deref(), Some("https://a.example.com/b"));
    let (_, sent) = call(200, answer.clone(), async |client| {
        let create = client.create_composition_settings("Bucket");
        create.aws_s3_url("https://a.example.com/b").aws_storage_enabled(true).send().await
    })
    .await;
    sent.is("POST /v1/CompositionSettings/Default", &form);

    let (_, sent) =
        call(200, answer.clone(), async |client| client.fetch_recording_settings().send().await)
            .await;
    sent.is("GET /v1/RecordingSettings/Default", &[]);
    let (_, sent) =
        call(200, answer, async |client| client.fetch_composition_settings().send().await).await;
    sent.is("GET /v1/CompositionSettings/Default", &[]);
}

/// A 204 has no body, and needs none.
#[tokio::test]
async fn deletions() {
    let server = scenario::always(Reply::empty(204)).await;
    let client = scenario::client(&server);
    client.delete_recording(RT).send().await.expect("it is deleted");
    client.delete_room_recording(RM, RT).send().await.expect("it is deleted");
    client.delete_composition(CJ).send().await.expect("it is deleted");
    client.delete_composition_hook(HK).send().await.expect("it is deleted");
    let lines: Vec<String> =
        server.requests().iter().map(|sent| format!("{} {}", sent.method, sent.target)).collect();
    let expected = [
        format!("DELETE /v1/Recordings/{RT}"),
        format!("DELETE /v1/Rooms/{RM}/Recordings/{RT}"),
        format!("DELETE /v1/Compositions/{CJ}"),
        format!("DELETE /v1/CompositionHooks/{HK}"),
    ];
    assert_eq!(lines, expected);
}

/// A SID of the wrong form is refused where the description states the form's length.
#[tokio::test]
async fn a_sid_that_is_too_short_is_refused() {
    let server = scenario::always(Reply::empty(204)).await;
    let error = scenario::client(&server).delete_recording("RT1").send().await;
    let error = error.expect_err("it is no SID");
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert!(server.requests().is_empty());
}

/// A server with two pages of one item each, in a list of this name.
async fn two_pages(key: &'static str) -> Server {
    scenario::serve(move |request, _, origin| {
        let last = request.raw_query().contains("PageToken=PTnext");
        let item = if last { "second" } else { "first" };
        let next = (!last).then(|| format!("{origin}/next/{key}?PageToken=PTnext"));
        let item = json!({ "sid": item, "ttid": item });
        Reply::json(200, &json!({ key: [item], "meta": { "next_page_url": next, "key": key } }))
    })
    .await
}

/// Reads a list to its end; returns what names each item.
async fn drain<T>(
    mut items: impl Stream<Item = Result<T, Error>> + Unpin,
    name: impl Fn(T) -> Option<String>,
) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await {
        names.extend(name(item.expect("the page comes")));
    }
    names
}

/// Every list keeps its items under a name of its own; the next page is where the answer says.
#[tokio::test]
async fn lists_of_every_name() {
    macro_rules! check {
        ($key:literal, $target:expr, $name:ident, |$client:ident| $list:expr) => {{
            let server = two_pages($key).await;
            let $client = scenario::client(&server);
            let names = drain($list.items(), |item| item.$name).await;
            assert_eq!(names, ["first", "second"], $key);
            let targets: Vec<String> =
                server.requests().into_iter().map(|sent| sent.target).collect();
            assert_eq!(targets, [$target, format!("/next/{}?PageToken=PTnext", $key)], $key);
        }};
    }
    let room = format!("/v1/Rooms/{RM}");
    let tracks = |of: &str| format!("{room}/Participants/bob/{of}Tracks?PageSize=1000");
    check!(
        "participants",
        format!("{room}/Participants?Status=connected&Identity=bob"),
        sid,
        |client| client.list_participants(RM).status(ParticipantStatus::Connected).identity("bob")
    );
    check!("published_tracks", tracks("Published"), sid, |client| client
        .list_published_tracks(RM, "bob")
        .page_size(1000));
    check!("subscribed_tracks", tracks("Subscribed"), sid, |client| client
        .list_subscribed_tracks(RM, "bob")
        .page_size(1000));
    check!("recordings", format!("{room}/Recordings?DateCreatedAfter=2026-01-02"), sid, |client| {
        client
            .list_room_recordings(RM)
            .date_created_after(NaiveDate::from_ymd_opt(2026, 1, 2).expect("it is a day"))
    });
    check!("transcriptions", format!("{room}/Transcriptions"), ttid, |client| client
        .list_transcriptions(RM));
    check!(
        "recordings",
        format!("/v1/Recordings?GroupingSid={RM}&GroupingSid={PA}&MediaType=audio"),
        sid,
        |client| client.list_recordings().grouping_sid([RM, PA]).media_type(RecordingType::Audio)
    );
    check!("compositions", "/v1/Compositions?Status=completed".to_owned(), sid, |client| client
        .list_compositions()
        .status(CompositionStatus::Completed));
    check!(
        "composition_hooks",
        "/v1/CompositionHooks?Enabled=false&FriendlyName=%2AHook%2A".to_owned(),
        sid,
        |client| client.list_composition_hooks().enabled(false).friendly_name("*Hook*")
    );
}

/// A limit asks for pages no larger than the list allows, which is not the same for all.
#[tokio::test]
async fn a_limit_sets_the_page_size_of_each_list() {
    let server = scenario::always(Reply::json(200, &json!({}))).await;
    let client = scenario::client(&server);
    let none: [Vec<String>; 3] = [
        drain(client.list_participants(RM).items().limit(5000), |item| item.sid).await,
        drain(client.list_recordings().items().limit(5000), |item| item.sid).await,
        drain(client.list_compositions().items().limit(5000), |item| item.sid).await,
    ];
    assert!(none.iter().all(Vec::is_empty));
    let sizes: Vec<String> =
        server.requests().iter().map(|sent| sent.raw_query().to_owned()).collect();
    assert_eq!(sizes, ["PageSize=1000", "PageSize=100", "PageSize=100"]);
    let error = client.list_compositions().page_size(101).send().await;
    assert_eq!(error.expect_err("it is too many").kind(), ErrorKind::Argument);
}
