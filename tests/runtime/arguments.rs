//! Arguments: refused before anything is sent, or sent as they were given last.

use crate::fixture::{self, GET, POST, operation, received};
use crate::support::description::{Operation, Param, Style};
use crate::support::{Call, DateTimeOrDate, Error, ErrorKind, RawResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use test_support::server::Reply;

static FETCH: Operation = operation("GET", "/v1/Things/{Sid}/Parts");
static MIXED: Operation = operation("GET", "/v1/{Name}.{Kind}");

fn refused(call: &Call) -> Error {
    let error = call.build().expect_err("the argument is refused");
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert_eq!(error.operation(), "SampleOperation");
    error
}

fn refusal(param: Param, value: Value) -> String {
    let mut call = fixture::call(&GET);
    call.encode::<Value>(param, value);
    refused(&call).to_string()
}

#[test]
fn a_bound_is_refused_with_the_name_of_the_argument() {
    let size = Param::query("PageSize").min(1.0).max(1000.0);
    let text = refusal(size, json!(0));
    assert_eq!(text, "SampleOperation: argument `PageSize` must be at least 1, and is 0");
    // Not as a float has it.
    let text = refusal(size, json!(i64::MAX));
    assert!(text.ends_with("must be at most 1000, and is 9223372036854775807"), "{text}");
    let text = refusal(size, json!(1001));
    assert_eq!(text, "SampleOperation: argument `PageSize` must be at most 1000, and is 1001");
    let name = Param::query("Name").shortest(2).longest(3);
    assert!(
        refusal(name, json!("ü")).contains("`Name` must have at least 2 characters, and has 1")
    );
    assert!(refusal(name, json!("abcd")).contains("at most 3 characters, and has 4"));
    assert!(refusal(name, json!([1, 2, 3, 4])).contains("at most 3 elements, and has 4"));
}

#[test]
fn bounds_that_are_not_included_and_elements_that_are_there_twice_are_refused() {
    let weight = Param::query("Weight").above(0.0).below(1.5);
    assert!(refusal(weight, json!(0.0)).contains("`Weight` must be more than 0, and is 0"));
    assert!(refusal(weight, json!(1.5)).contains("`Weight` must be less than 1.5, and is 1.5"));
    let tags = Param::query("Tags").unique();
    let text = refusal(tags, json!(["a", "b", "a"]));
    assert!(text.contains("`Tags` must not have an element twice, and has \"a\""), "{text}");
    let mut call = fixture::call(&GET);
    call.set::<f64>(weight, 0.25);
    call.set_list::<String>(tags, ["a", "b"]);
    assert!(call.build().is_ok());
}

#[test]
fn a_bound_itself_is_allowed() {
    let mut call = fixture::call(&GET);
    call.set::<i64>(Param::query("a").min(1.0).max(1.0), 1);
    call.set::<f64>(Param::query("b").max(0.5), 0.5);
    call.set::<String>(Param::query("c").shortest(2).longest(2), "üü");
    call.set_list::<i64>(Param::query("d").longest(2), [1, 2]);
    let request = call.build().expect("all are within their bounds");
    assert!(request.url().ends_with("?a=1&b=0.5&c=%C3%BC%C3%BC&d=1&d=2"));
}

#[tokio::test]
async fn a_refused_argument_sends_nothing() {
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let mut call = fixture::client(&mock).call(&GET);
    call.set::<i64>(Param::query("PageSize").max(10.0), 11);
    let error = call.send(RawResponse::json::<Value>).await.expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert_eq!(error.status(), None);
    assert!(mock.requests().is_empty());
}

#[test]
fn path_values_that_would_address_another_resource_are_refused() {
    for value in ["", ".", ".."] {
        let mut call = fixture::call(&FETCH);
        call.set::<String>(Param::path("Sid"), value);
        let text = refused(&call).to_string();
        assert!(text.contains("argument `Sid` must not be"), "{text}");
    }
    for value in [json!([]), Value::Null] {
        let mut call = fixture::call(&FETCH);
        call.encode::<Value>(Param::path("Sid"), value);
        refused(&call);
    }
    let mut call = fixture::call(&FETCH);
    call.set::<String>(Param::path("Sid").style(Style::Label, false), ".");
    refused(&call);
}

#[test]
fn two_parameters_may_share_a_segment() {
    let mut call = fixture::call(&MIXED);
    call.set::<String>(Param::path("Name"), "{Kind}");
    call.set::<String>(Param::path("Kind"), "..");
    let request = call.build().expect("neither is a segment of its own");
    assert!(request.url().ends_with("/v1/%7BKind%7D..."), "{}", request.url());
    call.set::<String>(Param::path("Kind"), "");
    refused(&call);
}

#[tokio::test]
async fn a_path_value_arrives_encoded() {
    let fill = |call: &mut Call| call.set::<String>(Param::path("Sid"), "a/b c?d#e%f");
    let request = received(&FETCH, fill).await;
    assert_eq!(request.target, "/v1/Things/a%2Fb%20c%3Fd%23e%25f/Parts");
}

#[tokio::test]
async fn the_value_set_last_counts() {
    let size = Param::query("PageSize").max(10.0);
    let request = received(&GET, |call| {
        call.set::<i64>(size, 11);
        call.set::<String>(Param::query("q"), "first");
        call.set::<i64>(size, 5);
        call.set::<String>(Param::query("q"), "second");
    });
    assert_eq!(request.await.raw_query(), "PageSize=5&q=second");
}

#[test]
fn a_value_that_cannot_be_written_is_refused_until_it_is_set_again() {
    let mut call = fixture::call(&GET);
    let keys = std::collections::BTreeMap::from([((1, 2), 3)]);
    call.encode::<std::collections::BTreeMap<(i32, i32), i32>>(Param::query("q"), keys);
    assert!(refused(&call).to_string().contains("argument `q`"));
    call.set::<i64>(Param::query("q"), 1);
    call.build().expect("it has a value now");
}

#[test]
fn a_number_that_is_none_is_refused_by_name() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut call = fixture::call(&GET);
        call.set::<f64>(Param::query("Size"), value);
        let text = "SampleOperation: argument `Size` cannot be written: it is not finite";
        assert!(refused(&call).to_string().starts_with(text));
        call.set::<f64>(Param::query("Size"), 1.5);
        call.set_list::<f64>(Param::query("Sizes"), [1.0, value]);
        assert!(refused(&call).to_string().contains("`Sizes`"));
        call.set_list::<f32>(Param::query("Sizes"), [1.0]);
        let request = call.build().expect("all are numbers now");
        assert!(request.url().ends_with("?Size=1.5&Sizes=1"), "{}", request.url());
    }
}

#[test]
fn json_may_be_null() {
    let mut call = fixture::call(&GET);
    call.set::<Value>(Param::query("a"), Value::Null);
    call.set_list::<Value>(Param::query("b"), [Value::Null, json!(1)]);
    let request = call.build().expect("null is not given");
    assert!(request.url().ends_with("?b=1"), "{}", request.url());
}

#[test]
fn a_problem_is_of_one_place_and_ends_with_a_good_value() {
    let mut call = fixture::call(&GET);
    call.set::<f64>(Param::query("Size"), f64::NAN);
    call.set::<f64>(Param::header("Size"), 1.0);
    assert_eq!(call.value(&Param::query("Size")), None);
    assert!(call.value(&Param::header("Size")).is_some());
    refused(&call);
    call.set::<f64>(Param::query("Size"), 1.0);
    call.build().expect("it has a value now");
    let keys = std::collections::BTreeMap::from([((1, 2), 3)]);
    call.json("application/json", &keys);
    assert!(refused(&call).to_string().contains("argument `body`"));
    call.json("application/json", &1);
    call.build().expect("it has a body now");
}

#[test]
fn a_header_cannot_be_broken_into_two() {
    let mut call = fixture::call(&GET);
    call.set::<String>(Param::header("X-Word"), "a\r\nX-Other: b");
    let text = refused(&call).to_string();
    assert!(text.contains("argument `X-Word` cannot be in a header"), "{text}");
}

#[tokio::test]
async fn a_form_keeps_false_zero_and_the_empty_text_and_repeats_arrays() {
    let request = received(&POST, |call| {
        call.set::<bool>(Param::form("EnableTurn"), false);
        call.set::<i64>(Param::form("Max"), 0);
        call.set::<String>(Param::form("UniqueName"), "");
        call.set_list::<String>(Param::form("VideoCodecs"), ["VP8", "H 264"]);
        call.set_list::<String>(Param::form("None"), Vec::<String>::new());
        let rules = Param::form("Rules").style(Style::JsonText, false);
        call.encode::<Value>(rules, json!([{"type": "include"}]));
    });
    let expected = fixture::owned(&[
        ("EnableTurn", "false"),
        ("Max", "0"),
        ("UniqueName", ""),
        ("VideoCodecs", "VP8"),
        ("VideoCodecs", "H 264"),
        ("Rules", r#"[{"type":"include"}]"#),
    ]);
    assert_eq!(request.await.form(), expected);
}

#[test]
fn moments_go_out_in_utc_and_whole_seconds_and_days_as_they_are() {
    let text = |value: DateTimeOrDate| Value::from(value);
    let moment = DateTime::parse_from_rfc3339("2026-01-02T01:04:05.999+02:00");
    let moment = moment.expect("it is a date-time");
    assert_eq!(text(moment.into()), "2026-01-01T23:04:05Z");
    assert_eq!(text(moment.with_timezone(&Utc).into()), "2026-01-01T23:04:05Z");
    let day = NaiveDate::from_ymd_opt(2026, 1, 2).expect("it is a day");
    assert_eq!(text(day.into()), "2026-01-02");
    assert_eq!(format!("{:>12}", DateTimeOrDate::from(day)), "  2026-01-02");
    assert_eq!(text(std::time::SystemTime::UNIX_EPOCH.into()), "1970-01-01T00:00:00Z");
}

#[test]
fn moments_and_days_are_read_from_text() {
    let read = |text: &str| text.parse::<DateTimeOrDate>().map(|value| value.to_string());
    assert_eq!(read("2026-01-02").as_deref(), Ok("2026-01-02"));
    assert_eq!(read("2026-01-02T03:04:05Z").as_deref(), Ok("2026-01-02T03:04:05Z"));
    assert_eq!(read("2026-01-02T01:04:05.5+02:00").as_deref(), Ok("2026-01-01T23:04:05Z"));
    let bad = [
        "",
        "x",
        "2026-1-2",
        "2026- 1-02",
        "+2026-01-02",
        "2026-02-30",
        " 2026-01-02",
        "2026-01-02 ",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04Z",
        "2026-01-02T25:00:00Z",
    ];
    for text in bad {
        assert!(read(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_request_can_be_looked_at_without_being_sent() {
    let mut call = fixture::call(&POST);
    call.set::<String>(Param::form("Name"), "x");
    let request = call.build().expect("it can be built");
    assert_eq!(request.operation(), "SampleOperation");
    assert_eq!(request.method(), "POST");
    assert_eq!(request.url(), "https://api.example.com/root/v1/Things");
    assert_eq!(request.body(), b"Name=x");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.timeout(), std::time::Duration::from_secs(5));
}

/// RFC 3339 has four digits for it; what the date's type can hold beyond that nobody would read.
#[test]
fn a_year_without_four_digits_is_refused() {
    let day = |year| DateTimeOrDate::from(NaiveDate::from_ymd_opt(year, 1, 1).expect("it is one"));
    let moments = [DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC].map(DateTimeOrDate::from);
    for value in moments.into_iter().chain([day(10_000), day(-1)]) {
        let mut call = fixture::call(&GET);
        call.set::<DateTimeOrDate>(Param::query("After"), value);
        let text = refused(&call).to_string();
        assert!(text.contains("`After`") && text.contains("four digits"), "{text}");
    }
    for (year, text) in [(0, "0000-01-01"), (9999, "9999-01-01")] {
        let mut call = fixture::call(&GET);
        call.set::<DateTimeOrDate>(Param::query("After"), day(year));
        let request = call.build().expect("it has four digits");
        assert!(request.url().ends_with(text), "{}", request.url());
    }
}

#[test]
fn an_integer_may_be_of_any_type() {
    let param = Param::query("Size");
    let mut call = fixture::call(&GET);
    call.integer::<i64>(param, [1, 2].len());
    assert!(call.build().expect("it fits").url().ends_with("?Size=2"));
    call.integer::<i64>(param, u64::MAX);
    let text = "SampleOperation: argument `Size` is out of range for its integer type";
    assert_eq!(refused(&call).to_string(), text);
    call.integer::<u32>(param, -1);
    assert_eq!(refused(&call).to_string(), text);
    call.integer::<u32>(param, 7);
    assert!(call.build().expect("it fits").url().ends_with("?Size=7"));
}
