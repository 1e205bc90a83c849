//! The crate against Prism (`@stoplight/prism-cli`), which knows nothing of it but the description:
//! every operation, with every parameter, is valid, and every answer decodes.
//!
//! `cargo test --test contract` runs it alone. npm brings Prism once, into the target folder.
//! Without npm or a network the tests say that they skip, and pass.

#[path = "contract/calls.rs"]
mod calls;
#[path = "contract/prism.rs"]
mod prism;

use calls::{CALLS, MISREAD, Made};
use prism::Prism;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use test_support::server::pairs;
use twilio_video::Client;

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/video_v1.yaml")
}

/// The operations of the description.
fn operations() -> Vec<Value> {
    let text = std::fs::read_to_string(document()).expect("the document can be read");
    let document: Value = serde_yaml::from_str(&text).expect("the document is YAML");
    let paths = document["paths"].as_object().expect("there are paths").values();
    let parts = paths.filter_map(Value::as_object).flat_map(|item| item.values());
    parts.filter(|part| part["operationId"].is_string()).cloned().collect()
}

fn client(prism: &Prism) -> Client {
    let http = twilio_video::reqwest::Client::builder().no_proxy();
    let account = "AC0123456789abcdef0123456789abcdef";
    let client = Client::builder().http_client(http).account_sid_auth_token(account, "secret");
    client.base_url(prism.url()).build().expect("the client can be set up")
}

/// The parameters of an operation in query and form, by name.
fn described(operation: &Value) -> BTreeSet<String> {
    let params = operation["parameters"].as_array().into_iter().flatten();
    let params = params.filter(|param| param["in"] != "path");
    let params = params.filter_map(|param| param["name"].as_str().map(str::to_owned));
    let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
    let fields = form["schema"]["properties"].as_object().into_iter().flatten();
    params.chain(fields.map(|(name, _)| name.clone())).collect()
}

/// The parameters that a call sent, by name.
fn sent(made: &Made) -> BTreeSet<String> {
    let query = made.request.url().split_once('?').map_or("", |(_, query)| query);
    let form = String::from_utf8_lossy(made.request.body());
    pairs(query).into_iter().chain(pairs(&form)).map(|(name, _)| name).collect()
}

/// What is wrong with a call of an operation, as far as Prism and the description know.
fn faults(operation: &Value, made: &Made) -> Vec<String> {
    let mut faults = Vec::new();
    let statuses = operation["responses"].as_object().into_iter().flatten();
    if !statuses.map(|(status, _)| status).any(|status| *status == made.status.to_string()) {
        faults.push(format!("the answer has the status {}", made.status));
    }
    faults.extend(made.violations.clone());
    let mut described = described(operation);
    for ((misread, field, _), _) in MISREAD {
        if operation["operationId"] == *misread {
            described.remove(*field);
        }
    }
    let sent = sent(made);
    let odd: Vec<&String> = described.symmetric_difference(&sent).collect();
    if !odd.is_empty() {
        faults.push(format!("not called with every parameter: {odd:?}"));
    }
    faults
}

fn ids_called() -> impl Iterator<Item = &'static str> {
    CALLS.iter().map(|(id, _)| *id)
}

#[tokio::test]
async fn every_operation_with_every_parameter_is_valid() {
    let Some(prism) = Prism::start(&document(), &[]) else { return };
    let (client, operations) = (client(&prism), operations());
    let ids = operations.iter().filter_map(|operation| operation["operationId"].as_str());
    let (ids, called) = (BTreeSet::from_iter(ids), BTreeSet::from_iter(ids_called()));
    let odd: Vec<&&str> = ids.symmetric_difference(&called).collect();
    assert!(odd.is_empty(), "described or called, but not both: {odd:?}");
    let mut found = Vec::new();
    for (id, call) in CALLS {
        let described = operations.iter().find(|operation| operation["operationId"] == *id);
        let described = described.expect("it is one of the operations");
        let faults = match call(&client).await {
            Ok(made) => faults(described, &made),
            Err(error) => vec![error.text().unwrap_or_default().into_owned(), error.to_string()],
        };
        found.extend(faults.into_iter().map(|fault| format!("{id}: {fault}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Where this fails, Prism has learnt to read such fields: then they belong into the calls above.
#[tokio::test]
async fn what_prism_misreads() {
    let Some(prism) = Prism::start(&document(), &[]) else { return };
    let client = client(&prism);
    for ((operation, field, wanted), call) in MISREAD {
        let Err(error) = call(&client).await else { panic!("{operation}: {field} is read now") };
        let said = error.json().map(|json| json["validation"].clone()).unwrap_or_default();
        let why = format!("Request body property {field} must be {wanted}");
        assert_eq!((error.status(), said.as_array().map(Vec::len)), (Some(422), Some(1)), "{said}");
        assert_eq!(said[0]["message"], why.as_str(), "{operation}");
    }
}

/// Prism makes these answers up from the schemas alone; the seed makes them the same each time.
#[tokio::test]
async fn answers_made_up_from_the_schemas_decode() {
    let made_up = ["--dynamic", "--seed", "specwright"];
    let Some(prism) = Prism::start(&document(), &made_up) else { return };
    let client = client(&prism);
    for (id, call) in CALLS {
        let Err(error) = call(&client).await else { continue };
        // The document says only that links are an object, the overlay that they are URLs.
        let in_links = error.path().is_some_and(|path| path.contains("links."));
        assert!(in_links, "{id}: {error}");
    }
}
