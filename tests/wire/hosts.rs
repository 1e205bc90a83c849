//! Where requests go (rule 14).

use crate::scenario::{self, ACCOUNT, NEXT, Op, SID, TOKEN};
use test_support::server::{Recorded, Server};
use twilio_video::ext::{Body, Middleware, Next, TransportFuture};
use twilio_video::{Client, ClientBuilder, Error, ErrorKind, Room, http};

/// Brings every request to our server, and says for which host it was.
struct Rerouted(String);

impl Middleware for Rerouted {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> TransportFuture<'a> {
        let uri = request.uri();
        let host = format!("{}://{}", uri.scheme_str().unwrap_or(""), uri.host().unwrap_or(""));
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        let ours = format!("{}{target}", self.0).parse().expect("it is a URI");
        *request.uri_mut() = ours;
        let host = host.parse().expect("it can be in a header");
        request.headers_mut().insert("x-host", host);
        next.run(request)
    }
}

/// A client of the vendor's own hosts, all of which are our server.
fn rerouted(server: &Server) -> ClientBuilder {
    let builder = scenario::anonymous().account_sid_auth_token(ACCOUNT, TOKEN);
    builder.middleware(Rerouted(server.url().to_owned()))
}

fn hosts(server: &Server) -> Vec<String> {
    let host = |request: Recorded| request.header("x-host").unwrap_or_default().to_owned();
    server.requests().into_iter().map(host).collect()
}

/// The rooms of a list, from a page on.
async fn rooms(client: &Client, from: Option<&str>) -> Result<Vec<Room>, Error> {
    let list = client.list_rooms().page_size(2);
    let mut items = match from {
        Some(url) => list.resume(url).items(),
        None => list.items(),
    };
    let mut rooms = Vec::new();
    while let Some(room) = items.try_next().await? {
        rooms.push(room);
    }
    Ok(rooms)
}

#[tokio::test]
async fn edge_and_region_are_sent_to() {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::built(rerouted(&server).edge("sydney").region("au1"));
    client.fetch_room(SID).send().await.expect("edgeregion");
    assert_eq!(hosts(&server), ["https://video.sydney.au1.twilio.com"], "edgeregion");
}

#[tokio::test]
async fn edge_and_region_are_put_into_the_url_of_the_next_page() {
    let script = |request: &Recorded, _: usize, origin: &str| match request.raw_query() {
        query if query.contains("PageToken") => scenario::pages(request, 0, origin),
        _ => scenario::first(origin, &[0, 1], format!("https://video.twilio.com{NEXT}")),
    };
    let server = scenario::serve(script).await;
    let client = scenario::built(rerouted(&server).edge("sydney").region("au1"));
    assert_eq!(rooms(&client, None).await.expect("edgeregionpages").len(), 4);
    assert_eq!(hosts(&server), ["https://video.sydney.au1.twilio.com"; 2], "edgeregionpages");
}

const SAVED: &str = "/v1/Rooms?PageSize=2&Page=1&PageToken=PTnext";

#[tokio::test]
async fn the_url_of_a_page_keeps_the_region_that_nobody_has_set() {
    let server = scenario::serve(scenario::pages).await;
    let client = scenario::built(rerouted(&server).edge("sydney"));
    let saved = format!("https://video.dublin.ie1.twilio.com{SAVED}");
    assert_eq!(rooms(&client, Some(&saved)).await.expect("edgegetpage").len(), 2);
    assert_eq!(hosts(&server), ["https://video.sydney.ie1.twilio.com"], "edgegetpage");
    assert_eq!(server.requests()[0].target, SAVED, "edgegetpage");
}

#[tokio::test]
async fn the_url_of_a_page_elsewhere_is_refused() {
    let server = scenario::serve(scenario::pages).await;
    let client = scenario::built(rerouted(&server).edge("sydney"));
    let saved = format!("https://evil.example.com{SAVED}");
    let error = rooms(&client, Some(&saved)).await.expect_err("edgegetpageforeign");
    assert_eq!(error.kind(), ErrorKind::ForeignPage, "edgegetpageforeign");
    assert!(error.to_string().contains("https://evil.example.com"), "{error}");
    assert!(server.requests().is_empty(), "edgegetpageforeign");
}

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
        client.list_rooms().send().await.expect("it works");
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
