//! What the tests share: a real HTTP server on the loopback interface that records and answers,
//! and real documents.

pub mod corpus;
mod reply;
pub mod server;
pub mod tls;

use std::io::Write as _;
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

/// Reports that a test is skipped, and why: on standard error, which the test harness does not
/// capture, and in the file that `SPECWRIGHT_SKIPS` names, which the gate prints.
///
/// # Panics
///
/// If `SPECWRIGHT_NO_SKIPS` is 1: then every test has to run.
pub fn skip(test: &str, reason: &str) {
    let line = format!("skipped: {test}: {reason}\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
    if let Some(file) = std::env::var_os("SPECWRIGHT_SKIPS") {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(file);
        let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
    }
    let strict = std::env::var("SPECWRIGHT_NO_SKIPS").is_ok_and(|value| value == "1");
    assert!(!strict, "{test} may not be skipped: {reason}");
}

/// The first of the texts that occurs in another text: `None` where no secret shows.
#[must_use]
pub fn leaked<'a>(text: &str, secrets: &[&'a str]) -> Option<&'a str> {
    secrets.iter().copied().find(|secret| text.contains(*secret))
}
