//! Where requests go.

use crate::fixture::{self, GET, SERVICE, offline, operation};
use crate::support::description::{Follow, Operation, Paging, Param, Server, Variable};
use crate::support::{Client, ClientBuilder, Error, ErrorKind};
use test_support::leaked;

const EDGE: Variable = Variable { name: "edge", default: "ashburn", from_url: false };
const REGION: Variable = Variable { name: "region", default: "us1", from_url: true };

static VARIABLE: Operation = Operation {
    servers: &[
        Server { url: "https://api.example.com", variables: &[] },
        Server { url: "https://api.{region}.example.com/{region}/v2", variables: &[REGION] },
        Server { url: "https://api.{edge}.{region}.example.com", variables: &[EDGE, REGION] },
    ],
    ..operation("GET", "/Things")
};

static RELATIVE: Operation =
    Operation { servers: &[Server { url: "/v1", variables: &[] }], ..operation("GET", "/Things") };

static NOWHERE: Operation = Operation { servers: &[], ..operation("GET", "/Things") };

fn built(builder: ClientBuilder) -> Client {
    builder.build().expect("the client can be set up")
}

fn url(builder: ClientBuilder, operation: &'static Operation) -> Result<String, Error> {
    let request = built(builder).call(operation).build()?;
    Ok(request.url().to_owned())
}

#[test]
fn the_first_server_serves_when_nothing_is_set() {
    let at = |operation| url(offline(), operation).expect("it has a server");
    assert_eq!(at(&GET), "https://api.example.com/root/v1/Things");
    assert_eq!(at(&VARIABLE), "https://api.example.com/Things");
}

#[test]
fn variables_choose_the_server_that_has_them() {
    let one = offline().variable("region", "ie1".to_owned());
    let one = url(one, &VARIABLE).expect("it has a server");
    assert_eq!(one, "https://api.ie1.example.com/ie1/v2/Things");
    let edge = offline().variable("edge", "dublin".to_owned());
    let edge = url(edge, &VARIABLE).expect("it has a server");
    assert_eq!(edge, "https://api.dublin.us1.example.com/Things");
}

static FIXED: Operation = Operation {
    servers: &[Server { url: "https://api.example.com/root?tenant=17", variables: &[] }],
    ..operation("GET", "/Things?kind=a#Action=List")
};

#[test]
fn queries_of_the_server_and_of_the_path_come_first_and_fragments_are_not_sent() {
    let mut call = built(offline()).call(&FIXED);
    call.set::<String>(Param::query("q"), "b");
    let request = call.build().expect("it has a server");
    assert_eq!(request.url(), "https://api.example.com/root/Things?tenant=17&kind=a&q=b");
}

#[test]
fn a_variable_cannot_change_the_host() {
    for value in ["evil.test/", "evil.test#", "evil.test?", "x@evil.test", "evil.test\\"] {
        let builder = offline().variable("region", value.to_owned());
        let error = url(builder, &VARIABLE).expect_err("the value ends the host");
        assert_eq!(error.kind(), ErrorKind::Argument);
        assert!(error.to_string().contains("`region`"), "{error}");
    }
    let error = url(offline().variable("region", String::new()), &VARIABLE);
    let error = error.expect_err("there is no such host");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`api..example.com`"), "{error}");
}

#[test]
fn a_base_url_replaces_every_server() {
    for base in ["http://localhost:1234/mock", "http://localhost:1234/mock/"] {
        for operation in [&VARIABLE, &RELATIVE, &NOWHERE] {
            let builder = offline().base_url(base).variable("region", "ie1".to_owned());
            let url = url(builder, operation).expect("the base URL serves");
            assert_eq!(url, "http://localhost:1234/mock/Things");
        }
    }
}

#[test]
fn a_server_without_a_host_needs_a_base_url() {
    for operation in [&RELATIVE, &NOWHERE] {
        let error = url(offline(), operation).expect_err("there is no host");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("`base_url`"), "{error}");
    }
}

#[test]
fn a_base_url_that_is_none_is_refused() {
    let bad = [
        ("not a url", "is not a URL"),
        ("", "is not a URL"),
        ("ftp://example.com", "is not an HTTP URL"),
        ("mailto:x@example.com", "is not an HTTP URL"),
        ("https://user:pass-word@example.com", "holds credentials"),
        ("https://example.com/?a=b", "has a query"),
        ("https://example.com/#a", "has a query or a fragment"),
    ];
    for (base, why) in bad {
        let error = offline().base_url(base).build();
        let error = error.expect_err("it is refused");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(why), "{error}");
        assert_eq!(leaked(&format!("{error} {error:?}"), &["pass-word"]), None);
    }
}

#[test]
fn a_user_agent_that_cannot_be_a_header_is_refused() {
    let error = offline().user_agent("a\nb").build();
    let error = error.expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

#[test]
fn debug_shows_where_a_client_is_pointed() {
    let builder = ClientBuilder::new(&SERVICE).base_url("https://mock.test/x");
    assert!(format!("{builder:?}").contains("https://mock.test/x"));
    assert!(format!("{:?}", built(builder)).contains("https://mock.test/x"));
}

#[test]
fn nothing_is_known_from_an_environment_without_names() {
    let error = fixture::offline().credentials_from_env();
    let error = error.expect_err("no scheme names a variable");
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

/// Where the page of a URL is asked for.
fn page(builder: ClientBuilder, of: &str) -> Result<String, Error> {
    page_of(builder, &VARIABLE, of)
}

fn page_of(
    builder: ClientBuilder,
    operation: &'static Operation,
    of: &str,
) -> Result<String, Error> {
    static BY_URL: Paging = Paging { follow: Follow::Url, size: None };
    let mut call = built(builder).call(operation);
    call.resume(&BY_URL, of);
    Ok(call.build()?.url().to_owned())
}

#[test]
fn a_page_on_the_apis_own_servers_is_asked_for_at_the_one_that_was_chosen() {
    let region = || offline().variable("region", "ie1".to_owned());
    let edge = || offline().variable("edge", "dublin".to_owned());
    let moved = [
        (region(), "https://api.example.com/a?p=1", "https://api.ie1.example.com/a?p=1"),
        (region(), "https://api.us1.example.com/a", "https://api.ie1.example.com/a"),
        (region(), "https://api.x.us1.example.com/a", "https://api.ashburn.ie1.example.com/a"),
        (edge(), "https://api.example.com/a", "https://api.dublin.us1.example.com/a"),
        // The region may stay as the URL has it, the edge may not.
        (edge(), "https://api.x.au1.example.com/a", "https://api.dublin.au1.example.com/a"),
        (edge(), "/a?p=2", "https://api.dublin.us1.example.com/a?p=2"),
    ];
    for (builder, from, to) in moved {
        assert_eq!(page(builder, from).expect("it is one of the API's"), to);
    }
}

#[test]
fn a_page_elsewhere_is_refused_whatever_is_set() {
    let edge = || offline().variable("edge", "dublin".to_owned());
    let elsewhere = [
        "https://evil.test/a",
        "https://api.example.com.evil.test/a",
        "https://api.evil.test#.example.com/a",
        "https://api.a.b.c.example.com/a",
        "https://apix.example.com/a",
        "http://api.example.com/a",
        "https://api.example.com:8443/a",
        "https://user@api.example.com/a",
    ];
    for url in elsewhere {
        let error = page(edge(), url).expect_err(url);
        assert_eq!(error.kind(), ErrorKind::ForeignPage, "{url}");
    }
    // A client that has chosen nothing asks nowhere else.
    let error = page(offline(), "https://api.us1.example.com/a").expect_err("it is another server");
    assert_eq!(error.kind(), ErrorKind::ForeignPage);
    let fixed = edge().base_url("http://127.0.0.1:1");
    let error = page(fixed, "https://api.example.com/a").expect_err("it is another server");
    assert_eq!(error.kind(), ErrorKind::ForeignPage);
}

#[test]
fn variables_that_no_server_has_are_an_error() {
    let lost = offline().variable("planet", "mars".to_owned());
    let error = url(lost, &VARIABLE).expect_err("no server has it");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("no server of the description has `planet`"), "{error}");
}

static IN_THE_CLEAR: Operation = Operation {
    servers: &[Server { url: "HTTP://api.example.com", variables: &[] }],
    ..operation("GET", "/Things")
};

static CLEAR_AT_THE_EDGE: Operation = Operation {
    servers: &[
        Server { url: "https://api.{region}.example.com", variables: &[REGION] },
        Server { url: "http://api.{edge}.{region}.example.com", variables: &[EDGE, REGION] },
    ],
    ..operation("GET", "/Things")
};

#[test]
fn a_page_is_not_asked_for_in_the_clear_either() {
    let page = |builder| page_of(builder, &CLEAR_AT_THE_EDGE, "http://api.x.us1.example.com/a");
    let region = || offline().variable("region", "ie1".to_owned());
    let error = page(region()).expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::ForeignPage);
    let wanted = page(region().allow_http(true)).expect("it is wanted");
    assert_eq!(wanted, "http://api.ashburn.ie1.example.com/a");
}

#[test]
fn credentials_do_not_travel_in_the_clear_unless_that_is_wanted() {
    let error = offline().base_url("http://api.example.com").build().expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("allow_http(true)"), "{error}");
    let error = url(offline(), &IN_THE_CLEAR).expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Configuration);

    built(offline().base_url("http://api.example.com").allow_http(true));
    url(offline().allow_http(true), &IN_THE_CLEAR).expect("it is wanted");
    for loopback in
        ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:1", "http://a.localhost"]
    {
        built(offline().base_url(loopback));
    }
    for other in ["http://127.0.0.1.evil.test", "http://localhost.evil.test", "http://10.0.0.1"] {
        offline().base_url(other).build().expect_err("it is another machine");
    }
}
