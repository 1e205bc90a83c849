//! A server on this machine that answers like the API, for the examples: a few rooms, in memory.

use serde_json::{Value, json};
use std::sync::Mutex;
use test_support::server::{Recorded, Reply, Server};

/// Starts the server.
pub async fn start() -> std::io::Result<Server> {
    let names = ["Retro", "Planning", "DailyStandup", "OneOnOne", "AllHands"];
    let rooms: Vec<Value> = names.iter().map(|name| room(name)).collect();
    let rooms = Mutex::new(rooms);
    Server::start(move |request, before, origin| {
        let mut rooms = rooms.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        answer(request, before, origin, &mut rooms)
    })
    .await
}

fn room(name: &str) -> Value {
    json!({"sid": format!("RM-{name}"), "unique_name": name, "status": "in-progress"})
}

fn answer(request: &Recorded, before: usize, origin: &str, rooms: &mut Vec<Value>) -> Reply {
    let name = request.path().rsplit('/').next().unwrap_or_default();
    let at = rooms.iter().position(|room| room["unique_name"] == name || room["sid"] == name);
    let form = request.form();
    let given = |key: &str| form.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    match (request.method.as_str(), name, at) {
        // Every now and then it is busy.
        ("GET", "Rooms", _) if before % 5 == 1 => Reply::empty(429).header("Retry-After", "0"),
        ("GET", "Rooms", _) => page(request, origin, rooms),
        ("POST", "Rooms", _) => {
            rooms.push(room(given("UniqueName").map_or("Unnamed", String::as_str)));
            Reply::json(201, &rooms[rooms.len() - 1])
        }
        (_, _, None) => {
            let message = format!("The requested resource {} was not found", request.path());
            Reply::json(404, &json!({"code": 20404, "message": message, "status": 404}))
        }
        ("POST", _, Some(at)) => {
            rooms[at]["status"] = given("Status").cloned().into();
            Reply::json(202, &rooms[at])
        }
        (_, _, Some(at)) => Reply::json(200, &rooms[at]),
    }
}

/// Two rooms, and where the next two are.
fn page(request: &Recorded, origin: &str, rooms: &[Value]) -> Reply {
    let query = request.query();
    let page = query.iter().find(|(key, _)| key == "Page").map_or("0", |(_, value)| value);
    let page: usize = page.parse().unwrap_or(0);
    let shown: Vec<&Value> = rooms.iter().skip(page * 2).take(2).collect();
    let more = rooms.len() > (page + 1) * 2;
    let next = more.then(|| format!("{origin}/v1/Rooms?PageSize=2&Page={}", page + 1));
    Reply::json(200, &json!({"rooms": shown, "meta": {"next_page_url": next, "key": "rooms"}}))
}
