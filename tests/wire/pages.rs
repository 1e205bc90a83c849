//! Rules 11 to 13: from page to page.

use crate::scenario::{self, NEXT, SECRETS, first, nth};
use serde_json::json;
use test_support::leaked;
use test_support::server::{Recorded, Reply, Server};
use twilio_video::operations::ListRoomsResponse;
use twilio_video::{Error, ErrorKind, Items};

/// The SIDs of all items, and how the list ended.
async fn drain(mut rooms: Items<ListRoomsResponse>) -> (Vec<String>, Result<(), Error>) {
    let mut sids = Vec::new();
    loop {
        match rooms.try_next().await {
            Ok(Some(room)) => sids.push(room.sid.expect("every room has a SID")),
            Ok(None) => return (sids, Ok(())),
            Err(error) => return (sids, Err(error)),
        }
    }
}

fn rooms_of(server: &Server) -> Items<ListRoomsResponse> {
    scenario::client(server).list_rooms().page_size(2).items()
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.target).collect()
}

const FIRST: &str = "/v1/Rooms?PageSize=2";

/// Rule 11: the next page's URL is used as it stands, with the same headers.
#[tokio::test]
async fn the_next_page_is_where_the_answer_says() {
    let server = scenario::serve(scenario::pages).await;
    let (sids, end) = drain(rooms_of(&server)).await;
    end.expect("both pages come");
    assert_eq!(sids, [nth(0), nth(1), nth(2), nth(3)]);
    assert_eq!(targets(&server), [FIRST, NEXT]);
    for request in server.requests() {
        assert_eq!(request.method, "GET");
        assert!(request.header("authorization").is_some());
        assert_eq!(request.header("accept"), Some("application/json"));
    }
}

/// Rule 11: a limit ends the list without another request.
#[tokio::test]
async fn a_limit_ends_the_list() {
    let server = scenario::serve(scenario::pages).await;
    let rooms = scenario::client(&server).list_rooms().items().limit(1);
    assert_eq!(drain(rooms).await.0, [nth(0)], "listpageslimit1");
    assert_eq!(targets(&server), ["/v1/Rooms?PageSize=1"], "listpageslimit1");

    let server = scenario::serve(scenario::pages).await;
    assert_eq!(drain(rooms_of(&server).limit(2)).await.0.len(), 2);
    assert_eq!(targets(&server), [FIRST]);

    let server = scenario::serve(scenario::pages).await;
    assert_eq!(drain(rooms_of(&server).limit(3)).await.0.len(), 3);
    assert_eq!(targets(&server), [FIRST, NEXT]);
}

/// Rule 11: a page is fetched when it is needed, not before.
#[tokio::test]
async fn one_item_costs_one_request() {
    let server = scenario::serve(scenario::pages).await;
    let mut rooms = rooms_of(&server);
    assert!(server.requests().is_empty(), "streamfirst");
    let room = rooms.try_next().await.expect("the page comes").expect("it has a room");
    assert_eq!(room.sid, Some(nth(0)), "streamfirst");
    assert_eq!(targets(&server), [FIRST], "streamfirst");
}

/// Rule 11: an empty page that has a next one is not the end.
#[tokio::test]
async fn an_empty_page_is_not_the_end() {
    let server = scenario::serve(scenario::pages_empty).await;
    let (sids, end) = drain(rooms_of(&server)).await;
    end.expect("both pages come");
    assert_eq!(sids, [nth(2), nth(3)]);
    assert_eq!(targets(&server), [FIRST, NEXT]);
}

/// Rule 11: an answer without `meta` is the last page.
#[tokio::test]
async fn no_envelope_is_the_end() {
    let script = |_: &Recorded, _: usize, origin: &str| {
        Reply::json(200, &json!({"rooms": [scenario::room(origin, &nth(0))]}))
    };
    let server = scenario::serve(script).await;
    let rooms = scenario::client(&server).list_rooms().items();
    let (sids, end) = drain(rooms).await;
    end.expect("the page comes");
    assert_eq!(sids, [nth(0)], "listnometa");
    assert_eq!(targets(&server), ["/v1/Rooms"], "listnometa");
}

/// What came before the error is not lost, and the error ends the list.
#[tokio::test]
async fn an_error_on_a_later_page_follows_the_items() {
    let server = scenario::serve(scenario::pages_error).await;
    let (sids, end) = drain(rooms_of(&server)).await;
    assert_eq!(sids, [nth(0), nth(1)]);
    let error = end.expect_err("the second page is refused");
    assert_eq!((error.status(), error.operation()), (Some(429), "ListRoom"));
    assert_eq!(error.code().as_deref(), Some("20429"));
}

/// Rule 12: credentials go to no other host, scheme or port; the error names where they would go.
#[tokio::test]
async fn a_page_on_another_server_is_an_error() {
    let evil = scenario::serve(scenario::pages).await;
    let (port, other) = (evil.url().to_owned(), evil.url().replace("127.0.0.1", "localhost"));
    let hosts = [
        ("listpagesforeign", "https://evil.example.com".to_owned()),
        ("another port", port),
        ("another name", other),
    ];
    for (case, host) in hosts {
        let next = format!("{host}{NEXT}");
        let script =
            move |_: &Recorded, _: usize, origin: &str| first(origin, &[0, 1], next.clone());
        let server = scenario::serve(script).await;
        let (sids, end) = drain(rooms_of(&server)).await;
        assert_eq!(sids, [nth(0), nth(1)], "{case}");
        let error = end.expect_err(case);
        assert_eq!(error.kind(), ErrorKind::ForeignPage, "{case}");
        assert!(error.to_string().contains(&host), "{case}: {error}");
        assert_eq!(leaked(&format!("{error:?}"), SECRETS), None, "{case}");
        assert_eq!(targets(&server), [FIRST], "{case}");
    }
    assert!(evil.requests().is_empty());
}

/// Rule 12: the same host under another scheme is another server, as are names before its own.
#[tokio::test]
async fn a_page_on_another_scheme_is_an_error() {
    let rewrites: [fn(&str) -> String; 3] = [
        |origin| origin.replace("http:", "https:"),
        |origin| origin.replace("//", "//user:password@"),
        |origin| origin.replace("http:", "ftp:"),
    ];
    for rewrite in rewrites {
        let script = move |_: &Recorded, _: usize, origin: &str| {
            first(origin, &[0, 1], format!("{}{NEXT}", rewrite(origin)))
        };
        let server = scenario::serve(script).await;
        let error = drain(rooms_of(&server)).await.1.expect_err("it is another server");
        assert_eq!(error.kind(), ErrorKind::ForeignPage);
        assert_eq!(targets(&server), [FIRST]);
    }
}

/// Rule 13: pages one by one, with the fields of the envelope.
#[tokio::test]
async fn pages_come_one_by_one() {
    let server = scenario::serve(scenario::pages).await;
    let mut pages = scenario::client(&server).list_rooms().page_size(2).pages();
    let page = pages.try_next().await.expect("the first comes").expect("there is one");
    assert_eq!(targets(&server), [FIRST], "pageobj");
    assert_eq!(page.next, Some(format!("{}{NEXT}", server.url())), "pageobj");
    let meta = page.value.meta.expect("it has an envelope");
    assert_eq!((meta.page, meta.page_size), (Some(0), Some(2)), "pageobj");
    assert_eq!(meta.key.as_deref(), Some("rooms"), "pageobj");
    assert_eq!(meta.previous_page_url, None, "pageobj");
    assert_eq!(meta.url, meta.first_page_url, "pageobj");
    assert_eq!(page.value.rooms.map(|rooms| rooms.len()), Some(2), "pageobj");

    let page = pages.try_next().await.expect("the second comes").expect("there is one");
    assert_eq!(page.next, None, "pageobj");
    let meta = page.value.meta.expect("it has an envelope");
    assert_eq!(meta.page, Some(1), "pageobj");
    assert_eq!(meta.previous_page_url, meta.first_page_url, "pageobj");
    let ended = pages.try_next().await.expect("the end comes");
    assert!(ended.is_none(), "pageobj");
    assert_eq!(targets(&server), [FIRST, NEXT], "pageobj");
}

/// Rule 13: one page, by the token of its address.
#[tokio::test]
async fn a_page_by_its_token() {
    let server = scenario::serve(scenario::pages).await;
    let list = scenario::client(&server).list_rooms();
    let page = list.page_size(2).page(1).page_token("PTnext").send().await;
    let rooms = page.expect("the page comes").rooms.expect("it has rooms");
    let sids: Vec<_> = rooms.into_iter().filter_map(|room| room.sid).collect();
    assert_eq!(sids, [nth(2), nth(3)], "pagetoken");
    let mut query = server.requests()[0].query();
    query.sort();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expected = [pair("Page", "1"), pair("PageSize", "2"), pair("PageToken", "PTnext")];
    assert_eq!(query, expected, "pagetoken");
}
