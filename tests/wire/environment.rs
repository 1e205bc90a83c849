//! `Client::from_env`, rule 23. A test cannot set the variables of its own process safely, so it
//! runs this test binary again, with one test only and the variables it needs.

use crate::scenario::{self, ACCOUNT, BASIC, SID, TOKEN};
use std::process::Command;
use twilio_video::{Client, Error};

const MARK: &str = "outcome: ";
const ORIGIN: &str = "WIRE_TEST_ORIGIN";
const VARIABLES: [&str; 5] =
    ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_EDGE", "TWILIO_REGION", ORIGIN];

/// Says what the environment makes of a client; run by the others in a process of its own.
#[tokio::test]
#[ignore = "the other tests of this module run it, each with its own environment"]
async fn in_a_process_of_its_own() {
    match outcome().await {
        Ok(text) => println!("\n{MARK}{text}"),
        Err(error) => println!("\n{MARK}{:?}: {error}", error.kind()),
    }
}

async fn outcome() -> Result<String, Error> {
    let request = Client::from_env()?.fetch_room(SID).build()?;
    let authorization = request.headers()["authorization"].to_str().unwrap_or_default();
    if let Ok(origin) = std::env::var(ORIGIN) {
        let client = scenario::anonymous().read_env()?.base_url(origin).build()?;
        client.fetch_room(SID).send().await?;
    }
    Ok(format!("{} {authorization}", request.url()))
}

/// What that process says.
fn with(variables: &[(&str, &str)]) -> String {
    let program = std::env::current_exe().expect("a test knows its own program");
    let mut command = Command::new(program);
    command.args(["--exact", "environment::in_a_process_of_its_own"]);
    command.args(["--ignored", "--nocapture"]);
    for name in VARIABLES {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().expect("it can be run");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    let line = text.lines().find_map(|line| line.strip_prefix(MARK));
    line.unwrap_or_else(|| panic!("it says nothing: {text}")).to_owned()
}

const BOTH: [(&str, &str); 2] = [("TWILIO_ACCOUNT_SID", ACCOUNT), ("TWILIO_AUTH_TOKEN", TOKEN)];

#[test]
fn credentials_come_from_the_environment() {
    let expected = format!("https://video.twilio.com/v1/Rooms/{SID} Basic {BASIC}=");
    assert_eq!(with(&BOTH), expected);
}

#[test]
fn a_variable_that_is_missing_or_empty_is_an_error() {
    let rows: [&[(&str, &str)]; 4] = [
        &[],
        &[("TWILIO_ACCOUNT_SID", ACCOUNT)],
        &[("TWILIO_AUTH_TOKEN", TOKEN)],
        &[("TWILIO_ACCOUNT_SID", ACCOUNT), ("TWILIO_AUTH_TOKEN", "")],
    ];
    for variables in rows {
        let said = with(variables);
        assert!(said.starts_with("Credentials: "), "{said}");
        for name in ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"] {
            assert!(said.contains(name), "{said}");
        }
        assert!(!said.contains(TOKEN), "{said}");
    }
}

/// Rule 14, what holds already.
#[test]
fn edge_and_region_come_from_the_environment() {
    let [sid, token] = BOTH;
    let said = with(&[sid, token, ("TWILIO_EDGE", "sydney"), ("TWILIO_REGION", "au1")]);
    assert!(said.starts_with("https://video.sydney.au1.twilio.com/"), "{said}");
    let said = with(&[sid, token, ("TWILIO_REGION", "ie1")]);
    assert!(said.starts_with("https://video.ie1.twilio.com/"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_what_is_sent() {
    let server = scenario::serve(scenario::ok).await;
    let [sid, token] = BOTH;
    let origin = server.url().to_owned();
    let said = tokio::task::spawn_blocking(move || with(&[sid, token, (ORIGIN, &origin)])).await;
    assert!(said.expect("no panic").starts_with("https://video.twilio.com/"));
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("authorization"), Some(format!("Basic {BASIC}=").as_str()));
}
