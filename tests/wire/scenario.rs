//! The canned answers, and a client of the server that gives them.

use serde_json::{Value, json};
use std::time::Duration;
use test_support::server::{Recorded, Reply, Server};
use twilio_video::ext::{Clock, Sleep};
use twilio_video::{Client, ClientBuilder, Error, Room, RoomStatus};

pub(crate) const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
pub(crate) const TOKEN: &str = "shhh-auth-token";
/// Both as the Basic scheme writes them, without the padding.
pub(crate) const BASIC: &str =
    "QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzaGhoLWF1dGgtdG9rZW4";
/// What must not show anywhere.
pub(crate) const SECRETS: &[&str] = &[TOKEN, BASIC];

pub(crate) const SID: &str = "RM0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

/// A clock that does not wait between attempts, so that 429 and 503 cost no time.
struct Hurried;

impl Clock for Hurried {
    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(std::future::ready(()))
    }

    fn timer(&self, time: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(time))
    }
}

/// A client without credentials and without a server. It retries as it does by default.
pub(crate) fn anonymous() -> ClientBuilder {
    // Certificates take long to load, and nothing here is encrypted.
    let http = twilio_video::reqwest::Client::builder().no_proxy().tls_certs_only([]);
    Client::builder().http_client(http).clock(Hurried).timeout(Duration::from_secs(10))
}

/// A client of our server, still to be built.
pub(crate) fn of(server: &Server) -> ClientBuilder {
    anonymous().base_url(server.url()).account_sid_auth_token(ACCOUNT, TOKEN)
}

pub(crate) fn built(builder: ClientBuilder) -> Client {
    builder.build().expect("the client can be set up")
}

pub(crate) fn client(server: &Server) -> Client {
    built(of(server))
}

/// A server that follows a script: the request, how many came before it, its own origin.
pub(crate) async fn serve(
    script: impl Fn(&Recorded, usize, &str) -> Reply + Send + Sync + 'static,
) -> Server {
    Server::start(script).await.expect("a port is free")
}

pub(crate) async fn always(reply: Reply) -> Server {
    serve(move |_, _, _| reply.clone()).await
}

/// A room as the vendor's own example shows it.
pub(crate) fn room(origin: &str, sid: &str) -> Value {
    let url = format!("{origin}/v1/Rooms/{sid}");
    let links = json!({"participants": format!("{url}/Participants")});
    json!({
        "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "date_created": "2015-07-30T20:00:00Z",
        "date_updated": "2015-07-30T20:00:00Z",
        "status": "in-progress",
        "type": "group",
        "sid": sid,
        "enable_turn": true,
        "unique_name": "unique_name",
        "max_participants": 10,
        "max_participant_duration": 86400,
        "max_concurrent_published_tracks": 0,
        "duration": 0,
        "status_callback_method": "POST",
        "status_callback": null,
        "record_participants_on_connect": false,
        "video_codecs": ["VP8"],
        "audio_only": false,
        "media_region": "us1",
        "empty_room_timeout": 5,
        "unused_room_timeout": 5,
        "end_time": null,
        "large_room": false,
        "url": url,
        "links": links,
    })
}

/// The room of the example with other members.
pub(crate) fn room_with(members: &Value) -> Value {
    let mut room = room("https://video.example.com", SID);
    for (name, value) in members.as_object().expect("members are an object") {
        room[name] = value.clone();
    }
    room
}

/// The SID of the n-th room of a list.
pub(crate) fn nth(n: u32) -> String {
    format!("RM{n:032}")
}

/// A page of the list with the envelope around it; `next` is its `next_page_url`.
pub(crate) fn page(origin: &str, number: u32, rooms: &[u32], next: Option<String>) -> Value {
    let rooms: Vec<Value> = rooms.iter().map(|n| room(origin, &nth(*n))).collect();
    let url = |number: u32| format!("{origin}/v1/Rooms?PageSize=2&Page={number}");
    json!({
        "rooms": rooms,
        "meta": {
            "page": number,
            "page_size": 2,
            "first_page_url": url(0),
            "previous_page_url": number.checked_sub(1).map(url),
            "url": url(number),
            "next_page_url": next,
            "key": "rooms",
        },
    })
}

/// Everything works: the answer that the request deserves.
pub(crate) fn ok(request: &Recorded, _: usize, origin: &str) -> Reply {
    match (request.method.as_str(), request.path()) {
        ("POST", "/v1/Rooms") => Reply::json(201, &room(origin, SID)),
        ("POST", _) => {
            let mut room = room(origin, SID);
            room["status"] = json!("completed");
            Reply::json(202, &room)
        }
        (_, "/v1/Rooms") => Reply::json(200, &page(origin, 0, &[0, 1, 2], None)),
        _ => Reply::json(200, &room(origin, SID)),
    }
    .header("Twilio-Request-Id", "RQ1")
}

/// The next page's address as the vendor writes it, with a filter that nobody asked for.
pub(crate) const NEXT: &str = "/v1/Rooms?Status=completed&PageSize=2&Page=1&PageToken=PTnext";

fn is_second(request: &Recorded) -> bool {
    request.raw_query().contains("PageToken=PTnext")
}

/// Two pages of two rooms.
pub(crate) fn pages(request: &Recorded, _: usize, origin: &str) -> Reply {
    match is_second(request) {
        true => second(origin),
        false => first(origin, &[0, 1], format!("{origin}{NEXT}")),
    }
}

/// An empty page before the one with rooms.
pub(crate) fn pages_empty(request: &Recorded, _: usize, origin: &str) -> Reply {
    match is_second(request) {
        true => second(origin),
        false => first(origin, &[], format!("{origin}{NEXT}")),
    }
}

/// The second page is refused.
pub(crate) fn pages_error(request: &Recorded, _: usize, origin: &str) -> Reply {
    match is_second(request) {
        true => e429(),
        false => first(origin, &[0, 1], format!("{origin}{NEXT}")),
    }
}

/// A first page with two rooms whose next page is elsewhere.
pub(crate) fn first(origin: &str, rooms: &[u32], next: String) -> Reply {
    Reply::json(200, &page(origin, 0, rooms, Some(next)))
}

fn second(origin: &str) -> Reply {
    Reply::json(200, &page(origin, 1, &[2, 3], None))
}

fn error(status: u16, code: u32, message: &str) -> Value {
    let more_info = format!("https://www.twilio.com/docs/errors/{code}");
    json!({"code": code, "message": message, "more_info": more_info, "status": status})
}

pub(crate) fn e400() -> Reply {
    let mut body = error(400, 53103, "Invalid room name");
    body["details"] = json!({"field": "UniqueName"});
    Reply::json(400, &body).header("Twilio-Request-Id", "RQ400")
}

pub(crate) fn e404() -> Reply {
    let message = "The requested resource /Rooms/RMx was not found";
    Reply::json(404, &error(404, 20404, message))
}

pub(crate) fn e429() -> Reply {
    let body = error(429, 20429, "Too Many Requests");
    Reply::json(429, &body).header("Retry-After", "1")
}

pub(crate) fn e500() -> Reply {
    Reply::json(500, &error(500, 20500, "Internal Server Error"))
}

pub(crate) fn e503() -> Reply {
    let body = error(503, 20503, "Service Unavailable");
    Reply::json(503, &body).header("Retry-After", "1")
}

pub(crate) fn html(status: u16, body: &str) -> Reply {
    Reply::new(status, body).header("Content-Type", "text/html")
}

pub(crate) fn rfc9457() -> Reply {
    let body = json!({
        "type": "https://www.twilio.com/docs/errors/20001",
        "title": "Bad Request",
        "status": 400,
        "code": 20001,
        "detail": "PageSize must be 1..1000",
        "instance": "/v1/Rooms",
        "errors": [{"detail": "must be positive", "pointer": "#/PageSize"}],
    });
    Reply::new(400, body.to_string()).header("Content-Type", "application/problem+json")
}

/// The operation that a case calls, with nothing but what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Create,
    Fetch,
    List,
    Update,
}

impl Op {
    pub(crate) const ALL: [Self; 4] = [Self::Create, Self::Fetch, Self::List, Self::Update];

    /// The operation that the name of a case speaks of.
    pub(crate) fn of(case: &str) -> Self {
        let words = [("create", Self::Create), ("list", Self::List), ("update", Self::Update)];
        let found = words.iter().find(|(word, _)| case.contains(word));
        found.map_or(Self::Fetch, |(_, op)| *op)
    }

    /// Calls it. What comes back is a room, or the first of the list.
    pub(crate) async fn call(self, client: &Client) -> Result<Option<Room>, Error> {
        match self {
            Self::Create => client.create_room().unique_name("x").send().await.map(Some),
            Self::Fetch => client.fetch_room(SID).send().await.map(Some),
            Self::List => client.list_rooms().items().try_next().await,
            Self::Update => client.update_room(SID, RoomStatus::Completed).send().await.map(Some),
        }
    }
}

/// The error of an operation, and what the server saw.
pub(crate) async fn failure(op: Op, reply: Reply) -> (Error, Vec<Recorded>) {
    let server = always(reply).await;
    let error = op.call(&client(&server)).await.expect_err("the answer is no success");
    (error, server.requests())
}
