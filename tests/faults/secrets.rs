//! No credential shows: not in what the client and its errors print, and not in what it and the
//! crates below it log at the finest level.

use crate::cases;
use crate::harness::{AWKWARD, CONTROL, MARGIN, awkward, faulty, listen, nothing_leaked};
use crate::scenario::{self, ACCOUNT, Op, SID};
use serde_json::{Value, json};
use std::error::Error as _;
use std::fmt::{Debug, Display};
use std::time::Duration;
use test_support::leaked;
use test_support::server::{Recorded, Reply, Server};
use test_support::tls::Certificate;
use twilio_video::{Client, ClientBuilder, Error, reqwest};

/// Everything that can be printed of a value.
fn debug(value: &impl Debug) -> String {
    format!("{value:?} {value:#?} ")
}

fn whole(error: &Error) -> String {
    let print = |cause: &dyn Display| format!("{cause} {cause:#} ");
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let shown = causes.map(|cause| format!("{}{cause:?} {cause:#?} ", print(&cause)));
    print(error) + &debug(error) + &shown.collect::<String>()
}

/// A client that has the awkward credential, and an HTTP client that was told to log everything.
fn builder(server: &Server) -> ClientBuilder {
    listen();
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).connection_verbose(true);
    let builder = scenario::anonymous().http_client(http).base_url(server.url());
    let builder = builder.account_sid_auth_token(ACCOUNT, AWKWARD).user_agent("shown-word");
    builder.timeout(Duration::from_millis(100)).max_body_size(16 << 10)
}

/// All that is said of a call.
async fn printed(client: &Client, op: Op) -> String {
    let requests = [
        client.create_room().unique_name("x").build(),
        client.fetch_room(SID).build(),
        client.list_rooms().build(),
        client.update_room(SID, twilio_video::RoomStatus::Completed).build(),
    ];
    let mut shown = debug(client);
    shown += &debug(&client.create_room().unique_name("x"));
    shown += &debug(&client.list_rooms().items());
    for request in requests.map(|it| it.expect("it can be built")) {
        assert!(request.headers().contains_key("authorization"));
        shown += &debug(&request);
        shown += &debug(request.headers());
        shown += &serde_json::to_string(&request).expect("it can be written");
        let sent = request.into_http().await.expect("there is nothing to open");
        shown += &debug(&sent);
    }
    shown += &match op.call(client).await {
        Ok(answer) => debug(&answer),
        Err(error) => whole(&error),
    };
    shown
}

fn assert_hidden(shown: &str, case: &str) {
    let secrets = awkward();
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    assert_eq!(leaked(shown, &secrets), None, "{case}");
    assert!(shown.contains("shown-word"), "{case}: the rest does show");
}

#[tokio::test]
async fn no_fault_shows_a_credential() {
    for case in cases::all() {
        for op in [Op::Fetch, Op::Create] {
            let server = faulty(case.reply.clone()).await;
            let builder = builder(&server);
            let mut shown = debug(&builder);
            shown += &printed(&scenario::built(builder), op).await;
            assert_hidden(&shown, case.name);
            let sent = server.requests();
            assert!(sent.iter().all(|it| it.header("authorization").is_some()), "{}", case.name);
        }
    }
    nothing_leaked();
}

/// What the server was sent, as servers write it into their answers.
fn echo(request: &Recorded, index: usize) -> Reply {
    let basic = request.header("authorization").unwrap_or_default();
    let text = format!("{basic} {} shown-word", awkward().join(" "));
    let latin: String = text.chars().filter(char::is_ascii).collect();
    match index {
        0 => Reply::new(500, text),
        1 => Reply::json(400, &json!({"message": text, "code": text, "more_info": text})),
        2 => Reply::json(200, &json!({"sid": {text: 1}})),
        3 => Reply::json(200, &json!({"date_created": text})),
        4 => Reply::new(200, format!("{{\"{text}")),
        5 => Reply::empty(401).header("X-Echo", latin),
        6 => Reply::empty(302).header("Location", format!("/{}", basic.replace(' ', "/"))),
        7 => Reply::raw(format!("HTTP/1.1 500 \r\nContent-Length: 9999\r\n\r\n{text}")),
        8 => Reply::raw(format!("HTTP/1.1 200 {latin}\r\nContent-Length: 2\r\n\r\n{{}}")),
        9 => Reply::raw(format!("{latin}\r\n\r\n")),
        10 => Reply::json(200, &json!({"sid": "RM1"})).header("X-Echo", latin),
        11 => Reply::json(200, &next(&format!("http://evil.test/{latin}"))),
        12 => Reply::json(200, &next(&format!("http://{AWKWARD}@evil.test/"))),
        _ => Reply::json(200, &next(&format!("http://[{text}"))),
    }
}

fn next(url: &str) -> Value {
    json!({"rooms": [], "meta": {"next_page_url": url}})
}

#[tokio::test]
async fn no_server_that_sends_it_back_makes_a_credential_show() {
    for index in 0..14 {
        let server = scenario::serve(move |request, _, _| echo(request, index)).await;
        let client = scenario::built(builder(&server).timeout(MARGIN));
        for op in Op::ALL {
            assert_hidden(&printed(&client, op).await, &format!("{index} ({op:?})"));
        }
    }
    nothing_leaked();
}

/// Also over TLS, whose library has logs of its own.
#[tokio::test]
async fn nothing_that_is_logged_has_a_credential_in_it() {
    let certificate = Certificate::new("127.0.0.1", 2020, 2100).expect("it can be made");
    let acceptor = certificate.acceptor().expect("the key is one");
    let server = Server::start_tls(acceptor, scenario::ok).await.expect("a port is free");
    let trusted = reqwest::Certificate::from_der(&certificate.der).expect("it is a certificate");
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([trusted]);
    let client = builder(&server).http_client(http.connection_verbose(true)).timeout(MARGIN);
    let client = scenario::built(client);
    for op in Op::ALL {
        op.call(&client).await.expect("it works");
        assert_hidden(&printed(&client, op).await, "over TLS");
    }
    let plain = scenario::serve(scenario::ok).await;
    for op in Op::ALL {
        op.call(&scenario::built(builder(&plain).timeout(MARGIN))).await.expect("it works");
    }

    // The same without our client: it would be found.
    let naked = reqwest::Client::builder().no_proxy().tls_certs_only([]).connection_verbose(true);
    let naked = naked.build().expect("it can be set up").get(plain.url());
    naked.header("authorization", format!("Basic {CONTROL}")).send().await.expect("it works");

    let heard = listen();
    let crates = heard.crates();
    for name in ["hyper_util", "twilio_video", "log:reqwest", "log:rustls", "record"] {
        assert!(crates.iter().any(|it| it == name), "{name} has logged nothing: {crates:?}");
    }
    let is_control = |line: &String| line.contains(CONTROL);
    assert!(heard.leaks().iter().any(is_control), "what is logged would be found");
    nothing_leaked();
}
