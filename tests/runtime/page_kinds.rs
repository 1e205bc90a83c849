//! The ways in which one page leads to the next, and how a list is taken up again.

use crate::fixture::{self, operation};
use crate::paging::List;
use crate::support::description::{Follow, Operation, Paging, Param};
use crate::support::{Call, ErrorKind, Paged};
use serde_json::json;
use test_support::server::{Recorded, Reply, Server};

static LIST: Operation = operation("GET", "/v1/Things");

const CURSOR: Param = Param::query("after");
const PAGE: Param = Param::query("page").min(1.0);
const OFFSET: Param = Param::query("offset");

static BY_URL: Paging = Paging { follow: Follow::Url, size: None };
static BY_LINK: Paging = Paging { follow: Follow::Link, size: None };
static BY_CURSOR: Paging = Paging { follow: Follow::Cursor(CURSOR), size: None };
static BY_PAGE: Paging = Paging { follow: Follow::Page(PAGE, 1), size: None };
static BY_OFFSET: Paging = Paging { follow: Follow::Offset(OFFSET), size: None };

fn call(mock: &Server) -> Box<Call> {
    let mut call = fixture::client(mock).call(&LIST);
    call.set::<String>(Param::query("q"), "x");
    call
}

async fn all<P: Paged>(mut items: crate::support::Items<P>) -> Vec<P::Item> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.expect("every page comes") {
        all.push(item);
    }
    all
}

fn queries(mock: &Server) -> Vec<String> {
    mock.requests().iter().map(|request| request.raw_query().to_owned()).collect()
}

#[tokio::test]
async fn by_a_cursor_in_the_envelope() {
    let mock = fixture::scripted(|request, _, _| match request.query().as_slice() {
        [_] => Reply::json(200, &json!({"items": ["a"], "next_page_url": "t/1"})),
        _ => Reply::json(200, &json!({"items": ["b"], "next_page_url": ""})),
    });
    let mock = mock.await;
    assert_eq!(all(call(&mock).items::<List>(&BY_CURSOR)).await, ["a", "b"]);
    assert_eq!(queries(&mock), ["q=x", "q=x&after=t%2F1"]);
}

#[tokio::test]
async fn by_numbers_of_pages_until_one_is_empty() {
    let pages = [json!(["a", "b"]), json!(["c"]), json!([])];
    let mock = fixture::scripted(move |_, before, _| Reply::json(200, &pages[before])).await;
    assert_eq!(all(call(&mock).items::<Vec<String>>(&BY_PAGE)).await, ["a", "b", "c"]);
    assert_eq!(queries(&mock), ["q=x", "q=x&page=2", "q=x&page=3"]);
}

#[tokio::test]
async fn by_the_number_of_items_before() {
    let items = ["a", "b", "c"];
    let mock = fixture::scripted(move |request, _, _| {
        let query = request.query();
        let at = query.iter().find(|(key, _)| key == "offset").map_or("0", |(_, value)| value);
        let at: usize = at.parse().expect("an offset is a number");
        Reply::json(200, &json!({"items": items[at..(at + 2).min(3)]}))
    });
    let mock = mock.await;
    assert_eq!(all(call(&mock).items::<List>(&BY_OFFSET)).await, ["a", "b", "c"]);
    assert_eq!(queries(&mock), ["q=x", "q=x&offset=2", "q=x&offset=3"]);
}

#[tokio::test]
async fn by_the_link_header() {
    let links = [
        r#"<{origin}/v1/Things?p=0>; rel="prev", <{origin}/v1/Things?p=2>; rel="last next""#,
        r#"</v1/Things?p=3,4>; title="a, b"; REL=Next"#,
        r#"<{origin}/v1/Things?p=1>; rel="first""#,
    ];
    let mock = fixture::scripted(move |_, before, origin| {
        let link = links[before].replace("{origin}", origin);
        Reply::json(200, &json!([before])).header("Link", link)
    });
    let mock = mock.await;
    assert_eq!(all(call(&mock).items::<Vec<u32>>(&BY_LINK)).await, [0, 1, 2]);
    assert_eq!(queries(&mock), ["q=x", "p=2", "p=3,4"]);
}

#[tokio::test]
async fn a_list_is_taken_up_where_it_was_left() {
    let script = |request: &Recorded, _: usize, origin: &str| {
        let next = match request.raw_query() {
            "q=x" => Some(format!("{origin}/v1/Things?token=2")),
            _ => None,
        };
        Reply::json(200, &json!({"items": [request.raw_query()], "next_page_url": next}))
    };
    let mock = fixture::scripted(script).await;
    let mut pages = call(&mock).pages::<List>(&BY_URL);
    let first = pages.try_next().await.expect("it comes").expect("there is one");
    drop(pages);
    let mut again = call(&mock);
    again.resume(&BY_URL, first.next.expect("there is another page"));
    assert_eq!(all(again.items::<List>(&BY_URL)).await, ["token=2"]);

    let mut by_number = call(&mock);
    by_number.resume(&BY_PAGE, "7");
    let request = by_number.build().expect("the request is fine");
    assert!(request.url().ends_with("?q=x&page=7"), "{}", request.url());
}

#[tokio::test]
async fn a_list_is_not_taken_up_elsewhere() {
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let mut call = call(&mock);
    call.resume(&BY_URL, "http://evil.test/v1/Things?token=2");
    let error = call.build().expect_err("it is on another server");
    assert_eq!(error.kind(), ErrorKind::ForeignPage);
    assert!(error.to_string().contains("http://evil.test"), "{error}");
}

#[tokio::test]
async fn a_list_that_goes_in_circles_ends() {
    let mock = fixture::scripted(|_, before, origin| {
        let next = format!("{origin}/v1/Things?p={}", before % 3);
        Reply::json(200, &json!({"items": ["a"], "next_page_url": next}))
    });
    let mock = mock.await;
    let mut items = call(&mock).items::<List>(&BY_URL);
    let mut seen = 0;
    let error = loop {
        match items.try_next().await {
            Ok(Some(_)) => seen += 1,
            Ok(None) => panic!("the list has no end"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::RepeatedPage);
    assert_eq!((seen, mock.requests().len()), (3, 4));
    assert!(matches!(items.try_next().await, Ok(None)), "an error is the end");
}

#[tokio::test]
async fn a_page_ahead_is_fetched_only_when_asked_to() {
    for (ahead, expected) in [(false, 1), (true, 2)] {
        let mock = fixture::scripted(|_, before, origin| {
            let next = (before < 2).then(|| format!("{origin}/v1/Things?p={before}"));
            Reply::json(200, &json!({"items": ["a", "b"], "next_page_url": next}))
        });
        let mock = mock.await;
        let items = call(&mock).items::<List>(&BY_URL);
        let mut items = if ahead { items.prefetch() } else { items };
        items.try_next().await.expect("it comes");
        for _ in 0..100 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            if mock.requests().len() == 2 {
                break;
            }
        }
        assert_eq!(mock.requests().len(), expected);
        assert_eq!(all(items).await.len(), 5);
        assert_eq!(mock.requests().len(), 3);
    }
}

#[tokio::test]
async fn what_goes_wrong_ahead_is_told_when_it_is_needed() {
    let first = json!({"items": ["a", "b"], "next_page_url": "http://evil.test/"});
    let mock = fixture::mock(Reply::json(200, &first)).await;
    let mut items = call(&mock).items::<List>(&BY_URL).prefetch();
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    let error = items.try_next().await.expect_err("the next page is elsewhere");
    assert_eq!(error.kind(), ErrorKind::ForeignPage);
}

/// A limit that the first page meets costs no request for a second.
#[tokio::test]
async fn a_page_ahead_that_the_limit_does_not_need_is_not_fetched() {
    for (limit, expected) in [(1, 1), (2, 1), (3, 2), (4, 2)] {
        let mock = fixture::scripted(|_, before, origin| {
            let next = format!("{origin}/v1/Things?p={before}");
            Reply::json(200, &json!({"items": ["a", "b"], "next_page_url": next}))
        });
        let mock = mock.await;
        let mut items = call(&mock).items::<List>(&BY_URL).prefetch().limit(limit);
        for _ in 0..limit {
            assert!(items.try_next().await.expect("it comes").is_some());
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(mock.count(), expected, "{limit}");
        assert!(matches!(items.try_next().await, Ok(None)));
    }
}

/// Nobody polls what is fetched ahead while an item is worked on: that is not the server's fault.
#[tokio::test]
async fn a_page_ahead_whose_time_went_by_is_asked_for_again() {
    let mock = fixture::scripted(|_, before, origin| match before {
        0 => {
            let next = format!("{origin}/v1/Things?p=1");
            Reply::json(200, &json!({"items": ["a"], "next_page_url": next}))
        }
        1 => Reply::hang(),
        _ => Reply::json(200, &json!({"items": ["b"]})),
    });
    let mock = mock.await;
    let client = fixture::online(&mock).timeout(std::time::Duration::from_millis(200)).build();
    let call = client.expect("the client can be set up").call(&LIST);
    let mut items = call.items::<List>(&BY_URL).prefetch();
    assert_eq!(items.try_next().await.expect("it comes").as_deref(), Some("a"));
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(items.try_next().await.expect("it is asked for again").as_deref(), Some("b"));
    assert_eq!(mock.count(), 3);

    // Where somebody does wait, the time counts.
    let mock = fixture::scripted(|_, before, origin| match before {
        0 => {
            let next = format!("{origin}/v1/Things?p=1");
            Reply::json(200, &json!({"items": ["a"], "next_page_url": next}))
        }
        _ => Reply::hang(),
    });
    let mock = mock.await;
    let client = fixture::online(&mock).timeout(std::time::Duration::from_millis(200)).build();
    let call = client.expect("the client can be set up").call(&LIST);
    let mut items = call.items::<List>(&BY_URL).prefetch();
    assert_eq!(items.try_next().await.expect("it comes").as_deref(), Some("a"));
    let began = std::time::Instant::now();
    assert!(items.try_next().await.expect_err("it never comes").is_timeout());
    assert!(began.elapsed() < std::time::Duration::from_secs(5));
    assert!(mock.count() <= 3);
}
