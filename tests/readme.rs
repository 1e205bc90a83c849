//! The example of the README, as it stands there, against a mock server.

use serde_json::{Value, json};
use test_support::server::{Recorded, Reply, Server};
use twilio_video::{Client, Error, RoomStatus, VideoCodec};

/// What the README shows, with the client made for the mock.
async fn example(client: Client) -> Result<(), Error> {
    // README: begin
    let room = client
        .create_room()
        .unique_name("DailyStandup")
        .video_codecs([VideoCodec::Vp8, VideoCodec::H264])
        .max_participants(10)
        .send()
        .await?;
    println!("created {}", room.sid.as_deref().unwrap_or_default());

    let room = client.fetch_room("DailyStandup").send().await?;
    println!("it is {}", room.status.as_ref().map_or("?", RoomStatus::as_str));

    let mut rooms = client.list_rooms().status(RoomStatus::Completed).items().limit(20);
    while let Some(room) = rooms.try_next().await? {
        println!("completed: {}", room.unique_name.as_deref().unwrap_or_default());
    }

    let sid = room.sid.unwrap_or_default();
    let room = client.update_room(sid, RoomStatus::Completed).send().await?;
    println!("now it is {}", room.status.as_ref().map_or("?", RoomStatus::as_str));
    // README: end
    Ok(())
}

const SID: &str = "RM00000000000000000000000000000001";

fn room(name: &str, status: &str) -> Value {
    json!({ "sid": SID, "unique_name": name, "status": status })
}

fn answer(request: &Recorded) -> Reply {
    let path = request.path();
    match (request.method.as_str(), path) {
        ("POST", "/v1/Rooms") => Reply::json(201, &room("DailyStandup", "in-progress")),
        ("GET", "/v1/Rooms") => {
            let rooms = [room("Retro", "completed"), room("Planning", "completed")];
            Reply::json(200, &json!({ "rooms": rooms, "meta": { "next_page_url": null } }))
        }
        ("GET", _) => Reply::json(200, &room("DailyStandup", "in-progress")),
        _ => Reply::json(202, &room("DailyStandup", "completed")),
    }
}

#[tokio::test]
async fn the_example_runs() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start(|request, _, _| answer(request)).await?;
    let client = Client::builder().account_sid_auth_token("AC0", "secret").base_url(server.url());
    example(client.build()?).await?;
    let lines: Vec<String> = server
        .requests()
        .iter()
        .map(|request| format!("{} {}", request.method, request.target))
        .collect();
    let update = format!("POST /v1/Rooms/{SID}");
    let list = "GET /v1/Rooms?Status=completed&PageSize=20";
    assert_eq!(lines, ["POST /v1/Rooms", "GET /v1/Rooms/DailyStandup", list, &update]);
    Ok(())
}

#[test]
fn the_readme_shows_this_very_code() {
    let begin_end = include_str!("readme.rs").split("// README: ").nth(1).unwrap_or_default();
    let code: Vec<&str> =
        begin_end.lines().skip(1).map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let readme = include_str!("../README.md");
    assert!(readme.contains(code.join("\n").trim()), "the README's example and this test differ");
}
