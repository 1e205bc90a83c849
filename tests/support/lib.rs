//! What the tests share: a real HTTP server on the loopback interface that records and answers,
//! and real documents.

pub mod corpus;
mod reply;
pub mod server;
pub mod tls;

use std::net::TcpListener;

/// The origin of a port on which nobody listens: connections to it are refused.
///
/// # Errors
///
/// When no port can be had at all.
pub fn closed_origin() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    Ok(format!("http://{}", listener.local_addr()?))
}

/// The first of the texts that occurs in another text: `None` where no secret shows.
#[must_use]
pub fn leaked<'a>(text: &str, secrets: &[&'a str]) -> Option<&'a str> {
    secrets.iter().copied().find(|secret| text.contains(*secret))
}
