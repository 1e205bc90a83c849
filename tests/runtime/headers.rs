//! Headers of answers, read as the types that the description gives them.

use crate::fixture::{self, GET};
use crate::support::{Error, ErrorKind, HeaderForm, Headers, RawResponse};
use chrono::{DateTime, NaiveDate, Utc};
use http::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use test_support::server::Reply;

fn headers(values: &[&[u8]]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append("x-word", HeaderValue::from_bytes(value).expect("it can be a header"));
    }
    headers
}

fn read<T: DeserializeOwned>(text: &str, form: HeaderForm) -> Result<Option<T>, Error> {
    Headers::new(&GET, &headers(&[text.as_bytes()])).read("x-word", form)
}

/// A header that has its form and is there.
fn given<T: DeserializeOwned>(text: &str, form: HeaderForm) -> T {
    read(text, form).expect("it has its form").expect("it is there")
}

#[test]
fn headers_have_their_types() {
    assert_eq!(given::<String>("a, b", HeaderForm::Text), "a, b");
    assert_eq!(given::<i64>(" 7 ", HeaderForm::Number), 7);
    assert_eq!(given::<u64>("18446744073709551615", HeaderForm::Number), u64::MAX);
    assert_eq!(given::<f64>("7", HeaderForm::Number), 7.0);
    assert_eq!(given::<f64>("0.5", HeaderForm::Number), 0.5);
    assert_eq!(given::<i64>("60.0", HeaderForm::Number), 60);
    assert!(given::<bool>("True", HeaderForm::Bool));
    let day = NaiveDate::from_ymd_opt(2020, 2, 1);
    assert_eq!(Some(given::<NaiveDate>("2020-02-01", HeaderForm::Text)), day);
    assert_eq!(given::<Value>(r#"{"a": [1]}"#, HeaderForm::Json), json!({"a": [1]}));
}

#[test]
fn moments_are_written_in_either_way() {
    let expected: DateTime<Utc> = "1994-11-06T08:49:37Z".parse().expect("it is one");
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "1994-11-06T09:49:37+01:00",
    ] {
        assert_eq!(given::<DateTime<Utc>>(text, HeaderForm::DateTime), expected);
    }
}

#[test]
fn lists_have_commas() {
    const NUMBERS: HeaderForm = HeaderForm::List(&HeaderForm::Number);
    const TEXTS: HeaderForm = HeaderForm::List(&HeaderForm::Text);
    assert_eq!(given::<Vec<i64>>("1,2 , 3", NUMBERS), [1, 2, 3]);
    assert_eq!(given::<Vec<String>>("a b,,c", TEXTS), ["a b", "c"]);
    assert_eq!(given::<Vec<String>>("", TEXTS), [""; 0]);
}

#[test]
fn a_header_that_is_there_twice_is_a_list() {
    let twice = headers(&[b"a, b", b"c"]);
    let texts = Headers::new(&GET, &twice)
        .read::<Vec<String>>("x-word", HeaderForm::List(&HeaderForm::Text));
    assert_eq!(texts.expect("it has its form").expect("it is there"), ["a", "b", "c"]);
    let text = Headers::new(&GET, &twice).read::<String>("x-word", HeaderForm::Text);
    assert_eq!(text.expect("it has its form").as_deref(), Some("a, b, c"));
    let number =
        Headers::new(&GET, &headers(&[b"1", b"2"])).read::<i64>("x-word", HeaderForm::Number);
    assert_eq!(number.expect("the first counts"), Some(1));
}

#[test]
fn an_enum_of_scalars_takes_numbers_and_texts() {
    assert_eq!(given::<Value>("1", HeaderForm::Scalar), json!(1));
    assert_eq!(given::<Value>("true", HeaderForm::Scalar), json!(true));
    assert_eq!(given::<Value>("auto", HeaderForm::Scalar), json!("auto"));
}

#[test]
fn an_absent_header_is_none() {
    let none = Headers::new(&GET, &HeaderMap::new()).read::<i64>("x-word", HeaderForm::Number);
    assert_eq!(none.expect("it may be absent"), None);
    assert_eq!(read::<i64>("", HeaderForm::Number).expect("it says nothing"), None);
    assert_eq!(given::<String>("", HeaderForm::Text), "");
}

/// The error names the header and keeps what it holds to itself.
#[test]
fn a_header_of_another_form_is_an_error() {
    const NUMBERS: HeaderForm = HeaderForm::List(&HeaderForm::Number);
    let errors = [
        read::<i64>("secret-word", HeaderForm::Number).err(),
        read::<i64>("0.5", HeaderForm::Number).err(),
        read::<i64>("NaN", HeaderForm::Number).err(),
        read::<u64>("-1", HeaderForm::Number).err(),
        read::<bool>("1", HeaderForm::Bool).err(),
        read::<DateTime<Utc>>("soon", HeaderForm::DateTime).err(),
        read::<NaiveDate>("secret-word", HeaderForm::Text).err(),
        read::<Vec<i64>>("1, x", NUMBERS).err(),
        read::<Value>("{", HeaderForm::Json).err(),
        Headers::new(&GET, &headers(&[b"\xff"])).read::<String>("x-word", HeaderForm::Text).err(),
    ];
    for error in errors {
        let error = error.expect("it does not have its form");
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = "SampleOperation: the header `x-word` does not have the form that is documented";
        assert_eq!(error.to_string(), text);
        assert!(!format!("{error:?}").contains("secret-word"));
    }
}

#[tokio::test]
async fn successes_and_errors_have_headers() {
    for status in [200, 429] {
        let mock = fixture::mock(Reply::json(status, &json!({})).header("X-Word", "7")).await;
        let client = fixture::online(&mock).retry(crate::support::Retry::never()).build();
        let answer =
            client.expect("it can be set up").call(&GET).send(RawResponse::json::<Value>).await;
        let headers = match &answer {
            Ok(response) => &response.headers,
            Err(error) => error.headers().expect("the server answered"),
        };
        let word = Headers::new(&GET, headers).read::<i64>("x-word", HeaderForm::Number);
        assert_eq!(word.expect("it has its form"), Some(7));
    }
}
