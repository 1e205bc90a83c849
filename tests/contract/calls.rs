//! Every operation of the crate, each with every parameter that it has.

use serde_json::json;
use std::pin::Pin;
use twilio_video::chrono::{DateTime, Utc};
use twilio_video::{Client, Error, Request};
use twilio_video::{
    CompositionFormat, CompositionHookFormat, CompositionStatus, HttpMethod, ParticipantStatus,
    RecordingStatus, RecordingType, RoomRecordingStatus, RoomStatus, RoomType, TranscriptionStatus,
    VideoCodec,
};

const RM: &str = "RM0123456789abcdef0123456789ABCDEF";
const PA: &str = "PA0123456789abcdef0123456789abcdef";
const MT: &str = "MT0123456789abcdef0123456789abcdef";
const RT: &str = "RT0123456789abcdef0123456789abcdef";
const CJ: &str = "CJ0123456789abcdef0123456789abcdef";
const HK: &str = "HK0123456789abcdef0123456789abcdef";
const CR: &str = "CR0123456789abcdef0123456789abcdef";
/// What Prism must decode to see that it is one: reserved characters, blanks, other scripts.
const TEXT: &str = "a b&c+d%é";
const URL: &str = "https://hooks.example.com/a?b=c&d=e#f";

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 5_000).expect("the instant exists")
}

/// What a call made: the request, and the status and the headers of the answer.
pub(crate) struct Made {
    pub(crate) request: Request,
    pub(crate) status: u16,
    /// What Prism has to say against its own answer.
    pub(crate) violations: Option<String>,
}

type Making = Pin<Box<dyn Future<Output = Result<Made, Error>>>>;

/// A call, and what it is there for.
pub(crate) type Call<K> = (K, fn(&Client) -> Making);

macro_rules! calls {
    ($client:ident: $($key:expr => $builder:expr,)*) => {
        &[$(($key, |$client| {
            let builder = $builder;
            Box::pin(async move {
                let request = builder.build()?;
                let answer = builder.send_with_response().await?;
                let violations = answer.header("sl-violations").map(str::to_owned);
                Ok(Made { request, status: answer.status.as_u16(), violations })
            })
        })),*]
    };
}

/// Fields of forms that Prism misreads, so that no other call sends them: lists, which are repeated
/// keys (it takes the last value for a text), and objects, which are JSON text (it does not read
/// it). By operation and field, with what Prism wants.
pub(crate) const MISREAD: &[Call<(&str, &str, &str)>] = calls! { client:
    ("CreateRoom", "VideoCodecs", "array") =>
        client.create_room().video_codecs([VideoCodec::Vp8, VideoCodec::H264]),
    ("CreateRoom", "TranscriptionsConfiguration", "object") =>
        client.create_room().transcriptions_configuration(json!({ "languageCode": "en-US" })),
    ("CreateRoomTranscriptions", "Configuration", "object") =>
        client.create_transcription(RM).configuration(json!({})),
    ("UpdateRoomTranscriptions", "Configuration", "object") =>
        client.update_transcription(RM, TEXT).configuration(json!({})),
    ("CreateComposition", "AudioSources", "array") =>
        client.create_composition(RM).audio_sources([PA, TEXT]),
    ("CreateComposition", "AudioSourcesExcluded", "array") =>
        client.create_composition(RM).audio_sources_excluded([TEXT]),
    ("CreateCompositionHook", "AudioSources", "array") =>
        client.create_composition_hook(TEXT).audio_sources([PA, TEXT]),
    ("CreateCompositionHook", "AudioSourcesExcluded", "array") =>
        client.create_composition_hook(TEXT).audio_sources_excluded([TEXT]),
    ("UpdateCompositionHook", "AudioSources", "array") =>
        client.update_composition_hook(HK, TEXT).audio_sources([PA, TEXT]),
    ("UpdateCompositionHook", "AudioSourcesExcluded", "array") =>
        client.update_composition_hook(HK, TEXT).audio_sources_excluded([TEXT]),
};

/// Every operation, by its `operationId`.
pub(crate) const CALLS: &[Call<&str>] = calls! { client:
    "CreateRoom" => client
        .create_room()
        .enable_turn(true)
        .type_(RoomType::Group)
        .unique_name(TEXT)
        .status_callback(URL)
        .status_callback_method(HttpMethod::Get)
        .max_participants(50)
        .record_participants_on_connect(false)
        .transcribe_participants_on_connect(true)
        .media_region("us1")
        .recording_rules(json!([{ "type": "include", "publisher": TEXT }]))
        .audio_only(false)
        .max_participant_duration(86400)
        .empty_room_timeout(0)
        .unused_room_timeout(60)
        .large_room(false),
    "ListRoom" => client
        .list_rooms()
        .status(RoomStatus::InProgress)
        .unique_name(TEXT)
        .date_created_after(instant(0))
        .date_created_before(instant(1_772_323_200))
        .page_size(1000)
        .page(0)
        .page_token(TEXT),
    "FetchRoom" => client.fetch_room(TEXT),
    "UpdateRoom" => client.update_room(RM, RoomStatus::Completed),
    "ListRoomParticipant" => client
        .list_participants(TEXT)
        .status(ParticipantStatus::Reconnecting)
        .identity(TEXT)
        .date_created_after(instant(0))
        .date_created_before(instant(1_772_323_200))
        .page_size(1)
        .page(1)
        .page_token(TEXT),
    "FetchRoomParticipant" => client.fetch_participant(RM, TEXT),
    "UpdateRoomParticipant" => client
        .update_participant(TEXT, PA)
        .status(ParticipantStatus::Disconnected),
    "UpdateRoomParticipantAnonymize" => client.anonymize_participant(RM, PA),
    "ListRoomParticipantPublishedTrack" => client
        .list_published_tracks(RM, TEXT)
        .page_size(1000)
        .page(0)
        .page_token(TEXT),
    "FetchRoomParticipantPublishedTrack" => client.fetch_published_track(RM, PA, TEXT),
    "ListRoomParticipantSubscribedTrack" => client
        .list_subscribed_tracks(RM, TEXT)
        .page_size(1000)
        .page(0)
        .page_token(TEXT),
    "FetchRoomParticipantSubscribedTrack" => client.fetch_subscribed_track(RM, PA, MT),
    "FetchRoomParticipantSubscribeRule" => client.fetch_subscribe_rules(RM, TEXT),
    "UpdateRoomParticipantSubscribeRule" => client
        .update_subscribe_rules(RM, PA)
        .rules(json!([{ "type": "exclude", "all": true }])),
    "ListRoomRecording" => client
        .list_room_recordings(RM)
        .status(RoomRecordingStatus::Completed)
        .source_sid(MT)
        .date_created_after(instant(0))
        .date_created_before(instant(1_772_323_200))
        .page_size(1000)
        .page(0)
        .page_token(TEXT),
    "FetchRoomRecording" => client.fetch_room_recording(RM, RT),
    "DeleteRoomRecording" => client.delete_room_recording(RM, RT),
    "FetchRoomRecordingRule" => client.fetch_recording_rules(TEXT),
    "UpdateRoomRecordingRule" => client.update_recording_rules(RM).rules(json!([])),
    "ListRoomTranscriptions" => client
        .list_transcriptions(TEXT)
        .page_size(1000)
        .page(0)
        .page_token(TEXT),
    "CreateRoomTranscriptions" => client.create_transcription(RM),
    "FetchRoomTranscriptions" => client.fetch_transcription(RM, TEXT),
    "UpdateRoomTranscriptions" => client
        .update_transcription(RM, TEXT)
        .status(TranscriptionStatus::Stopped),
    "ListRecording" => client
        .list_recordings()
        .status(RecordingStatus::Processing)
        .source_sid(MT)
        .grouping_sid([RM, PA])
        .date_created_after(instant(0))
        .date_created_before(instant(1_772_323_200))
        .media_type(RecordingType::Data)
        .page_size(100)
        .page(0)
        .page_token(TEXT),
    "FetchRecording" => client.fetch_recording(RT),
    "DeleteRecording" => client.delete_recording(RT),
    "FetchRecordingSettings" => client.fetch_recording_settings(),
    "CreateRecordingSettings" => client
        .create_recording_settings(TEXT)
        .aws_credentials_sid(CR)
        .encryption_key_sid(CR)
        .aws_s3_url(URL)
        .aws_storage_enabled(true)
        .encryption_enabled(false),
    "CreateComposition" => client
        .create_composition(RM)
        .video_layout(json!({ "grid": { "video_sources": [TEXT] } }))
        .resolution("1280x720")
        .format(CompositionFormat::Webm)
        .status_callback(URL)
        .status_callback_method(HttpMethod::Post)
        .trim(false),
    "ListComposition" => client
        .list_compositions()
        .status(CompositionStatus::Enqueued)
        .date_created_after(instant(0))
        .date_created_before(instant(1_772_323_200))
        .room_sid(RM)
        .page_size(100)
        .page(0)
        .page_token(TEXT),
    "FetchComposition" => client.fetch_composition(CJ),
    "DeleteComposition" => client.delete_composition(CJ),
    "CreateCompositionHook" => client
        .create_composition_hook(TEXT)
        .enabled(true)
        .video_layout(json!({}))
        .resolution("1280x720")
        .format(CompositionHookFormat::Mp4)
        .status_callback(URL)
        .status_callback_method(HttpMethod::Get)
        .trim(true),
    "ListCompositionHook" => client
        .list_composition_hooks()
        .enabled(false)
        .date_created_after(instant(0))
        .date_created_before(instant(1_772_323_200))
        .friendly_name(TEXT)
        .page_size(1000)
        .page(0)
        .page_token(TEXT),
    "FetchCompositionHook" => client.fetch_composition_hook(HK),
    "UpdateCompositionHook" => client
        .update_composition_hook(HK, TEXT)
        .enabled(true)
        .video_layout(json!({}))
        .trim(true)
        .format(CompositionHookFormat::Webm)
        .resolution("1280x720")
        .status_callback(URL)
        .status_callback_method(HttpMethod::Get),
    "DeleteCompositionHook" => client.delete_composition_hook(HK),
    "FetchCompositionSettings" => client.fetch_composition_settings(),
    "CreateCompositionSettings" => client
        .create_composition_settings(TEXT)
        .aws_credentials_sid(CR)
        .encryption_key_sid(CR)
        .aws_s3_url(URL)
        .aws_storage_enabled(true)
        .encryption_enabled(false),
};
