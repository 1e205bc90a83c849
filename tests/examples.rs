//! The examples in `tests/examples` run, and print what they are meant to show.

use std::process::Command;

/// What an example prints.
fn printed(name: &str) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.args(["run", "--quiet", "--example", name]).output();
    let output = output.expect("cargo can be started");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn rooms() {
    let shown = r#"
created Some("Demo")
200 OK: it is Some(InProgress)
now it is Some(Completed)
not there: FetchRoom: the server answered 404 Not Found: The requested resource /v1/Rooms/Nowhere was not found (code 20404)
not sent: FetchRoom: argument `Sid` must not be "": it would address another resource
"#;
    assert_eq!(printed("rooms"), shown.trim_start());
}

#[test]
fn lists() {
    let shown = r#"
Retro
Planning
DailyStandup
later from /Rooms?PageSize=2&Page=1
then DailyStandup
then OneOnOne
then AllHands
6 requests
"#;
    assert_eq!(printed("lists"), shown.trim_start());
}

#[test]
fn middleware() {
    let printed = printed("middleware");
    assert!(!printed.contains("auth-token"), "{printed}");
    let shown = r#"
> ListRoom #0: GET /v1/Rooms
> authorization: Some(Sensitive)
< 200 OK
2 rooms
> ListRoom #0: GET /v1/Rooms
> authorization: Some(Sensitive)
< 429 Too Many Requests
> ListRoom #1: GET /v1/Rooms
> authorization: Some(Sensitive)
< 200 OK
2 rooms
"#;
    assert_eq!(printed, shown.trim_start());
}
