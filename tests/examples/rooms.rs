//! Creates a room, looks at it, ends it, and shows what an error says.
//!
//! `cargo run --example rooms` talks to a server on this machine. With credentials in the
//! environment, `Client::from_env()` is all that it takes to talk to the vendor's.

mod local;

use twilio_video::{Client, Error, ErrorKind, RoomStatus, RoomType, VideoCodec};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = local::start().await?;
    let client = Client::builder()
        .account_sid_auth_token("AC0123456789abcdef0123456789abcdef", "auth-token")
        .base_url(server.url())
        .user_agent("rooms-example/1.0")
        .build()?;
    run(&client).await?;
    Ok(())
}

async fn run(client: &Client) -> Result<(), Error> {
    let room = client
        .create_room()
        .unique_name("Demo")
        .type_(RoomType::Group)
        .video_codecs([VideoCodec::Vp8, VideoCodec::H264])
        .empty_room_timeout(10)
        .send()
        .await?;
    println!("created {:?}", room.unique_name);

    // The value, and what came with it.
    let answer = client.fetch_room("Demo").send_with_response().await?;
    println!("{}: it is {:?}", answer.status, answer.value.status);

    let room = client.update_room("Demo", RoomStatus::Completed).send().await?;
    println!("now it is {:?}", room.status);

    match client.fetch_room("Nowhere").send().await {
        Err(error) if error.is_not_found() => println!("not there: {error}"),
        other => println!("unexpected: {other:?}"),
    }
    // Refused before anything is sent: it would be the URL of the list.
    match client.fetch_room("").send().await {
        Err(error) if error.kind() == ErrorKind::Argument => println!("not sent: {error}"),
        other => println!("unexpected: {other:?}"),
    }
    Ok(())
}
