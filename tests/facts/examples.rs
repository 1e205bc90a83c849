//! Every example fits its schema, and every answer decodes and comes back.

use super::{media, members, name, operations, ours, referred};
use chrono::{DateTime, SecondsFormat};
use regex_lite::Regex;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use twilio_video::models::*;
use twilio_video::operations::*;

/// What of a value does not fit its schema, with the place in it.
fn misfits(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let schema = referred(document, schema);
    if value.is_null() && (schema["nullable"] == true || schema["type"].is_null()) {
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        Some(unknown) => panic!("{at}: no example is known of the type {unknown}"),
        None => true,
    };
    let mut check = |fits: bool, why: &str| {
        if !fits {
            found.push(format!("{at}: {value} {why}"));
        }
    };
    check(fits, "is of another type");
    if let Some(values) = schema["enum"].as_array() {
        check(values.contains(value), "is not one of the values");
    }
    if let Some(text) = value.as_str() {
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        let pattern = Regex::new(pattern).expect("the pattern is a regular expression");
        let length = text.chars().count() as u64;
        check(pattern.is_match(text), "does not match the pattern");
        check(length >= schema["minLength"].as_u64().unwrap_or(0), "is too short");
        check(length <= schema["maxLength"].as_u64().unwrap_or(u64::MAX), "is too long");
        if schema["format"] == "date-time" {
            check(DateTime::parse_from_rfc3339(text).is_ok(), "is not a date-time");
        }
        if schema["format"] == "uri" {
            check(text.starts_with("https://"), "is not a URL");
        }
    }
    if let Some(number) = value.as_i64() {
        check(number >= schema["minimum"].as_i64().unwrap_or(i64::MIN), "is too small");
        check(number <= schema["maximum"].as_i64().unwrap_or(i64::MAX), "is too large");
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        check(required.as_str().is_some_and(|name| value.get(name).is_some()), "lacks a member");
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        misfits(document, &schema["items"], item, &format!("{at}/{index}"), found);
    }
    if schema["properties"].is_object() {
        for (name, member) in members(value) {
            match schema["properties"].get(name) {
                Some(schema) => misfits(document, schema, member, &format!("{at}/{name}"), found),
                None => found.push(format!("{at}/{name}: there is no such member")),
            }
        }
    }
}

/// Requests, answers and parameters: every one has examples, and every example is true.
#[test]
fn examples_fit_their_schemas() {
    let document = ours();
    let mut found = Vec::new();
    let mut check = |schema: &Value, examples: &serde_json::Map<String, Value>, at: &str| {
        assert!(!examples.is_empty(), "{at} has no example");
        for (name, example) in examples {
            misfits(&document, schema, &example["value"], &format!("{at} {name}: "), &mut found);
        }
    };
    for (path, verb, operation) in operations(&document) {
        for param in operation["parameters"].as_array().into_iter().flatten() {
            let at = format!("{verb} {path} {}", param["name"]);
            let examples = param["examples"].as_object();
            let examples = examples.unwrap_or_else(|| panic!("{at} has no examples"));
            check(&param["schema"], examples, &at);
        }
        let answers = members(&operation["responses"]).map(|(_, answer)| answer);
        for body in answers.chain([&operation["requestBody"]]) {
            for (schema, examples) in media(&body["content"]) {
                check(schema, examples, &format!("{verb} {path}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Shows that the test above can fail.
#[test]
fn what_does_not_fit_is_found() {
    let (document, mut found) = (ours(), Vec::new());
    let schema = &document["components"]["schemas"]["video.v1.recording"];
    let wrong = serde_json::json!({
        "sid": "RT1", "size": "1", "status": "done", "date_created": "today", "nothing": 1,
        "duration": null, "url": null,
    });
    misfits(&document, schema, &wrong, "", &mut found);
    let places: BTreeSet<&str> = found.iter().filter_map(|line| line.split(':').next()).collect();
    let expected = ["/date_created", "/nothing", "/sid", "/size", "/status"];
    assert_eq!(places.into_iter().collect::<Vec<_>>(), expected, "{found:?}");
}

/// A value as it is compared: a null member is an absent one, date-times are instants.
fn meaning(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let given = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(given.map(|(key, value)| (key.clone(), meaning(value))).collect())
        }
        Value::Array(items) => items.iter().map(meaning).collect(),
        Value::String(text) => DateTime::parse_from_rfc3339(text)
            .map(|at| at.to_utc().to_rfc3339_opts(SecondsFormat::Nanos, true))
            .unwrap_or_else(|_| text.clone())
            .into(),
        scalar => scalar.clone(),
    }
}

/// Decodes a value and writes it again: nothing may be lost, and nothing made up.
fn round_trip<T: DeserializeOwned + Serialize>(name: &str, example: &Value) {
    let decoded: T =
        serde_json::from_value(example.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let written = serde_json::to_value(decoded).expect("a model can be written");
    assert_eq!(meaning(&written), meaning(example), "{name}");
}

/// An answer of the document, by reference or title, and how its example is read.
type Answer = (&'static str, fn(&str, &Value));

/// The types of the crate for the answers of the document.
const ANSWERS: &[Answer] = &[
    ("video.v1.composition", round_trip::<Composition>),
    ("video.v1.composition_hook", round_trip::<CompositionHook>),
    ("video.v1.composition_settings", round_trip::<CompositionSettings>),
    ("video.v1.recording", round_trip::<Recording>),
    ("video.v1.recording_settings", round_trip::<RecordingSettings>),
    ("video.v1.room", round_trip::<Room>),
    ("video.v1.room.room_participant", round_trip::<Participant>),
    (
        "video.v1.room.room_participant.room_participant_anonymize",
        round_trip::<AnonymizedParticipant>,
    ),
    (
        "video.v1.room.room_participant.room_participant_published_track",
        round_trip::<PublishedTrack>,
    ),
    (
        "video.v1.room.room_participant.room_participant_subscribe_rule",
        round_trip::<SubscribeRules>,
    ),
    (
        "video.v1.room.room_participant.room_participant_subscribed_track",
        round_trip::<SubscribedTrack>,
    ),
    ("video.v1.room.room_recording", round_trip::<RoomRecording>),
    ("video.v1.room.room_recording_rule", round_trip::<RecordingRules>),
    ("video.v1.room.room_transcriptions", round_trip::<Transcription>),
    ("ListCompositionResponse", round_trip::<ListCompositionsResponse>),
    ("ListCompositionHookResponse", round_trip::<ListCompositionHooksResponse>),
    ("ListRecordingResponse", round_trip::<ListRecordingsResponse>),
    ("ListRoomResponse", round_trip::<ListRoomsResponse>),
    ("ListRoomParticipantResponse", round_trip::<ListParticipantsResponse>),
    ("ListRoomParticipantPublishedTrackResponse", round_trip::<ListPublishedTracksResponse>),
    ("ListRoomParticipantSubscribedTrackResponse", round_trip::<ListSubscribedTracksResponse>),
    ("ListRoomRecordingResponse", round_trip::<ListRoomRecordingsResponse>),
    ("ListRoomTranscriptionsResponse", round_trip::<ListTranscriptionsResponse>),
];

#[test]
fn examples_of_answers_decode_and_come_back() {
    let document = ours();
    let mut seen = BTreeSet::new();
    for (_, _, operation) in operations(&document) {
        for (_, answer) in members(&operation["responses"]) {
            for (schema, examples) in media(&answer["content"]) {
                let named = schema["$ref"].as_str().map(name).or(schema["title"].as_str());
                let named = named.expect("an answer has a name");
                let found = ANSWERS.iter().find(|(known, _)| *known == named);
                let (known, check) = found.unwrap_or_else(|| panic!("what decodes {named}?"));
                examples.iter().for_each(|(name, example)| check(name, &example["value"]));
                seen.insert(*known);
            }
        }
    }
    assert_eq!(seen.len(), ANSWERS.len(), "every type is seen");
}
