//! Proxies of the environment, and requests that stay on this machine.
//!
//! The environment is that of a process: the test runs itself a second time, with one.

use crate::fixture::{self, BASIC, SERVICE, operation};
use crate::support::description::Operation;
use crate::support::{ClientBuilder, Credential, RawResponse, Retry};
use serde_json::{Value, json};
use std::process::Command;
use test_support::server::Reply;

static SECURED: Operation = Operation { security: &[&[BASIC]], ..operation("GET", "/v1/Things") };

const PROXIES: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

fn builder() -> ClientBuilder {
    let builder = ClientBuilder::new(&SERVICE).retry(Retry::never());
    builder.credential(BASIC, Credential::basic("user-word", "basic-secret"))
}

/// Calls by plain HTTP, and says who has answered.
async fn answered_by(builder: ClientBuilder) -> Value {
    let client = builder.build().expect("the client can be set up");
    client.call(&SECURED).send(RawResponse::json::<Value>).await.expect("somebody answers").value
}

#[tokio::test]
#[ignore = "run by the other test, with a proxy in its environment"]
async fn calls_with_a_proxy() {
    let Ok(proxy) = std::env::var(PROXIES[0]) else { return };
    let server = fixture::mock(Reply::json(200, &json!("server"))).await;
    let own = || reqwest::Client::builder().tls_certs_only([]);
    assert_eq!(answered_by(builder().base_url(server.url())).await, "server");
    assert_eq!(answered_by(builder().base_url(server.url()).http_client(own())).await, "server");
    // Who sets a proxy for it wants it.
    let chosen = reqwest::Proxy::http(proxy).expect("it is a URL");
    let chosen = builder().base_url(server.url()).http_client(own().proxy(chosen));
    assert_eq!(answered_by(chosen).await, "proxy");
    // So does who allows plain HTTP to another machine.
    let elsewhere = builder().base_url("http://api.example.test").allow_http(true);
    assert_eq!(answered_by(elsewhere).await, "proxy");
}

#[tokio::test]
async fn what_stays_on_this_machine_passes_no_proxy_of_the_environment() {
    let proxy = fixture::mock(Reply::json(200, &json!("proxy"))).await;
    let program = std::env::current_exe().expect("the test is a program");
    let mut again = Command::new(program);
    again.args(["--exact", "proxies::calls_with_a_proxy", "--ignored"]);
    again
        .envs(PROXIES.map(|name| (name, proxy.url())))
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    let run = tokio::task::spawn_blocking(move || again.output()).await;
    let run = run.expect("nobody panics").expect("it runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
    let urls: Vec<String> = proxy.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(urls.len(), 2, "{urls:?}");
    assert!(urls[1].starts_with("http://api.example.test/"), "{urls:?}");
}
