//! A server that costs as little as it can: one thread of its own, and answers that have been
//! written beforehand.

use super::{ACCOUNT, CALLBACK, NAME, PAGE_SIZE, SID};
use serde_json::{Value, json};
use std::io;
use std::net::TcpListener as Listening;
use std::rc::Rc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::LocalSet;

pub(crate) struct Server {
    origin: String,
}

impl Server {
    /// Starts a server, which runs as long as the process.
    pub(crate) fn start() -> Self {
        let listener = Listening::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the port has an address");
        let origin = format!("http://{address}");
        let answers = Answers::new(&origin);
        std::thread::spawn(move || {
            let runtime = super::runtime();
            LocalSet::new().block_on(&runtime, accept(listener, Rc::new(answers)))
        });
        Self { origin }
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }
}

async fn accept(listener: Listening, answers: Rc<Answers>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let answers = answers.clone();
        // A client that goes away ends the connection, and nothing else.
        tokio::task::spawn_local(async move { answers.serve(stream).await });
    }
}

/// Whole answers, with their heads.
struct Answers {
    created: Vec<u8>,
    room: Vec<u8>,
    list: Vec<u8>,
}

impl Answers {
    fn new(origin: &str) -> Self {
        let room = room(origin);
        let url = format!("{origin}/v1/Rooms?PageSize={PAGE_SIZE}&Page=");
        let rooms: Vec<&Value> = (0..PAGE_SIZE).map(|_| &room).collect();
        let list = json!({
            "rooms": rooms,
            "meta": {
                "page": 0,
                "page_size": PAGE_SIZE,
                "first_page_url": format!("{url}0"),
                "previous_page_url": null,
                "url": format!("{url}0"),
                "next_page_url": format!("{url}1&PageToken=DNRM0123456789abcdef0123456789abcdef"),
                "key": "rooms",
            },
        });
        Self {
            created: answer("201 Created", &room),
            room: answer("200 OK", &room),
            list: answer("200 OK", &list),
        }
    }

    async fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(16 << 10);
        let mut chunk = [0; 8 << 10];
        loop {
            let length = stream.read(&mut chunk).await?;
            if length == 0 {
                return Ok(());
            }
            buffer.extend_from_slice(&chunk[..length]);
            // Nothing is sent ahead of an answer, so that a buffer never holds two requests.
            if is_complete(&buffer) {
                stream.write_all(self.to(&buffer)).await?;
                buffer.clear();
            }
        }
    }

    fn to(&self, request: &[u8]) -> &[u8] {
        if request.starts_with(b"POST /v1/Rooms ") {
            &self.created
        } else if request.starts_with(b"GET /v1/Rooms?") {
            &self.list
        } else {
            &self.room
        }
    }
}

/// Whether a request has come to its end.
fn is_complete(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let length: usize = length.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    request.len() >= end + 4 + length
}

fn answer(status: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json;charset=utf-8\r\n\
         Content-Length: {}\r\nDate: Mon, 02 Mar 2026 08:30:17 GMT\r\n\
         Twilio-Request-Id: RQ0123456789abcdef0123456789abcdef\r\n\
         Access-Control-Allow-Origin: *\r\nX-Shenanigans: none\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body.into_bytes()].concat()
}

fn room(origin: &str) -> Value {
    let url = format!("{origin}/v1/Rooms/{SID}");
    json!({
        "account_sid": ACCOUNT,
        "audio_only": false,
        "date_created": "2026-03-02T08:30:17Z",
        "date_updated": "2026-03-02T08:31:17Z",
        "duration": null,
        "empty_room_timeout": 5,
        "enable_turn": true,
        "end_time": null,
        "large_room": false,
        "links": {
            "participants": format!("{url}/Participants"),
            "recordings": format!("{url}/Recordings"),
            "recording_rules": format!("{url}/RecordingRules"),
            "transcriptions": format!("{url}/Transcriptions"),
        },
        "max_concurrent_published_tracks": 170,
        "max_participant_duration": 14400,
        "max_participants": 10,
        "media_region": "us1",
        "record_participants_on_connect": false,
        "sid": SID,
        "status": "in-progress",
        "status_callback": CALLBACK,
        "status_callback_method": "POST",
        "type": "group",
        "unique_name": NAME,
        "unused_room_timeout": 5,
        "url": url,
        "video_codecs": ["VP8", "H264"],
    })
}
