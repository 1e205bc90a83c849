//! Rules 9 and 10: the parameters of a list.

use crate::scenario;
use test_support::server::Recorded;
use twilio_video::chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use twilio_video::operations::ListRooms;
use twilio_video::{ErrorKind, RoomStatus};

type Fill = fn(ListRooms) -> ListRooms;
type Row<'a> = (&'a str, Fill, Option<u64>, &'a [(&'a str, &'a str)]);

/// An instant as the caller holds it, offset and all.
fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("it is a date-time")
}

fn utc(text: &str) -> DateTime<Utc> {
    at(text).to_utc()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("it is a day")
}

/// Reads the whole list, or as much of it as the limit says.
async fn listed(fill: Fill, limit: Option<u64>) -> Vec<Recorded> {
    let server = scenario::serve(scenario::ok).await;
    let mut rooms = fill(scenario::client(&server).list_rooms()).items();
    if let Some(limit) = limit {
        rooms = rooms.limit(limit);
    }
    while rooms.try_next().await.expect("the list comes").is_some() {}
    server.requests()
}

async fn check(rows: &[Row<'_>]) {
    for (case, fill, limit, pairs) in rows {
        let requests = listed(*fill, *limit).await;
        assert_eq!(requests.len(), 1, "{case}");
        let line = (requests[0].method.as_str(), requests[0].path());
        assert_eq!(line, ("GET", "/v1/Rooms"), "{case}");
        let query = requests[0].query();
        let query: Vec<(&str, &str)> =
            query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(query, *pairs, "{case}");
        assert!(requests[0].body.is_empty(), "{case}");
    }
}

/// Rules 2 and 5 for a query. (`listnull` gives null for parameters: no setter takes one.)
#[tokio::test]
async fn filters_arrive_unharmed() {
    check(&[
        ("nothing", |list| list, None, &[]),
        ("listname", |list| list.unique_name("a b&c+d%é"), None, &[("UniqueName", "a b&c+d%é")]),
        ("empty", |list| list.unique_name(""), None, &[("UniqueName", "")]),
        ("newer", |list| list.status("paused"), None, &[("Status", "paused")]),
    ])
    .await;
}

/// Rule 9. (`listafternaive` gives a date-time without an offset, which is no instant: there is no
/// conversion from `NaiveDateTime`. `listafterstr` gives the text of a day: a day is a
/// `NaiveDate` here, and the same text goes out.)
#[tokio::test]
async fn date_times_go_out_in_utc() {
    check(&[
        (
            "listafteraware",
            |list| list.date_created_after(at("2026-01-02T03:04:05+02:00")),
            None,
            &[("DateCreatedAfter", "2026-01-02T01:04:05Z")],
        ),
        (
            "listafterfrac",
            |list| list.date_created_after(at("2026-01-02T03:04:05.678900+00:00")),
            None,
            &[("DateCreatedAfter", "2026-01-02T03:04:05Z")],
        ),
        (
            "listafterdate",
            |list| list.date_created_after(day("2026-01-02")),
            None,
            &[("DateCreatedAfter", "2026-01-02")],
        ),
        (
            "listafterstr",
            |list| list.date_created_before(day("2026-01-02")),
            None,
            &[("DateCreatedBefore", "2026-01-02")],
        ),
        (
            "listbefore",
            |list| list.date_created_before(utc("2026-01-02T03:04:05Z")),
            None,
            &[("DateCreatedBefore", "2026-01-02T03:04:05Z")],
        ),
    ])
    .await;
}

/// Rule 1 for a query: all filters, with a page size and a limit.
#[tokio::test]
async fn all_filters() {
    let all: Fill = |list| {
        list.status(RoomStatus::InProgress)
            .unique_name("x")
            .date_created_after(utc("2026-01-02T00:00:00Z"))
            .date_created_before(utc("2026-02-02T00:00:00Z"))
            .page_size(10)
    };
    let pairs = [
        ("Status", "in-progress"),
        ("UniqueName", "x"),
        ("DateCreatedAfter", "2026-01-02T00:00:00Z"),
        ("DateCreatedBefore", "2026-02-02T00:00:00Z"),
        ("PageSize", "10"),
    ];
    check(&[("listall", all, Some(5), &pairs)]).await;
}

/// Rule 10: a limit alone sets the page size; one that was set stays.
#[tokio::test]
async fn a_limit_sets_the_page_size() {
    check(&[
        ("listlimit20", |list| list, Some(20), &[("PageSize", "20")]),
        ("listlimit1001", |list| list, Some(1001), &[("PageSize", "1000")]),
        ("listlimit20ps50", |list| list.page_size(50), Some(20), &[("PageSize", "50")]),
        ("largest", |list| list.page_size(1000), None, &[("PageSize", "1000")]),
    ])
    .await;
    assert!(listed(|list| list, Some(0)).await.is_empty(), "nothing is asked for");
}

/// Rule 10: a page size that the description does not allow is refused, however it is sent.
#[tokio::test]
async fn a_page_size_out_of_bounds_is_refused() {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::client(&server);
    for (case, size) in [("listps5000", 5000), ("listps0", 0), ("negative", -1)] {
        let list = || client.list_rooms().page_size(size);
        let errors = [
            list().send().await.expect_err(case),
            list().items().limit(3).try_next().await.expect_err(case),
            list().pages().try_next().await.expect_err(case),
            list().build().expect_err(case),
        ];
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Argument, "{case}");
            assert!(error.to_string().contains("PageSize"), "{case}: {error}");
        }
    }
    assert!(server.requests().is_empty());
}
