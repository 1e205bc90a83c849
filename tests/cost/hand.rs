//! The same by hand: what a careful developer writes who needs these four operations and no more.
//! The time allowed, redirects and the proxy are set as the generated client has them; nothing is
//! tried again.

use super::{ACCOUNT, CALLBACK, NAME, PAGE_SIZE, RULES, SID, TOKEN};
use chrono::{DateTime, Utc};
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RoomStatus {
    InProgress,
    Completed,
    Failed,
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RoomType {
    Group,
    Go,
    PeerToPeer,
    GroupSmall,
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
enum VideoCodec {
    #[serde(rename = "VP8")]
    Vp8,
    H264,
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum HttpMethod {
    Get,
    Post,
    #[serde(other)]
    Unknown,
}

/// All members that the generated model has.
#[derive(Debug, Deserialize)]
#[allow(dead_code)] // What is not looked at here is what a caller would look at.
struct Room {
    sid: Option<String>,
    status: Option<RoomStatus>,
    date_created: Option<DateTime<Utc>>,
    date_updated: Option<DateTime<Utc>>,
    account_sid: Option<String>,
    enable_turn: Option<bool>,
    unique_name: Option<String>,
    status_callback: Option<String>,
    status_callback_method: Option<HttpMethod>,
    end_time: Option<DateTime<Utc>>,
    duration: Option<i64>,
    #[serde(rename = "type")]
    kind: Option<RoomType>,
    max_participants: Option<i64>,
    max_participant_duration: Option<i64>,
    max_concurrent_published_tracks: Option<i64>,
    record_participants_on_connect: Option<bool>,
    video_codecs: Option<Vec<VideoCodec>>,
    media_region: Option<String>,
    audio_only: Option<bool>,
    empty_room_timeout: Option<i64>,
    unused_room_timeout: Option<i64>,
    large_room: Option<bool>,
    url: Option<String>,
    links: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct RoomPage {
    rooms: Option<Vec<Room>>,
    meta: Option<Meta>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Meta {
    first_page_url: Option<String>,
    key: Option<String>,
    next_page_url: Option<String>,
    page: Option<i64>,
    page_size: Option<i64>,
    previous_page_url: Option<String>,
    url: Option<String>,
}

/// The query of a list.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ListRooms<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<RoomStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_size: Option<u32>,
}

/// The form of a new room.
#[derive(Default)]
struct NewRoom<'a> {
    unique_name: Option<&'a str>,
    kind: Option<RoomType>,
    max_participants: Option<u32>,
    video_codecs: &'a [VideoCodec],
    status_callback: Option<&'a str>,
    status_callback_method: Option<HttpMethod>,
    recording_rules: Option<&'a str>,
}

/// What a form can hold of it: a derived `Serialize` cannot repeat a key.
#[derive(Serialize)]
#[serde(untagged)]
enum Field<'a> {
    Text(&'a str),
    Number(u32),
    Kind(RoomType),
    Codec(VideoCodec),
    Method(HttpMethod),
}

impl NewRoom<'_> {
    fn form(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut form = Vec::new();
        form.extend(self.unique_name.map(|it| ("UniqueName", Field::Text(it))));
        form.extend(self.kind.map(|it| ("Type", Field::Kind(it))));
        form.extend(self.max_participants.map(|it| ("MaxParticipants", Field::Number(it))));
        form.extend(self.video_codecs.iter().map(|it| ("VideoCodecs", Field::Codec(*it))));
        form.extend(self.status_callback.map(|it| ("StatusCallback", Field::Text(it))));
        let method = self.status_callback_method.map(Field::Method);
        form.extend(method.map(|it| ("StatusCallbackMethod", it)));
        form.extend(self.recording_rules.map(|it| ("RecordingRules", Field::Text(it))));
        form
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UpdateRoom {
    status: RoomStatus,
}

/// The body of an error.
#[derive(Debug, Default, Deserialize)]
struct Problem {
    code: Option<i64>,
    message: Option<String>,
}

enum Failure {
    Http(reqwest::Error),
    Api { status: u16, problem: Problem },
    Decode(serde_json::Error),
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(error) => write!(f, "no answer: {error}"),
            Self::Api { status, problem } => {
                write!(f, "{status}: {:?} (code {:?})", problem.message, problem.code)
            }
            Self::Decode(error) => write!(f, "the answer cannot be read: {error}"),
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}

pub(crate) struct Hand {
    http: reqwest::Client,
    base: Url,
}

impl Hand {
    pub(crate) fn new(origin: &str) -> Self {
        let headers =
            HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json"))]);
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .user_agent("by-hand/0.1.0 (linux x86_64)")
            .timeout(Duration::from_secs(30))
            .connect_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("the client can be set up");
        Self { http, base: Url::parse(origin).expect("the origin is a URL") }
    }

    fn rooms(&self) -> Url {
        let mut url = self.base.clone();
        url.set_path("/v1/Rooms");
        url
    }

    fn room(&self, sid: &str) -> Url {
        let mut url = self.rooms();
        url.path_segments_mut().expect("it is an HTTP URL").push(sid);
        url
    }

    async fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Failure> {
        let answer = request.basic_auth(ACCOUNT, Some(TOKEN)).send().await?;
        let status = answer.status();
        let body = answer.bytes().await?;
        if !status.is_success() {
            let problem = serde_json::from_slice(&body).unwrap_or_default();
            return Err(Failure::Api { status: status.as_u16(), problem });
        }
        serde_json::from_slice(&body).map_err(Failure::Decode)
    }

    async fn create_room(&self, room: &NewRoom<'_>) -> Result<Room, Failure> {
        self.send(self.http.post(self.rooms()).form(&room.form())).await
    }

    async fn fetch_room(&self, sid: &str) -> Result<Room, Failure> {
        self.send(self.http.get(self.room(sid))).await
    }

    async fn update_room(&self, sid: &str, status: RoomStatus) -> Result<Room, Failure> {
        self.send(self.http.post(self.room(sid)).form(&UpdateRoom { status })).await
    }

    async fn list_rooms(&self, query: &ListRooms<'_>) -> Result<RoomPage, Failure> {
        self.send(self.http.get(self.rooms()).query(query)).await
    }

    pub(crate) async fn create(&self) -> usize {
        let room = NewRoom {
            unique_name: Some(NAME),
            kind: Some(RoomType::Group),
            max_participants: Some(10),
            video_codecs: &[VideoCodec::Vp8, VideoCodec::H264],
            status_callback: Some(CALLBACK),
            status_callback_method: Some(HttpMethod::Post),
            recording_rules: Some(RULES),
        };
        whole(&self.create_room(&room).await.expect("the room is created"))
    }

    pub(crate) async fn fetch(&self) -> usize {
        whole(&self.fetch_room(SID).await.expect("the room is fetched"))
    }

    pub(crate) async fn update(&self) -> usize {
        let room = self.update_room(SID, RoomStatus::Completed).await;
        whole(&room.expect("the room is updated"))
    }

    pub(crate) async fn list(&self) -> usize {
        let (status, page_size) = (Some(RoomStatus::Completed), Some(PAGE_SIZE));
        let page = self.list_rooms(&ListRooms { status, unique_name: None, page_size }).await;
        page.expect("the rooms are listed").rooms.unwrap_or_default().iter().map(whole).sum()
    }
}

fn whole(room: &Room) -> usize {
    let known = matches!(room.status, Some(RoomStatus::InProgress));
    (known && room.date_created.is_some() && room.links.is_some()).into()
}
