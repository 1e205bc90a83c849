//! Rules 22 and 23: credentials never show, and nothing is sent without them.

use crate::scenario::{self, ACCOUNT, Op, SECRETS, SID, TOKEN};
use serde_json::json;
use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;
use test_support::leaked;
use test_support::server::{Recorded, Reply, Server};
use twilio_video::{Client, ClientBuilder, Credential, Error, ErrorKind, RoomStatus};

/// Everything that can be printed of a value.
fn debug(value: &impl Debug) -> String {
    format!("{value:?} {value:#?} ")
}

/// An error with all its causes.
fn whole(error: &Error) -> String {
    let mut shown = format!("{error} {error:#} {}", debug(error));
    let mut source = error.source();
    while let Some(cause) = source {
        shown += &format!("{cause} {cause:#} {cause:?} {cause:#?} ");
        source = cause.source();
    }
    shown
}

fn with_credentials(builder: ClientBuilder) -> ClientBuilder {
    builder.account_sid_auth_token(ACCOUNT, TOKEN)
}

/// Rule 22: nothing of the client that can be printed shows them.
#[test]
fn debug_never_shows_credentials() {
    let builder = with_credentials(scenario::anonymous());
    let mut shown = debug(&builder);
    let client = builder.build().expect("the client can be set up");
    shown += &debug(&client);
    shown += &debug(&client.create_room().unique_name("shown-word"));
    shown += &debug(&client.list_rooms().items());
    shown += &debug(&client.list_rooms().pages());
    shown += &debug(&client.fetch_room(SID));
    shown += &debug(&client.update_room(SID, RoomStatus::Completed));
    let built = [
        client.create_room().unique_name("shown-word").build(),
        client.list_rooms().build(),
        client.fetch_room(SID).build(),
        client.update_room(SID, RoomStatus::Completed).build(),
    ];
    for request in built {
        let request = request.expect("it can be built");
        assert!(request.headers().contains_key("authorization"));
        shown += &debug(&request);
        shown += &debug(request.headers());
    }
    shown += &debug(&Credential::basic(ACCOUNT, TOKEN));
    assert_eq!(leaked(&shown, SECRETS), None);
    assert!(shown.contains("shown-word"), "the rest does show");
}

/// Rule 22: no error shows them, whatever went wrong.
#[tokio::test]
async fn errors_never_show_credentials() {
    let replies = [
        Reply::reset(),
        Reply::hang(),
        Reply::raw("nonsense\r\n\r\n"),
        scenario::e400(),
        scenario::e500(),
        scenario::rfc9457(),
        scenario::html(502, "<html>"),
        Reply::empty(307).header("Location", "/elsewhere"),
        Reply::new(200, "{]"),
        Reply::json(200, &json!({"rooms": 1, "sid": 1})),
    ];
    for reply in replies {
        let server = scenario::always(reply).await;
        let client = scenario::built(scenario::of(&server).timeout(Duration::from_millis(150)));
        for op in Op::ALL {
            let error = op.call(&client).await.expect_err("the answer is no success");
            assert_eq!(leaked(&whole(&error), SECRETS), None, "{op:?}");
        }
        assert!(server.requests().iter().all(authorized), "they were sent");
    }
}

fn authorized(request: &Recorded) -> bool {
    request.header("authorization").is_some()
}

/// Rule 22: nor do errors in what was given show it.
#[tokio::test]
async fn refusals_never_show_credentials() {
    let closed = test_support::closed_origin().expect("a port can be had");
    let client = scenario::built(with_credentials(scenario::anonymous()).base_url(closed));
    let mut shown = whole(&Op::Fetch.call(&client).await.expect_err("nobody listens"));
    shown += &whole(&client.fetch_room("..").build().expect_err("it is refused"));
    let bad = [
        with_credentials(scenario::anonymous()).base_url(format!("https://{ACCOUNT}:{TOKEN}@x.y")),
        with_credentials(scenario::anonymous()).base_url(format!("nonsense {TOKEN}")),
        with_credentials(scenario::anonymous()).user_agent("a\nb"),
    ];
    for builder in bad {
        shown += &debug(&builder);
        shown += &whole(&builder.build().expect_err("it is refused"));
    }
    let colon = scenario::anonymous().account_sid_auth_token(format!("a:{TOKEN}"), TOKEN);
    let refused = scenario::built(colon).fetch_room(SID).build();
    shown += &whole(&refused.expect_err("a colon would end the user name"));
    assert_eq!(leaked(&shown, SECRETS), None);
}

async fn refused(server: &Server, client: &Client) {
    for op in Op::ALL {
        let error = op.call(client).await.expect_err("there are no credentials");
        assert_eq!(error.kind(), ErrorKind::Credentials, "{op:?}");
        assert_eq!(error.status(), None, "{op:?}");
        assert_eq!(error.operation(), format!("{op:?}Room"));
    }
    assert!(server.requests().is_empty());
}

/// Rule 23.
#[tokio::test]
async fn nothing_is_sent_without_credentials() {
    let server = scenario::serve(scenario::ok).await;
    let none = scenario::anonymous().base_url(server.url());
    refused(&server, &scenario::built(none)).await;
    let blank = scenario::of(&server).account_sid_auth_token("", TOKEN);
    refused(&server, &scenario::built(blank)).await;
}
