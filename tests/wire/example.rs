//! A program of twenty lines: the four operations, as the README shows them.

use crate::scenario::{self, SID, nth};
use twilio_video::{Client, Error, RoomStatus, VideoCodec};

/// Returns a line for every room it saw.
async fn program(client: Client) -> Result<Vec<String>, Error> {
    let created = client
        .create_room()
        .unique_name("DailyStandup")
        .video_codecs([VideoCodec::Vp8, VideoCodec::H264])
        .max_participants(10)
        .send()
        .await?;
    let sid = created.sid.unwrap_or_default();
    let fetched = client.fetch_room("DailyStandup").send().await?;
    let mut lines = vec![format!("created {sid}"), format!("fetched {:?}", fetched.unique_name)];
    let mut rooms = client.list_rooms().status(RoomStatus::Completed).items().limit(20);
    while let Some(room) = rooms.try_next().await? {
        lines.push(format!("listed {}", room.sid.unwrap_or_default()));
    }
    let ended = client.update_room(sid, RoomStatus::Completed).send().await?;
    lines.push(format!("ended, {}", ended.status.map(|it| it.to_string()).unwrap_or_default()));
    Ok(lines)
}

#[tokio::test]
async fn twenty_lines_do_the_four_operations() {
    let server = scenario::serve(scenario::ok).await;
    let lines = program(scenario::client(&server)).await.expect("all four work");
    let listed = [0, 1, 2].map(|n| format!("listed {}", nth(n)));
    let mut expected = vec![format!("created {SID}"), r#"fetched Some("unique_name")"#.to_owned()];
    expected.extend(listed);
    expected.push("ended, completed".to_owned());
    assert_eq!(lines, expected);

    let requests = server.requests();
    let lines: Vec<String> =
        requests.iter().map(|request| format!("{} {}", request.method, request.target)).collect();
    let ended = format!("POST /v1/Rooms/{SID}");
    let expected = [
        "POST /v1/Rooms",
        "GET /v1/Rooms/DailyStandup",
        "GET /v1/Rooms?Status=completed&PageSize=20",
        ended.as_str(),
    ];
    assert_eq!(lines, expected);
    let form = "UniqueName=DailyStandup&VideoCodecs=VP8&VideoCodecs=H264&MaxParticipants=10";
    assert_eq!(requests[0].form(), test_support::server::pairs(form));
}
