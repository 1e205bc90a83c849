//! Lists, page by page and item by item.

use crate::fixture::{self, BASIC, QUERY, online, operation, with_all};
use crate::support;
use crate::support::description::{Follow, Operation, Paging, Param};
use crate::support::{Call, ErrorKind, Items, Paged, Pages};
use futures_core::Stream;
use serde_json::json;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use test_support::server::{Recorded, Reply, Server};

#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) items: Option<Vec<String>>,
    pub(crate) next: Option<String>,
}

support::object! { List { items: "items" optional, next: "next_page_url" optional, } }

impl Paged for List {
    type Item = String;

    fn next(&self) -> Option<String> {
        self.next.clone()
    }

    fn count(&self) -> usize {
        self.items.as_ref().map_or(0, Vec::len)
    }

    fn into_items(self) -> Vec<String> {
        self.items.unwrap_or_default()
    }
}

static LIST: Operation = Operation { security: &[&[BASIC]], ..operation("GET", "/v1/Things") };

static LIST_BY_KEY: Operation =
    Operation { security: &[&[QUERY]], ..operation("GET", "/v1/Things") };

const SIZE: Param = Param::query("PageSize").min(1.0).max(1000.0);

static SIZED: Paging = Paging { follow: Follow::Url, size: Some((SIZE, 1000)) };

static UNSIZED: Paging = Paging { follow: Follow::Url, size: None };

fn call(mock: &Server, operation: &'static Operation) -> Box<Call> {
    let client = with_all(online(mock)).build();
    client.expect("the client can be set up").call(operation)
}

fn items(mock: &Server) -> Items<List> {
    call(mock, &LIST).items(&SIZED)
}

fn page(items: &[&str], next: Option<String>) -> Reply {
    Reply::json(200, &json!({"items": items, "next_page_url": next}))
}

/// Two items, an empty page, one item.
async fn three_pages() -> Server {
    let script = |_: &Recorded, before: usize, origin: &str| {
        let next = format!("{origin}/v1/Things?b=%20x&Page={before}&a=1");
        match before {
            0 => page(&["a", "b"], Some(next)),
            1 => page(&[], Some(next)),
            _ => page(&["c"], None),
        }
    };
    fixture::scripted(script).await
}

async fn all(mut items: Items<List>) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.expect("every page comes") {
        all.push(item);
    }
    assert!(matches!(items.try_next().await, Ok(None)), "an end is an end");
    all
}

#[tokio::test]
async fn the_next_url_is_used_as_it_stands_with_the_same_credentials() {
    let mock = three_pages().await;
    let mut call = call(&mock, &LIST);
    call.set::<String>(Param::query("Status"), "done");
    assert_eq!(all(call.items(&SIZED)).await, ["a", "b", "c"]);
    let requests = mock.requests();
    let targets: Vec<&str> = requests.iter().map(|it| it.target.as_str()).collect();
    let expected =
        ["/v1/Things?Status=done", "/v1/Things?b=%20x&Page=0&a=1", "/v1/Things?b=%20x&Page=1&a=1"];
    assert_eq!(targets, expected);
    for request in &requests {
        assert!(request.header("authorization").is_some());
        assert_eq!(request.header("accept"), Some("application/json"));
    }
}

#[tokio::test]
async fn nothing_is_fetched_before_it_is_asked_for() {
    let mock = three_pages().await;
    let mut items = items(&mock);
    assert_eq!(mock.requests().len(), 0);
    items.try_next().await.expect("the first page comes");
    items.try_next().await.expect("it is on the first page");
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn a_limit_stops_without_another_request() {
    let mock = three_pages().await;
    assert_eq!(all(items(&mock).limit(2)).await, ["a", "b"]);
    assert_eq!(mock.requests().len(), 1);
    let mock = three_pages().await;
    assert_eq!(all(items(&mock).limit(0)).await, [""; 0]);
    assert_eq!(mock.requests().len(), 0);
    let mock = three_pages().await;
    assert_eq!(all(items(&mock).limit(10)).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_limit_that_is_set_later_counts_from_there() {
    let mock = three_pages().await;
    let mut items = items(&mock);
    assert_eq!(items.try_next().await.expect("it comes").as_deref(), Some("a"));
    assert_eq!(all(items.limit(1)).await, ["b"]);
    assert_eq!(mock.count(), 1);
}

#[tokio::test]
async fn a_limit_sets_the_page_size_unless_it_is_set() {
    let first = async |items: &dyn Fn(&Server) -> Items<List>| {
        let mock = three_pages().await;
        let mut items = items(&mock);
        items.try_next().await.expect("the first page comes");
        mock.requests()[0].raw_query().to_owned()
    };
    assert_eq!(first(&|mock| items(mock)).await, "");
    assert_eq!(first(&|mock| items(mock).limit(20)).await, "PageSize=20");
    assert_eq!(first(&|mock| items(mock).limit(5000)).await, "PageSize=1000");
    assert_eq!(first(&|mock| items(mock).limit(5).limit(20)).await, "PageSize=20");
    let set = |mock: &Server| {
        let mut call = call(mock, &LIST);
        call.set::<i64>(Param::query("PageSize"), 50);
        call.items(&SIZED).limit(20)
    };
    assert_eq!(first(&set).await, "PageSize=50");
    let elsewhere = |mock: &Server| {
        let mut call = call(mock, &LIST);
        call.set::<i64>(Param::header("PageSize"), 50);
        call.items(&SIZED).limit(20)
    };
    assert_eq!(first(&elsewhere).await, "PageSize=20");
    let without = |mock: &Server| call(mock, &LIST).items(&UNSIZED).limit(20);
    assert_eq!(first(&without).await, "");
}

#[tokio::test]
async fn pages_come_with_their_envelope() {
    let mock = three_pages().await;
    let mut pages: Pages<List> = call(&mock, &LIST).pages(&SIZED);
    let first = pages.try_next().await.expect("it comes").expect("it is one");
    assert_eq!(first.value.items.as_deref(), Some(&["a", "b"].map(str::to_owned)[..]));
    let next = format!("{}/v1/Things?b=%20x&Page=0&a=1", mock.url());
    assert_eq!(first.next, Some(next));
    assert_eq!(mock.requests().len(), 1);
    let second = pages.try_next().await.expect("it comes").expect("it is one");
    assert!(second.value.into_items().is_empty());
    let third = pages.try_next().await.expect("it comes").expect("it is one");
    assert_eq!(third.next, None);
    assert!(matches!(pages.try_next().await, Ok(None)));
    assert_eq!(mock.requests().len(), 3);
}

#[tokio::test]
async fn a_null_a_blank_or_an_absent_next_url_is_the_end() {
    for body in [json!({"next_page_url": null}), json!({"next_page_url": " "}), json!({})] {
        let mock = fixture::mock(Reply::json(200, &body)).await;
        assert_eq!(all(items(&mock)).await, [""; 0]);
        assert_eq!(mock.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_relative_next_url_is_joined() {
    for next in ["/v1/Things?Page=1", "?Page=1", "Things?Page=1"] {
        let script = move |_: &Recorded, before: usize, _: &str| match before {
            0 => page(&["a"], Some(next.to_owned())),
            _ => page(&["b"], None),
        };
        let mock = fixture::scripted(script).await;
        assert_eq!(all(items(&mock)).await, ["a", "b"]);
        assert_eq!(mock.requests()[1].target, "/v1/Things?Page=1");
    }
}

/// Another host, another port, another scheme, a user of its own: no request goes there.
#[tokio::test]
async fn a_next_url_on_another_server_is_refused() {
    let foreign = fixture::mock(page(&["stolen"], None)).await;
    let port = foreign.url().trim_start_matches("http://127.0.0.1:").to_owned();
    let elsewhere = [
        (foreign.url().to_owned(), foreign.url().to_owned()),
        (format!("//127.0.0.1:{port}/x"), foreign.url().to_owned()),
        (format!("http://localhost:{port}/x"), format!("http://localhost:{port}")),
        ("http://evil.test/x".to_owned(), "http://evil.test".to_owned()),
        ("https://ORIGIN/x".to_owned(), "https://127.0.0.1".to_owned()),
        ("http://user@ORIGIN/x".to_owned(), "http://127.0.0.1".to_owned()),
        ("http://:pw@ORIGIN/x".to_owned(), "http://127.0.0.1".to_owned()),
        ("ftp://ORIGIN/x".to_owned(), "ftp://127.0.0.1".to_owned()),
        ("javascript:x".to_owned(), "`javascript:`".to_owned()),
        ("file:///x".to_owned(), "`file:`".to_owned()),
        ("http://[".to_owned(), "http://[".to_owned()),
    ];
    for (next, named) in elsewhere {
        let script = move |_: &Recorded, _: usize, origin: &str| {
            page(&["a"], Some(next.replace("ORIGIN", origin.trim_start_matches("http://"))))
        };
        let mock = fixture::scripted(script).await;
        let mut items = items(&mock);
        assert!(matches!(items.try_next().await, Ok(Some(_))));
        let error = items.try_next().await.expect_err("it is elsewhere");
        assert_eq!(error.kind(), ErrorKind::ForeignPage);
        assert_eq!(error.operation(), "SampleOperation");
        assert!(error.to_string().contains(&named), "{error}");
        assert!(matches!(items.try_next().await, Ok(None)), "an error is the end");
        assert_eq!(mock.requests().len(), 1);
    }
    assert!(foreign.requests().is_empty());
}

#[tokio::test]
async fn a_limit_met_before_a_foreign_page_is_no_error() {
    let script = |_: &Recorded, _: usize, _: &str| page(&["a"], Some("http://evil.test/".into()));
    let mock = fixture::scripted(script).await;
    assert_eq!(all(items(&mock).limit(1)).await, ["a"]);
}

#[tokio::test]
async fn a_key_in_the_query_goes_along_to_the_next_page() {
    let mock = three_pages().await;
    let all = all(call(&mock, &LIST_BY_KEY).items(&SIZED)).await;
    assert_eq!(all, ["a", "b", "c"]);
    for request in mock.requests() {
        let keys = request.query().into_iter().filter(|(key, _)| key == "api_key");
        assert_eq!(keys.count(), 1, "{}", request.target);
    }
}

#[tokio::test]
async fn an_error_on_a_later_page_ends_the_list() {
    let script = |_: &Recorded, before: usize, origin: &str| match before {
        0 => page(&["a"], Some(format!("{origin}/next"))),
        _ => Reply::json(429, &json!({"code": 20429})).header("Retry-After", "1"),
    };
    let mock = fixture::scripted(script).await;
    let mut items = items(&mock);
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    let error = items.try_next().await.expect_err("the second page fails");
    assert_eq!(error.status(), Some(429));
    assert!(matches!(items.try_next().await, Ok(None)));
}

#[tokio::test]
async fn a_refused_argument_is_the_first_item() {
    let mock = three_pages().await;
    let mut call = call(&mock, &LIST);
    call.set::<i64>(Param::query("PageSize").max(1000.0), 5000);
    let mut items: Items<List> = call.items(&SIZED);
    let error = items.try_next().await.expect_err("it is too large");
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert!(mock.requests().is_empty());
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

#[tokio::test]
async fn items_and_pages_are_streams() {
    let mock = three_pages().await;
    let mut stream = items(&mock).limit(3);
    let mut seen = Vec::new();
    while let Some(item) = next(&mut stream).await {
        seen.push(item.expect("every page comes"));
    }
    assert_eq!(seen, ["a", "b", "c"]);
    let mock = three_pages().await;
    let mut stream: Pages<List> = call(&mock, &LIST).pages(&SIZED);
    let mut count = 0;
    while let Some(page) = next(&mut stream).await {
        page.expect("every page comes");
        count += 1;
    }
    assert_eq!(count, 3);
}

/// `try_next` may be dropped half way, as `select!` does: the page is not asked for twice.
#[tokio::test]
async fn a_wait_that_is_given_up_loses_nothing() {
    let mock = three_pages().await;
    let mut items = items(&mock);
    for _ in 0..2 {
        let mut wait = pin!(items.try_next());
        let pending = poll_fn(|context| Poll::Ready(wait.as_mut().poll(context).is_pending()));
        assert!(pending.await, "no answer comes at once");
    }
    assert_eq!(all(items).await, ["a", "b", "c"]);
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn debug_of_a_list_is_short() {
    let call = fixture::call(&LIST);
    let items: Items<List> = call.items(&SIZED).limit(3);
    assert_eq!(format!("{items:?}"), "Items { left: Some(3), .. }");
}
