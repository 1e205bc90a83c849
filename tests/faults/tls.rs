//! Certificates that are wrong: no connection, and nothing sent.

use crate::harness::{BUDGET, MARGIN, expected_attempts, listen};
use crate::scenario::{self, ACCOUNT, Op, SID, TOKEN};
use std::error::Error as _;
use std::time::Instant;
use test_support::server::{Reply, Server};
use test_support::tls::Certificate;
use twilio_video::{Client, Error, ErrorKind, reqwest};

const HOST: &str = "127.0.0.1";

fn certificate(host: &str, from: i32, to: i32) -> Certificate {
    Certificate::new(host, from, to).expect("it can be made")
}

async fn server(shown: &Certificate) -> Server {
    let acceptor = shown.acceptor().expect("the key is one");
    Server::start_tls(acceptor, scenario::ok).await.expect("a port is free")
}

/// A client that trusts a certificate and no other, or none at all.
fn trusting(trusted: Option<&Certificate>, origin: &str) -> Client {
    listen();
    let read = |it: &Certificate| reqwest::Certificate::from_der(&it.der).expect("it is one");
    let http = reqwest::Client::builder().no_proxy().tls_certs_only(trusted.map(read));
    let builder = scenario::anonymous().http_client(http).base_url(origin).timeout(MARGIN);
    scenario::built(builder.account_sid_auth_token(ACCOUNT, TOKEN))
}

/// Everything that an error and its causes say.
fn whole(error: &Error) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[tokio::test]
async fn a_certificate_that_is_right_is_trusted() {
    let right = certificate(HOST, 2020, 2100);
    let server = server(&right).await;
    let client = trusting(Some(&right), server.url());
    for op in Op::ALL {
        let room = op.call(&client).await.expect("it is trusted").expect("there is one");
        assert!(room.sid.is_some());
    }
    assert_eq!((server.count(), server.accepted()), (4, 1));
}

#[tokio::test]
async fn a_certificate_that_is_wrong_is_not() {
    let rows = [
        ("signed by itself", certificate(HOST, 2020, 2100), false, "UnknownIssuer"),
        ("expired", certificate(HOST, 2020, 2021), true, "expired"),
        ("not good yet", certificate(HOST, 2099, 2100), true, "not valid yet"),
        ("of another host", certificate("localhost", 2020, 2100), true, "not valid for name"),
    ];
    for (case, shown, is_trusted, why) in rows {
        let server = server(&shown).await;
        let client = trusting(is_trusted.then_some(&shown), server.url());
        for op in Op::ALL {
            let error = op.call(&client).await.expect_err(case);
            assert_eq!((error.kind(), error.status()), (ErrorKind::Connect, None), "{case}");
            assert_eq!(error.attempts().len() + 1, expected_attempts(op, true), "{case}");
            assert!(whole(&error).contains(why), "{case}: {}", whole(&error));
        }
        assert_eq!(server.count(), 0, "{case}: nothing is sent");
        assert!(server.settles(0).await, "{case}");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_no_connection() {
    let server = scenario::always(Reply::raw("HTTP/1.1 200 OK\r\n\r\n{}")).await;
    let origin = server.url().replace("http:", "https:");
    let client = trusting(None, &origin);
    let error = client.create_room().send().await.expect_err("it speaks in the clear");
    assert!(matches!(error.kind(), ErrorKind::Connect), "{error:?}");
}

/// A handshake that is never answered ends with the time of the call, or with that to connect.
#[tokio::test]
async fn a_handshake_that_hangs_is_given_up() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let origin = format!("https://{}", listener.local_addr().expect("it has an address"));
    let client = trusting(None, &origin);
    let began = Instant::now();
    let error = client.fetch_room(SID).with_timeout(BUDGET).send().await.expect_err("it hangs");
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Timeout, 0));

    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    let builder = scenario::anonymous().http_client(http).connect_timeout(BUDGET).timeout(MARGIN);
    let builder = builder.base_url(origin).account_sid_auth_token(ACCOUNT, TOKEN);
    let error = scenario::built(builder).create_room().send().await.expect_err("it hangs");
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Timeout, 0));
    assert!(BUDGET * 2 <= began.elapsed() && began.elapsed() < MARGIN);
}
