//! Rule 15: the headers of every request.

use crate::scenario::{self, BASIC, Op};
use test_support::server::Recorded;
use twilio_video::{Client, ClientBuilder};

async fn requests(fill: fn(ClientBuilder) -> ClientBuilder) -> Vec<Recorded> {
    let server = scenario::serve(scenario::ok).await;
    let client = scenario::built(fill(scenario::of(&server)));
    for op in Op::ALL {
        op.call(&client).await.expect("it works");
    }
    server.requests()
}

fn agent() -> String {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("({os} {arch})")
}

#[tokio::test]
async fn json_is_asked_for_and_the_account_is_named() {
    let sent = requests(|client| client).await;
    assert_eq!(sent.len(), 4);
    for request in sent {
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("authorization"), Some(format!("Basic {BASIC}=").as_str()));
    }
}

#[tokio::test]
async fn the_user_agent_names_crate_and_system() {
    for request in requests(|client| client).await {
        let text = request.header("user-agent").expect("it is always sent");
        let (name, rest) = text.split_once('/').expect("a name and a version");
        let (version, system) = rest.split_once(' ').expect("a version and a system");
        assert_eq!(name, "twilio-video");
        assert!(version.split('.').all(|part| part.parse::<u32>().is_ok()), "{version}");
        assert_eq!(system, agent());
    }
}

#[tokio::test]
async fn the_user_agent_can_be_extended() {
    for request in requests(|client| client.user_agent("my-service/2.1").user_agent("(x)")).await {
        let text = request.header("user-agent").expect("it is always sent");
        assert!(text.starts_with("twilio-video/"), "{text}");
        assert!(text.ends_with(&format!("{} my-service/2.1 (x)", agent())), "{text}");
    }
}

#[tokio::test]
async fn an_api_key_can_be_the_user_name() {
    let key = "SK0123456789abcdef0123456789abcdef";
    let expected = "Basic U0swMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzaGhoLWtleS1zZWNyZXQ=";
    let server = scenario::serve(scenario::ok).await;
    let builder = scenario::of(&server).account_sid_auth_token(key, "shhh-key-secret");
    Op::Fetch.call(&scenario::built(builder)).await.expect("it works");
    assert_eq!(server.requests()[0].header("authorization"), Some(expected));
    let client = Client::new(key, "shhh-key-secret").expect("the client can be set up");
    let request = client.fetch_room("x").build().expect("it can be built");
    assert_eq!(request.headers()["authorization"], expected);
}
