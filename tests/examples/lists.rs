//! Lists: item by item, page by page, and from where one stopped.
//!
//! `cargo run --example lists` talks to a server on this machine.

mod local;

use twilio_video::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = local::start().await?;
    let client = Client::builder()
        .account_sid_auth_token("AC0123456789abcdef0123456789abcdef", "auth-token")
        .base_url(server.url())
        .build()?;
    run(&client).await?;
    println!("{} requests", server.requests().len());
    Ok(())
}

async fn run(client: &Client) -> Result<(), Error> {
    // Pages are fetched when they are needed, and not beyond the limit. When the server is busy
    // (429), the client waits and asks again.
    let mut rooms = client.list_rooms().items().limit(3);
    while let Some(room) = rooms.try_next().await? {
        println!("{}", room.unique_name.as_deref().unwrap_or_default());
    }

    let mut pages = client.list_rooms().page_size(2).pages();
    let first = pages.try_next().await?;
    let Some(next) = first.and_then(|page| page.next) else { return Ok(()) };
    println!("later from {}", next.split_once("/v1").map_or("", |(_, path)| path));

    // Another time, perhaps in another process.
    let mut rest = client.list_rooms().resume(next).items().prefetch();
    while let Some(room) = rest.try_next().await? {
        println!("then {}", room.unique_name.as_deref().unwrap_or_default());
    }
    Ok(())
}
