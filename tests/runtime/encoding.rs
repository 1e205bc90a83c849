//! `style`, `explode` and percent-encoding, by the table of OpenAPI 3.0 ("Style Examples").

use crate::fixture::{self, GET, operation};
use crate::support::description::{Operation, Param, Style};
use crate::support::{Error, ErrorKind, Request};
use serde_json::{Value, json};

static PATH: Operation = operation("GET", "/v1/{color}");

fn string() -> Value {
    json!("blue")
}

fn array() -> Value {
    json!(["blue", "black", "brown"])
}

fn object() -> Value {
    json!({"R": 100, "G": 200, "B": 150})
}

/// What stands behind the question mark.
fn query(param: Param, value: Value) -> String {
    let mut call = fixture::call(&GET);
    call.encode::<Value>(param, value);
    let request = call.build().expect("the value can be sent");
    let query = request.url().split_once('?');
    query.map_or(String::new(), |(_, query)| query.to_owned())
}

/// What stands in the place of the parameter.
fn path(style: Style, explode: bool, value: Value) -> String {
    let mut call = fixture::call(&PATH);
    call.encode::<Value>(Param::path("color").style(style, explode), value);
    let request = call.build().expect("the value can be sent");
    let (_, text) = request.url().split_once("/v1/").expect("it is in the path");
    text.to_owned()
}

fn header(explode: bool, value: Value) -> Option<String> {
    let mut call = fixture::call(&GET);
    call.encode::<Value>(Param::header("X-Color").style(Style::Simple, explode), value);
    let request = call.build().expect("the value can be sent");
    let value = request.headers().get("x-color")?;
    Some(value.to_str().expect("it is text").to_owned())
}

fn cookie(explode: bool, value: Value) -> Option<String> {
    let request = cookies(Style::Form, explode, value).expect("the value can be sent");
    let value = request.headers().get("cookie")?;
    Some(value.to_str().expect("it is text").to_owned())
}

fn cookies(style: Style, explode: bool, value: Value) -> Result<Request, Error> {
    let mut call = fixture::call(&GET);
    call.encode::<Value>(Param::cookie("color").style(style, explode), value);
    call.build()
}

#[test]
fn form_style_of_a_query() {
    let form = |explode, value| query(Param::query("color").style(Style::Form, explode), value);
    assert_eq!(form(false, json!("")), "color=");
    assert_eq!(form(true, json!("")), "color=");
    assert_eq!(form(false, string()), "color=blue");
    assert_eq!(form(true, string()), "color=blue");
    assert_eq!(form(false, array()), "color=blue,black,brown");
    assert_eq!(form(true, array()), "color=blue&color=black&color=brown");
    assert_eq!(form(false, object()), "color=R,100,G,200,B,150");
    assert_eq!(form(true, object()), "R=100&G=200&B=150");
}

#[test]
fn delimited_styles_of_a_query() {
    let styled = |style, value| query(Param::query("color").style(style, false), value);
    assert_eq!(styled(Style::Space, array()), "color=blue%20black%20brown");
    assert_eq!(styled(Style::Space, object()), "color=R%20100%20G%20200%20B%20150");
    assert_eq!(styled(Style::Pipe, array()), "color=blue%7Cblack%7Cbrown");
    assert_eq!(styled(Style::Pipe, object()), "color=R%7C100%7CG%7C200%7CB%7C150");
    let exploded = query(Param::query("color").style(Style::Pipe, true), array());
    assert_eq!(exploded, "color=blue&color=black&color=brown");
}

#[test]
fn deep_objects() {
    let deep = |value| query(Param::query("color").style(Style::Deep, true), value);
    assert_eq!(deep(object()), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    assert_eq!(
        deep(json!({"a": {"b": "x y"}, "c": [1, 2], "d": null})),
        "color%5Ba%5D%5Bb%5D=x%20y&color%5Bc%5D%5B%5D=1&color%5Bc%5D%5B%5D=2"
    );
    assert_eq!(
        deep(json!({"a": [{"b": 1}, {"b": 2}]})),
        "color%5Ba%5D%5B0%5D%5Bb%5D=1&color%5Ba%5D%5B1%5D%5Bb%5D=2"
    );
}

#[test]
fn matrix_style() {
    assert_eq!(path(Style::Matrix, false, json!("")), ";color");
    assert_eq!(path(Style::Matrix, true, json!("")), ";color");
    assert_eq!(path(Style::Matrix, false, string()), ";color=blue");
    assert_eq!(path(Style::Matrix, true, string()), ";color=blue");
    assert_eq!(path(Style::Matrix, false, array()), ";color=blue,black,brown");
    assert_eq!(path(Style::Matrix, true, array()), ";color=blue;color=black;color=brown");
    assert_eq!(path(Style::Matrix, false, object()), ";color=R,100,G,200,B,150");
    assert_eq!(path(Style::Matrix, true, object()), ";R=100;G=200;B=150");
}

/// Not exploded, the table of OpenAPI 3.0.0 to 3.0.3 has full stops; RFC 6570, to which it refers,
/// and OpenAPI from 3.0.4 on have commas.
#[test]
fn label_style() {
    assert_eq!(path(Style::Label, false, string()), ".blue");
    assert_eq!(path(Style::Label, true, string()), ".blue");
    assert_eq!(path(Style::Label, false, array()), ".blue,black,brown");
    assert_eq!(path(Style::Label, true, array()), ".blue.black.brown");
    assert_eq!(path(Style::Label, false, object()), ".R,100,G,200,B,150");
    assert_eq!(path(Style::Label, true, object()), ".R=100.G=200.B=150");
}

#[test]
fn simple_style_of_a_path() {
    assert_eq!(path(Style::Simple, false, string()), "blue");
    assert_eq!(path(Style::Simple, true, string()), "blue");
    assert_eq!(path(Style::Simple, false, array()), "blue,black,brown");
    assert_eq!(path(Style::Simple, true, array()), "blue,black,brown");
    assert_eq!(path(Style::Simple, false, object()), "R,100,G,200,B,150");
    assert_eq!(path(Style::Simple, true, object()), "R=100,G=200,B=150");
}

#[test]
fn headers_are_simple_and_not_encoded() {
    assert_eq!(header(false, json!("a b/c%")).as_deref(), Some("a b/c%"));
    assert_eq!(header(false, json!("")).as_deref(), Some(""));
    assert_eq!(header(false, array()).as_deref(), Some("blue,black,brown"));
    assert_eq!(header(true, array()).as_deref(), Some("blue,black,brown"));
    assert_eq!(header(false, object()).as_deref(), Some("R,100,G,200,B,150"));
    assert_eq!(header(true, object()).as_deref(), Some("R=100,G=200,B=150"));
    assert_eq!(header(true, json!([])), None);
    assert_eq!(header(true, Value::Null), None);
}

#[test]
fn cookies_are_pairs() {
    assert_eq!(cookie(false, string()).as_deref(), Some("color=blue"));
    assert_eq!(cookie(false, json!("a+b=%2F")).as_deref(), Some("color=a+b=%2F"));
    assert_eq!(cookie(false, array()).as_deref(), Some("color=blue,black,brown"));
    assert_eq!(cookie(true, object()).as_deref(), Some("R=100; G=200; B=150"));
    assert_eq!(cookie(true, json!([])), None);
}

/// Servers do not decode cookies, so a value that would have to be encoded is an error.
#[test]
fn other_characters_than_those_of_a_cookie_are_refused() {
    for text in ["a;b", "a b", "a,b", "\"a\"", "a\\b", "ü", "a\nb"] {
        for value in [json!(text), json!([text]), json!({ "key": text })] {
            for explode in [false, true] {
                let error = cookies(Style::Form, explode, value.clone()).expect_err(text);
                assert_eq!(error.kind(), ErrorKind::Argument);
                assert!(error.to_string().contains("`color`"), "{error}");
            }
        }
    }
    let request = cookies(Style::Json, false, json!(["ü"])).expect("JSON is encoded");
    assert_eq!(request.headers()["cookie"], "color=%5B%22%C3%BC%22%5D");
}

#[test]
fn whole_numbers_have_no_decimal_point() {
    assert_eq!(query(Param::query("n"), json!(7.0)), "n=7");
    assert_eq!(query(Param::query("n"), json!([7.0, -0.5])), "n=7&n=-0.5");
    assert_eq!(query(Param::query("n"), json!(1e300)), "n=1e300".replace("1e300", "1e%2B300"));
    assert_eq!(query(Param::query("n").style(Style::Json, true), json!([7.0])), "n=%5B7%5D");
    assert_eq!(query(Param::query("n").style(Style::Deep, true), json!({"a": 7.0})), "n%5Ba%5D=7");
    assert_eq!(path(Style::Simple, false, json!(7.0)), "7");
    assert_eq!(path(Style::Matrix, false, json!([7.0])), ";color=7");
    assert_eq!(header(false, json!(7.0)).as_deref(), Some("7"));
    assert_eq!(cookie(false, json!(7.0)).as_deref(), Some("color=7"));
}

#[test]
fn whole_numbers_in_a_json_body_have_no_decimal_point() {
    static POST: Operation = operation("POST", "/v1/rooms");
    let mut call = fixture::call(&POST);
    call.json("application/json", &json!({ "n": 7.0, "f": 0.5, "l": [1.0, 2.5], "t": "7.0" }));
    let request = call.build().expect("it can be sent");
    assert_eq!(request.body(), br#"{"n":7,"f":0.5,"l":[1,2.5],"t":"7.0"}"#);
}

#[test]
fn json_in_a_header_is_ascii() {
    let json = |style, value| {
        let mut call = fixture::call(&GET);
        call.encode::<Value>(Param::header("X-Json").style(style, false), value);
        let request = call.build().expect("the value can be sent");
        request.headers()["x-json"].to_str().expect("it is text").to_owned()
    };
    assert_eq!(json(Style::Json, json!({ "city": "東京" })), r#"{"city":"\u6771\u4eac"}"#);
    assert_eq!(json(Style::Json, json!("😀")), r#""\ud83d\ude00""#);
    assert_eq!(json(Style::JsonText, json!(r#"{"a":"é"}"#)), r#"{"a":"\u00e9"}"#);
}

#[test]
fn json_in_one_parameter() {
    let json = |style, value| query(Param::query("q").style(style, false), value);
    assert_eq!(json(Style::Json, json!({"a": [1]})), "q=%7B%22a%22%3A%5B1%5D%7D");
    assert_eq!(json(Style::Json, json!("x")), "q=%22x%22");
    assert_eq!(json(Style::Json, json!([])), "q=%5B%5D");
    assert_eq!(json(Style::JsonText, json!("[1]")), "q=%5B1%5D");
    assert_eq!(json(Style::JsonText, json!({"a": 1})), "q=%7B%22a%22%3A1%7D");
    assert_eq!(path(Style::JsonText, false, json!({"a": 1})), "%7B%22a%22%3A1%7D");
}

#[test]
fn what_has_no_name_is_the_whole_query() {
    assert_eq!(query(Param::query(""), json!("a=b c")), "a%3Db%20c");
    assert_eq!(
        query(Param::query("").style(Style::Json, true), json!({"a": 1})),
        "%7B%22a%22%3A1%7D"
    );
}

#[test]
fn empty_arrays_and_nulls_send_nothing() {
    for style in [Style::Form, Style::Space, Style::Pipe, Style::Deep] {
        for explode in [false, true] {
            let param = Param::query("color").style(style, explode);
            for value in [json!([]), json!({}), json!([null]), json!({"a": null}), Value::Null] {
                assert_eq!(query(param, value.clone()), "", "{style:?} {explode} {value}");
            }
        }
    }
}

#[test]
fn false_zero_and_the_empty_text_are_sent() {
    assert_eq!(query(Param::query("q"), json!(false)), "q=false");
    assert_eq!(query(Param::query("q"), json!(0)), "q=0");
    assert_eq!(query(Param::query("q"), json!(0.5)), "q=0.5");
    assert_eq!(query(Param::query("q"), json!("")), "q=");
    assert_eq!(query(Param::query("q"), json!(["", 0])), "q=&q=0");
}

#[test]
fn everything_but_unreserved_bytes_is_encoded_in_a_query() {
    assert_eq!(
        query(Param::query("a b&"), json!("ü +&=#?/%7E~")),
        "a%20b%26=%C3%BC%20%2B%26%3D%23%3F%2F%257E~"
    );
    assert_eq!(
        query(Param::query("q").style(Style::Form, false), json!(["a,b", "c"])),
        "q=a%2Cb,c"
    );
}

/// `allowReserved` leaves alone what a server reads the same either way; the rest would end the
/// value or change it.
#[test]
fn allow_reserved_lets_through_what_cannot_change_the_value() {
    assert_eq!(
        query(Param::query("q").reserved(), json!("a/b?c:d@e,f;g=h [i]#j&k+l%")),
        "q=a/b?c:d@e,f;g=h%20[i]%23j%26k%2Bl%25"
    );
}

#[test]
fn every_reserved_byte_of_a_path_value_is_encoded() {
    let simple = |text: &str| path(Style::Simple, false, json!(text));
    assert_eq!(simple("a/b c?d#e%f"), "a%2Fb%20c%3Fd%23e%25f");
    assert_eq!(simple("../x"), "..%2Fx");
    assert_eq!(simple("%2e%2e"), "%252e%252e");
    assert_eq!(
        simple("a\\b\n\t\0;:@&=+$,!'()*"),
        "a%5Cb%0A%09%00%3B%3A%40%26%3D%2B%24%2C%21%27%28%29%2A"
    );
    assert_eq!(simple("日本"), "%E6%97%A5%E6%9C%AC");
    assert_eq!(simple("..."), "...");
    assert_eq!(simple("{color}"), "%7Bcolor%7D");
}
