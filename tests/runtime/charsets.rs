//! Character encodings of response bodies, and JSON that is documented but not sent.

use crate::fixture;
use crate::support::{Error, ErrorKind, RawResponse};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};

fn response(content_type: &'static str, body: &'static [u8]) -> RawResponse {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    RawResponse {
        operation: "fetch",
        status: StatusCode::OK,
        headers,
        body: body.into(),
        shape: &fixture::SERVICE.errors,
        secrets: Default::default(),
    }
}

fn text(content_type: &'static str, body: &'static [u8]) -> Result<String, Error> {
    response(content_type, body).text().map(|response| response.value)
}

#[test]
fn text_is_decoded_by_its_charset() {
    for (content_type, body) in [
        ("text/plain", &b"caf\xc3\xa9"[..]),
        ("", b"caf\xc3\xa9"),
        ("text/plain; charset=utf-8", b"caf\xc3\xa9"),
        ("text/plain; charset=\"UTF-8\"", b"\xef\xbb\xbfcaf\xc3\xa9"),
        ("text/plain; charset=iso-8859-1", b"caf\xe9"),
        ("text/plain;format=flowed;Charset=ISO-8859-1", b"caf\xe9"),
        ("text/csv; charset=windows-1252", b"caf\xe9"),
        ("text/plain; charset=utf-16le", b"c\0a\0f\0\xe9\0"),
        ("text/plain; charset=utf-16", b"\xfe\xff\0c\0a\0f\0\xe9"),
    ] {
        assert_eq!(text(content_type, body).expect(content_type), "café", "{content_type}");
    }
    assert_eq!(text("text/plain; charset=cp1252", b"\x80 5").expect("it is text"), "€ 5");
}

#[test]
fn an_unknown_charset_is_an_error_unless_the_text_is_ascii() {
    assert_eq!(text("text/plain; charset=shift_jis", b"abc").expect("it is ASCII"), "abc");
    let error = text("text/plain; charset=shift_jis", b"\x93\x8c").expect_err("it is not");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("`shift_jis` is not supported"), "{error}");
}

#[test]
fn json_is_decoded_by_its_charset() {
    let read = |content_type, body| response(content_type, body).json::<Value>().map(|it| it.value);
    let latin = read("application/json; charset=iso-8859-1", b"{\"n\":\"\xe9\"}");
    assert_eq!(latin.expect("it is JSON"), json!({ "n": "é" }));
    let utf8 = read("application/json; charset=utf-8", b"{\"n\":\"\xc3\xa9\"}");
    assert_eq!(utf8.expect("it is JSON"), json!({ "n": "é" }));
}

#[test]
fn an_empty_body_is_reported_as_such() {
    let error = response("application/json", b"")
        .json::<Value>()
        .map(|it| it.value)
        .expect_err("it is empty");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("the response has no body"), "{error}");
}

/// NestJS and Fastify send a returned string as it is, and document JSON.
#[test]
fn a_string_that_is_sent_as_text_is_read() {
    let read =
        |content_type, body| response(content_type, body).json::<String>().map(|it| it.value);
    assert_eq!(read("text/html; charset=utf-8", b"Hello World!").expect("text"), "Hello World!");
    assert_eq!(read("text/plain", b"12").expect("text"), "12");
    assert_eq!(read("text/plain", b"\"quoted\"").expect("it is JSON"), "quoted");
    read("application/json", b"Hello World!").expect_err("it says that it is JSON");
    let number = response("text/plain", b"many").json::<i64>().map(|it| it.value);
    assert_eq!(number.expect_err("it is not a number").kind(), ErrorKind::Decode);
}
