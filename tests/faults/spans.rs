//! The span of an attempt: its fields have the names of OpenTelemetry's conventions for HTTP
//! clients, and hold neither a parameter nor a credential.

use crate::collect::{Seen, Spans};
use crate::harness::{BUDGET, faulty, of};
use crate::scenario::{self, Op, SECRETS, SID};
use std::collections::BTreeMap;
use test_support::leaked;
use test_support::server::{Recorded, Reply, Server, Step};
use twilio_video::{ClientBuilder, Error, Room};

/// How a call ends, and its spans, which are closed by then.
async fn spans_of(
    server: &Server,
    op: Op,
    change: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> (Result<Option<Room>, Error>, Vec<Seen>) {
    let client = scenario::built(change(of(server)));
    let spans = Spans::default();
    let listening = tracing::subscriber::set_default(spans.clone());
    let ended = op.call(&client).await;
    drop(listening);
    let spans = spans.all();
    nothing_shows(&spans);
    (ended, spans)
}

/// Neither a credential nor a value of a parameter.
fn nothing_shows(spans: &[Seen]) {
    for span in spans {
        assert_eq!(
            (span.name, span.target.as_str()),
            ("http_request", "twilio_video::support::trace")
        );
        let text = format!("{span:?}");
        assert_eq!(leaked(&text, SECRETS), None);
        assert_eq!(leaked(&text, &[SID, "RM", "unique_name", "?", "PageSize"]), None);
    }
}

fn same(builder: ClientBuilder) -> ClientBuilder {
    builder
}

#[tokio::test]
async fn the_fields_of_a_call_that_works() {
    let server = scenario::serve(scenario::ok).await;
    let port = server.url().rsplit(':').next().expect("it has a port").to_owned();
    let rows = [
        (Op::Create, "POST", "/v1/Rooms", "201"),
        (Op::Fetch, "GET", "/v1/Rooms/{Sid}", "200"),
        (Op::List, "GET", "/v1/Rooms", "200"),
        (Op::Update, "POST", "/v1/Rooms/{Sid}", "202"),
    ];
    for (op, method, template, status) in rows {
        let (ended, spans) = spans_of(&server, op, same).await;
        ended.expect("it works");
        let expected = [
            ("http.request.method", method),
            ("http.response.status_code", status),
            ("operation", &format!("{op:?}Room")),
            ("otel.kind", "client"),
            ("otel.name", &format!("{method} {template}")),
            ("server.address", "127.0.0.1"),
            ("server.port", &port),
            ("url.scheme", "http"),
            ("url.template", template),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(spans.len(), 1);
        assert_eq!(spans[0].fields, BTreeMap::from(expected));
        assert!(spans[0].is_closed());
    }
}

/// Each attempt has a span of its own, which ends before the next begins.
#[tokio::test]
async fn a_span_an_attempt() {
    let script = |request: &Recorded, before: usize, origin: &str| match before {
        0 => scenario::e503(),
        1 => Reply::reset(),
        2 => Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
        _ => scenario::ok(request, before, origin),
    };
    let server = scenario::serve(script).await;
    let (ended, spans) = spans_of(&server, Op::Fetch, same).await;
    ended.expect("the fourth attempt works");
    let told: Vec<_> = spans
        .iter()
        .map(|span| {
            let [resent, status, error, mark] = [
                "http.request.resend_count",
                "http.response.status_code",
                "error.type",
                "otel.status_code",
            ]
            .map(|name| span.field(name).unwrap_or("-"));
            (resent, status, error, mark)
        })
        .collect();
    let expected = [
        ("-", "503", "503", "ERROR"),
        ("1", "-", "Transport", "ERROR"),
        ("2", "200", "Transport", "ERROR"),
        ("3", "200", "-", "-"),
    ];
    assert_eq!(told, expected);
    assert!(spans.iter().all(|span| span.is_closed()));
}

/// The span says so too when the time is up, when nothing is sent, and when the body is too long.
#[tokio::test]
async fn every_error_has_a_type() {
    let slow = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
    let long = format!("HTTP/1.1 200 OK\r\n\r\n{}", " ".repeat(100_000));
    let rows = [
        (Reply::hang(), "-", "Timeout"),
        (Reply::steps([Step::send(slow), Step::hang()]), "200", "Timeout"),
        (Reply::raw(long), "200", "TooLong"),
        (Reply::empty(404), "404", "404"),
        (Reply::empty(307), "307", "Unexpected"),
    ];
    for (reply, status, error) in rows {
        let server = faulty(reply).await;
        let short = |builder: ClientBuilder| builder.timeout(BUDGET);
        let (ended, spans) = spans_of(&server, Op::Fetch, short).await;
        ended.expect_err(error);
        assert_eq!(spans.len(), 1, "{error}");
        assert_eq!(spans[0].field("http.response.status_code").unwrap_or("-"), status);
        assert_eq!(spans[0].field("error.type"), Some(error));
    }
    let closed = test_support::closed_origin().expect("a port is free");
    let server = scenario::serve(scenario::ok).await;
    let elsewhere = |builder: ClientBuilder| builder.base_url(closed);
    let (ended, spans) = spans_of(&server, Op::Create, elsewhere).await;
    ended.expect_err("nobody listens");
    assert_eq!(spans[0].field("error.type"), Some("Connect"));
    assert_eq!(spans[0].field("http.response.status_code"), None);
}

/// A call that is given up ends its span; what would have come of it nobody knows.
#[tokio::test]
async fn a_call_that_is_given_up_closes_its_span() {
    let server = faulty(Reply::hang()).await;
    let client = scenario::built(of(&server));
    let spans = Spans::default();
    let listening = tracing::subscriber::set_default(spans.clone());
    let call = client.fetch_room(SID).send();
    tokio::time::timeout(BUDGET, call).await.expect_err("it hangs");
    drop(listening);
    let spans = spans.all();
    assert_eq!((spans.len(), spans[0].is_closed(), spans[0].field("error.type")), (1, true, None));
}

#[tokio::test]
async fn an_address_of_ipv6_stands_without_its_brackets() {
    let server = scenario::serve(scenario::ok).await;
    let elsewhere = |builder: ClientBuilder| builder.base_url("http://[::1]:1");
    let (_, spans) = spans_of(&server, Op::Create, elsewhere).await;
    assert_eq!(spans[0].field("server.address"), Some("::1"));
    assert_eq!(spans[0].field("server.port"), Some("1"));
}

/// Each page is a request, whose span names the list and not where the page is.
#[tokio::test]
async fn every_page_has_a_span() {
    let script = |request: &Recorded, before: usize, origin: &str| match before {
        1 => scenario::e503(),
        _ => scenario::pages(request, before, origin),
    };
    let server = scenario::serve(script).await;
    let client = scenario::built(of(&server));
    let spans = Spans::default();
    let listening = tracing::subscriber::set_default(spans.clone());
    let mut rooms = client.list_rooms().page_size(2).items();
    let mut count = 0;
    while let Some(_room) = rooms.try_next().await.expect("every page comes") {
        count += 1;
    }
    drop(listening);
    let spans = spans.all();
    nothing_shows(&spans);
    let told: Vec<_> = spans
        .iter()
        .map(|span| {
            assert!(span.is_closed());
            assert_eq!(span.field("url.template"), Some("/v1/Rooms"));
            assert_eq!(span.field("operation"), Some("ListRoom"));
            let [resent, status] = ["http.request.resend_count", "http.response.status_code"]
                .map(|name| span.field(name).unwrap_or("-"));
            (resent, status)
        })
        .collect();
    assert_eq!(count, 4);
    assert_eq!(told, [("-", "200"), ("-", "503"), ("1", "200")]);
}
