//! Credentials: where they travel, and where they never show.

use crate::fixture::{
    self, BASIC, BEARER, COOKIE, HEADER, QUERY, SECRETS, offline, online, operation, with_all,
};
use crate::support::description::{Operation, Param};
use crate::support::{ClientBuilder, Credential, Error, ErrorKind, RawResponse, Request};
use serde_json::{Value, json};
use std::time::Duration;
use test_support::leaked;
use test_support::server::{Recorded, Reply};

const fn secured(security: &'static [&'static [usize]]) -> Operation {
    Operation { security, ..operation("GET", "/v1/Things") }
}

static WITH_BASIC: Operation = secured(&[&[BASIC]]);
static WITH_BEARER: Operation = secured(&[&[BEARER]]);
static WITH_HEADER: Operation = secured(&[&[HEADER]]);
static WITH_QUERY: Operation = secured(&[&[QUERY]]);
static WITH_COOKIE: Operation = secured(&[&[COOKIE]]);
static EITHER: Operation = secured(&[&[BEARER], &[BASIC, HEADER]]);
static OPTIONAL: Operation = secured(&[&[], &[BASIC]]);
static ALL: Operation = secured(&[&[BASIC, HEADER, QUERY, COOKIE]]);
static OPEN: Operation = secured(&[]);

async fn sent(operation: &'static Operation) -> Recorded {
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let client = with_all(online(&mock)).build();
    let call = client.expect("the client can be set up").call(operation);
    call.send(RawResponse::json::<Value>).await.expect("the server answers");
    mock.requests().remove(0)
}

fn built(builder: ClientBuilder, operation: &'static Operation) -> Result<Request, Error> {
    let client = builder.build().expect("the client can be set up");
    client.call(operation).build()
}

#[tokio::test]
async fn each_scheme_travels_its_way() {
    let basic = sent(&WITH_BASIC).await;
    let expected = "Basic dXNlci13b3JkOmJhc2ljLXNlY3JldA==";
    assert_eq!(basic.header("authorization"), Some(expected));
    let bearer = sent(&WITH_BEARER).await;
    assert_eq!(bearer.header("authorization"), Some("Bearer bearer-secret"));
    let header = sent(&WITH_HEADER).await;
    assert_eq!(header.header("x-api-key"), Some("header-secret"));
    assert_eq!(header.header("authorization"), None);
    let query = sent(&WITH_QUERY).await;
    assert_eq!(query.raw_query(), "api_key=query-secret");
    let cookie = sent(&WITH_COOKIE).await;
    assert_eq!(cookie.header("cookie"), Some("sid=cookie-secret"));
}

#[tokio::test]
async fn an_operation_without_security_gets_no_credentials() {
    let request = sent(&OPEN).await;
    assert_eq!(leaked(&format!("{request:?}"), SECRETS), None);
}

#[tokio::test]
async fn the_first_alternative_that_is_complete_is_used() {
    let both = sent(&EITHER).await;
    assert_eq!(both.header("authorization"), Some("Bearer bearer-secret"));
    assert_eq!(both.header("x-api-key"), None);

    let second = offline()
        .credential(BASIC, Credential::basic("u", "p"))
        .credential(HEADER, Credential::token("k"));
    let request = built(second, &EITHER).expect("the second is complete");
    assert_eq!(request.headers()["authorization"], "Basic dTpw");
    assert_eq!(request.headers()["x-api-key"], "k");

    let part = offline().credential(BASIC, Credential::basic("u", "p"));
    let error = built(part, &EITHER).expect_err("neither is complete");
    let text = "SampleOperation: needs credentials: `session`, or `account` with `header_key`";
    assert_eq!(error.to_string(), text);
}

#[test]
fn optional_security_uses_what_there_is() {
    let none = built(offline(), &OPTIONAL).expect("none are needed");
    assert!(none.headers().get("authorization").is_none());
    let given = built(with_all(offline()), &OPTIONAL).expect("they are given");
    assert!(given.headers().get("authorization").is_some());
}

#[tokio::test]
async fn missing_credentials_are_an_error_before_anything_is_sent() {
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let blank = [online(&mock), online(&mock).credential(BASIC, Credential::basic("", "password"))];
    for builder in blank {
        let client = builder.build().expect("the client can be set up");
        let call = client.call(&WITH_BASIC);
        let error = call.send(RawResponse::json::<Value>).await.expect_err("it is refused");
        assert_eq!(error.kind(), ErrorKind::Credentials);
    }
    assert!(mock.requests().is_empty());
}

#[test]
fn credentials_that_cannot_travel_are_refused_without_being_shown() {
    let bad = [
        (BASIC, Credential::basic("us:er-secret", "p"), &WITH_BASIC),
        (BEARER, Credential::token("a\nb-secret"), &WITH_BEARER),
        (HEADER, Credential::token("a\r\nb-secret"), &WITH_HEADER),
        (COOKIE, Credential::token("a; b=c-secret"), &WITH_COOKIE),
    ];
    for (scheme, credential, operation) in bad {
        let error = built(offline().credential(scheme, credential), operation);
        let error = error.expect_err("it cannot travel");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(leaked(&format!("{error} {error:?}"), &["secret"]), None);
    }
}

#[test]
fn a_key_in_the_query_is_encoded_and_stands_behind_the_rest() {
    let builder = offline().credential(QUERY, Credential::token("a&b=c d"));
    let client = builder.build().expect("the client can be set up");
    let mut call = client.call(&WITH_QUERY);
    call.set::<String>(Param::query("q"), "x y");
    let request = call.build().expect("it can be built");
    assert!(request.url().ends_with("?q=x%20y&api_key=a%26b%3Dc+d"));
}

#[test]
fn a_cookie_joins_those_of_the_call() {
    let client = with_all(offline()).build();
    let mut call = client.expect("the client can be set up").call(&WITH_COOKIE);
    call.set::<String>(Param::cookie("lang"), "de");
    let request = call.build().expect("it can be built");
    assert_eq!(request.headers()["cookie"], "lang=de; sid=cookie-secret");
}

#[test]
fn base64_pads() {
    for (user, expected) in [("a", "Basic YTo="), ("ab", "Basic YWI6"), ("abc", "Basic YWJjOg==")] {
        let builder = offline().credential(BASIC, Credential::basic(user, ""));
        let request = built(builder, &WITH_BASIC).expect("an empty password is allowed");
        assert_eq!(request.headers()["authorization"], expected);
    }
}

#[test]
fn debug_shows_no_credentials() {
    let builder = with_all(offline());
    let mut shown = format!("{builder:?} {builder:#?}");
    let client = builder.build().expect("the client can be set up");
    shown += &format!("{client:?} {client:#?}");
    for operation in [&ALL, &WITH_BEARER] {
        let mut call = client.call(operation);
        call.set::<String>(Param::query("q"), "shown-word");
        call.set::<String>(Param::cookie("lang"), "de");
        let request = call.build().expect("it can be built");
        shown += &format!("{call:?} {request:?} {request:#?}");
    }
    shown += &format!("{:?}", Credential::basic("user-word", "basic-secret"));
    shown += &format!("{:?}", Credential::token("bearer-secret"));
    assert_eq!(leaked(&shown, SECRETS), None);
    assert_eq!(leaked(&shown, &["user-word"]), None);
    assert!(shown.contains("q=shown-word"));
    assert!(shown.contains("api_key=***"));
}

#[test]
fn a_builder_does_not_show_a_base_url_with_credentials() {
    let builder = offline().base_url("https://user-word:basic-secret@example.com");
    assert_eq!(leaked(&format!("{builder:?}"), &["user-word", "basic-secret"]), None);
}

/// A server that answers with what it was sent, in all the ways that come to mind.
#[tokio::test]
async fn a_server_that_sends_credentials_back_does_not_make_them_show() {
    let echo = |request: &Recorded| {
        let headers: Vec<String> =
            request.headers.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let text = format!("shown-word {} {}", request.target, headers.join(" "));
        if text.contains("Basic ") { text + " basic-secret" } else { text }
    };
    let scripts: [fn(&str) -> Reply; 5] = [
        |text| Reply::new(500, text),
        |text| Reply::json(400, &json!({"message": text, "code": text, "more_info": text})),
        |text| Reply::json(200, &json!({text: text})),
        |text| Reply::json(200, &json!(text)),
        |text| Reply::new(401, format!("{}{text}", " ".repeat(1010))),
    ];
    for (index, script) in scripts.into_iter().enumerate() {
        let script = move |request: &Recorded, _, _: &str| script(&echo(request));
        let mock = fixture::scripted(script).await;
        for operation in [&ALL, &WITH_BEARER] {
            let error = failed::<Vec<u64>>(online(&mock), operation).await;
            let shown = chain(&error);
            assert_eq!(leaked(&shown, SECRETS), None, "{index}");
            assert!(index == 4 || shown.contains("shown-word"), "{shown}");
            assert_eq!(leaked(&error.message().unwrap_or_default(), SECRETS), None);
            assert_eq!(leaked(&error.code().unwrap_or_default(), SECRETS), None);
            assert_eq!(leaked(&error.more_info().unwrap_or_default(), SECRETS), None);
            let text = error.text().expect("the server has answered");
            assert!(leaked(&text, SECRETS).is_some(), "the body is as it came");
        }
    }
}

#[tokio::test]
async fn a_credential_is_found_however_it_is_written() {
    let secret = "a\"b/c d+é\\";
    let forms = [
        secret.to_owned(),
        json!(secret).to_string(),
        json!(secret).to_string().replace('/', "\\/"),
        "a%22b%2Fc%20d%2B%C3%A9%5C".to_owned(),
        "a%22b%2Fc+d%2B%C3%A9%5C".to_owned(),
        "a%22b%2fc%20d%2b%c3%a9%5c".to_owned(),
        "a%22b%2fc+d%2b%c3%a9%5c".to_owned(),
    ];
    for form in forms {
        let mock = fixture::mock(Reply::new(500, format!("<{form}>"))).await;
        let builder = online(&mock).credential(QUERY, Credential::token(secret));
        let error = sent_to(builder, &WITH_QUERY).await;
        let body = format!("body: {:?}", error.text().expect("the server has answered"));
        assert!(!format!("{error:?}").contains(&body));
        assert!(format!("{error:?}").contains("***"), "{error:?}");
    }
}

/// What is cut out of a body is searched before: half a credential would not be found.
#[tokio::test]
async fn an_excerpt_shows_no_half_of_a_credential() {
    let script = |_: &Recorded, before: usize, _: &str| {
        Reply::new(200, format!("[\"query-secret{}\"]", "x".repeat(30 + before)))
    };
    let mock = fixture::scripted(script).await;
    let client = with_all(online(&mock)).build().expect("the client can be set up");
    for _ in 0..50 {
        let error = client.call(&WITH_QUERY).send(RawResponse::json::<Vec<u64>>).await.map(drop);
        let excerpt = error.expect_err("it is no list").excerpt().expect("it is about decoding");
        assert_eq!(leaked(&excerpt, &["secret", "query"]), None, "{excerpt}");
        assert!(excerpt.contains("xxx"), "{excerpt}");
    }
}

#[tokio::test]
async fn headers_that_send_a_credential_back_do_not_show_it() {
    let reply = Reply::json(200, &json!(["shown-word"])).header("X-Seen", "shown-word");
    let mock = fixture::mock(reply.header("Set-Cookie", "sid=cookie-secret; Path=/")).await;
    let client = with_all(online(&mock)).build().expect("the client can be set up");
    let answer =
        client.call(&WITH_COOKIE).send(RawResponse::json::<Value>).await.expect("it is answered");
    assert_eq!(leaked(&format!("{answer:?}"), SECRETS), None);
    assert!(format!("{:?}", answer.headers).contains("shown-word"), "{answer:?}");
    assert_eq!(answer.header("set-cookie"), Some("sid=cookie-secret; Path=/"), "it is as it came");
}

/// Some APIs take a key in the place of a user name, and no password. Where there is one, the user
/// name is none of the secrets, and neither is what is too short to be told from other text.
#[tokio::test]
async fn a_user_name_is_a_secret_where_it_is_all_there_is() {
    let shown = async |user: &str, password: &str| {
        let mock = fixture::mock(Reply::new(500, "key-word abc")).await;
        let builder = online(&mock).credential(BASIC, Credential::basic(user, password));
        format!("{:?}", sent_to(builder, &WITH_BASIC).await)
    };
    assert!(shown("key-word", "").await.contains("\"*** abc\""));
    assert!(shown("key-word", "abc").await.contains("\"key-word abc\""));
}

async fn sent_to(builder: ClientBuilder, operation: &'static Operation) -> Error {
    let client = builder.build().expect("the client can be set up");
    client.call(operation).send(RawResponse::json::<Value>).await.expect_err("it fails")
}

async fn failed<T: serde::de::DeserializeOwned>(
    builder: ClientBuilder,
    operation: &'static Operation,
) -> Error {
    let client = with_all(builder).build();
    let call = client.expect("the client can be set up").call(operation);
    call.send(RawResponse::json::<T>).await.map(drop).expect_err("it fails")
}

/// Every way in which a call can fail, with the whole chain of causes.
#[tokio::test]
async fn errors_show_no_credentials() {
    let closed = test_support::closed_origin().expect("a port is free");
    let mut shown = failure(offline().base_url(closed)).await;
    let silent = fixture::mock(Reply::hang()).await;
    shown += &failure(online(&silent).timeout(Duration::from_millis(100))).await;
    let replies = [
        Reply::reset(),
        Reply::raw("HTTP/1.1 nonsense\r\n\r\n"),
        Reply::raw("HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\n{"),
        Reply::json(400, &json!({"code": 1, "message": "shown-word"})),
        Reply::empty(302).header("Location", "/elsewhere"),
        Reply::new(200, "{]"),
        Reply::json(200, &json!({"long": "x".repeat(2000)})),
    ];
    for reply in replies {
        let mock = fixture::mock(reply).await;
        shown += &failure(online(&mock).max_body_size(1000)).await;
        assert_eq!(mock.requests().len(), 1);
    }
    assert_eq!(leaked(&shown, SECRETS), None);
    assert!(shown.contains("shown-word"));
}

async fn failure(builder: ClientBuilder) -> String {
    chain(&failed::<Value>(builder, &ALL).await)
}

fn chain(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        shown += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    shown
}
