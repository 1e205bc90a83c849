//! Where requests go. Of rule 14 only what holds already; the rest is a later issue's.

use crate::scenario::{self, ACCOUNT, Op, SID, TOKEN};
use twilio_video::{Client, ClientBuilder, ErrorKind};

fn url(builder: ClientBuilder) -> String {
    let client = scenario::built(builder.account_sid_auth_token(ACCOUNT, TOKEN));
    let request = client.fetch_room(SID).build().expect("it can be built");
    request.url().to_owned()
}

#[test]
fn edge_and_region_choose_the_host() {
    let rows = [
        ("none", Client::builder(), "video"),
        ("edgeregion", Client::builder().edge("sydney").region("au1"), "video.sydney.au1"),
        ("region alone", Client::builder().region("au1"), "video.au1"),
        ("edge alone", Client::builder().edge("sydney"), "video.sydney.us1"),
    ];
    for (case, builder, host) in rows {
        let expected = format!("https://{host}.twilio.com/v1/Rooms/{SID}");
        assert_eq!(url(builder), expected, "{case}");
    }
}

/// A base URL replaces every server of the document, with or without edge and region.
#[tokio::test]
async fn a_base_url_is_the_only_server() {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::built(scenario::of(&server).edge("sydney").region("au1"));
    for op in Op::ALL {
        op.call(&client).await.expect("it works");
    }
    assert_eq!(server.requests().len(), 4);
    let host = server.url().trim_start_matches("http://").to_owned();
    assert!(server.requests().iter().all(|request| request.header("host") == Some(&host)));
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let server = scenario::serve(|_, _, origin| scenario::first(origin, &[], String::new())).await;
    for slash in ["", "/"] {
        let base = format!("{}/mock/api{slash}", server.url());
        let client = scenario::built(scenario::of(&server).base_url(base));
        client.list_room().send().await.expect("it works");
    }
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.target == "/mock/api/v1/Rooms"));
}

#[test]
fn a_host_cannot_be_smuggled_in_by_a_region() {
    for value in ["evil.example/", "x@evil.example", "us1.evil.example#", "a?b"] {
        let builder = Client::builder().region(value).account_sid_auth_token(ACCOUNT, TOKEN);
        let refused = builder.build().and_then(|client| client.fetch_room(SID).build());
        let error = refused.expect_err(value);
        assert!(matches!(error.kind(), ErrorKind::Argument | ErrorKind::Configuration));
    }
}
