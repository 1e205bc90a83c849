//! A log of every attempt, and a policy for retries of one's own.
//!
//! `cargo run --example middleware` talks to a server on this machine.

mod local;

use std::time::Duration;
use twilio_video::ext::{Attempt, Body, Middleware, Next, Retry, TransportFuture};
use twilio_video::{Client, http};

/// Prints what goes out and what comes back. Headers that carry credentials are marked sensitive,
/// and show as such.
struct Log;

impl Middleware for Log {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> TransportFuture<'a> {
        let attempt = request.extensions().get::<Attempt>().copied();
        let of = attempt.map_or(String::new(), |it| format!("{} #{}", it.operation, it.before));
        println!("> {of}: {} {}", request.method(), request.uri().path());
        println!("> authorization: {:?}", request.headers().get("authorization"));
        Box::pin(async move {
            let answer = next.run(request).await;
            if let Ok(answer) = &answer {
                println!("< {}", answer.status());
            }
            answer
        })
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = local::start().await?;
    let client = Client::builder()
        .account_sid_auth_token("AC0123456789abcdef0123456789abcdef", "auth-token")
        .base_url(server.url())
        .middleware(Log)
        .retry(Retry::new().attempts(6).waits(Duration::from_millis(50), Duration::from_secs(1)))
        .timeout(Duration::from_secs(10))
        .build()?;
    for _ in 0..2 {
        let page = client.list_rooms().send().await?;
        println!("{} rooms", page.rooms.map_or(0, |rooms| rooms.len()));
    }
    Ok(())
}
