//! What `build.rs` made with the library: the client as one file, in a module of this test.

/// The client that the build script generated.
#[allow(missing_docs, unused)]
mod video {
    include!(concat!(env!("OUT_DIR"), "/client.rs"));
}

use video::{Client, RoomStatus};

#[test]
fn a_client_in_a_module_builds_requests() -> Result<(), video::Error> {
    let client = Client::new("AC0", "secret")?;
    let request = client.update_room("my room", RoomStatus::Completed).build()?;
    assert_eq!(request.method(), "POST");
    assert_eq!(request.url(), "https://video.twilio.com/v1/Rooms/my%20room");
    assert_eq!(request.body(), b"Status=completed");
    Ok(())
}
