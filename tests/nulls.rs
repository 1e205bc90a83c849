//! Null and absence are two things in what a request sends: `tests/nulls/api.yaml`, which the build
//! script made a client of, says null in every way that there is, and this is what arrives.

/// The client that the build script generated.
#[allow(missing_docs, unused)]
mod shop {
    include!(concat!(env!("OUT_DIR"), "/nulls.rs"));
}

use serde_json::{Value, json};
use shop::models::{Change, ChangeKind, Home};
use shop::operations::GetHomeResponse;
use shop::{Client, Error};
use test_support::server::{Recorded, Reply, Server};

/// A server that takes everything, and a client of it.
async fn open() -> (Server, Client) {
    let server = Server::always(Reply::empty(204)).await.expect("a port is free");
    let client = Client::builder().base_url(server.url()).build().expect("it can be set up");
    (server, client)
}

fn only(server: &Server) -> Recorded {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// The JSON that arrives when a pet is changed.
async fn arrives(change: Change) -> Value {
    let (server, client) = open().await;
    client.change_pet(change).send().await.expect("the server takes anything");
    serde_json::from_slice(&only(&server).body).expect("it is JSON")
}

#[tokio::test]
async fn what_is_not_set_is_left_out() {
    // A member that has to be there and may be null has nothing but null to be.
    assert_eq!(arrives(Change::new()).await, json!({ "colour": null }));
}

#[tokio::test]
async fn what_is_set_to_null_is_null() {
    let change = Change::new().with_owner_null().with_chip_null().with_since_null();
    let change = change.with_kind_null().with_name_null().with_keeper_null().with_place_null();
    let all = json!({
        "colour": null, "owner": null, "chip": null, "since": null, "kind": null, "name": null,
        "keeper": null, "place": null, "tags": null,
    });
    assert_eq!(arrives(change.with_tags_null()).await, all);
}

#[tokio::test]
async fn what_is_set_to_a_value_is_that_value() {
    let change = Change::new().with_colour("red").with_owner("Ann").with_kind(ChangeKind::Cat);
    let change = change.with_keeper(Home::new().with_zip("1")).with_place("here".to_owned());
    let all = json!({
        "colour": "red", "owner": "Ann", "kind": "cat", "keeper": { "zip": "1" }, "place": "here",
    });
    assert_eq!(arrives(change).await, all);
}

#[tokio::test]
async fn inside_of_objects_lists_and_maps_too() {
    let (gone, kept) = (Home::new().with_city_null(), Home::new().with_zip("1"));
    let change = Change::new()
        .with_home(gone.clone())
        .with_homes([gone.clone(), kept.clone()])
        .with_by_year([("2025".to_owned(), kept), ("2026".to_owned(), gone)])
        .with_tags([None, Some("a".to_owned())]);
    let all = json!({
        "colour": null,
        "home": { "city": null },
        "homes": [{ "city": null }, { "zip": "1" }],
        "by_year": { "2025": { "zip": "1" }, "2026": { "city": null } },
        "tags": [null, "a"],
    });
    assert_eq!(arrives(change).await, all);
}

#[tokio::test]
async fn bodies_that_are_lists_and_maps() -> Result<(), Error> {
    let (server, client) = open().await;
    client.set_names([None, Some("Rex".to_owned())]).send().await?;
    client.set_marks([("a".to_owned(), None), ("b".to_owned(), Some(1))]).send().await?;
    let bodies: Vec<String> = server.requests().iter().map(Recorded::text).collect();
    assert_eq!(bodies, [r#"[null,"Rex"]"#, r#"{"a":null,"b":1}"#]);
    Ok(())
}

/// A body that is null as a whole is not the same as none.
#[tokio::test]
async fn a_body_that_is_null_is_told_apart_from_none() -> Result<(), Error> {
    let (server, client) = open().await;
    client.set_home().send().await?;
    client.set_home().body(None).send().await?;
    client.set_home().body(Home::new().with_zip("1")).send().await?;
    let bodies: Vec<String> = server.requests().iter().map(Recorded::text).collect();
    assert_eq!(bodies, ["", "null", r#"{"zip":"1"}"#]);
    for (reply, expected) in [
        (Reply::new(200, "null"), GetHomeResponse::Ok(None)),
        (Reply::new(200, "{}"), GetHomeResponse::Ok(Some(Home::new()))),
        (Reply::empty(204), GetHomeResponse::NoContent),
    ] {
        let server = Server::always(reply).await.expect("a port is free");
        let client = Client::builder().base_url(server.url()).build()?;
        assert_eq!(client.get_home().send().await?, expected);
    }
    Ok(())
}

/// A form has no word for null: a field is there or is not. What is JSON inside of one has.
#[tokio::test]
async fn json_inside_of_forms_and_parts() -> Result<(), Error> {
    let (server, client) = open().await;
    client.send_form().home(Home::new().with_city_null()).send().await?;
    assert_eq!(only(&server).form(), [("home".to_owned(), r#"{"city":null}"#.to_owned())]);

    let (server, client) = open().await;
    client.send_parts().home(Home::new().with_city_null()).send().await?;
    let text = only(&server).text();
    assert!(text.contains("name=\"home\"") && !text.contains("name=\"nick\""), "{text}");
    assert!(text.contains("\r\n\r\n{\"city\":null}\r\n"), "{text}");
    Ok(())
}

/// What was read can be sent again as it was.
#[test]
fn null_survives_being_read() -> serde_json::Result<()> {
    for text in [r#"{"colour":null}"#, r#"{"colour":"red","owner":null,"home":{"city":null}}"#] {
        let change: Change = serde_json::from_str(text)?;
        assert_eq!(serde_json::to_string(&change)?, text);
    }
    Ok(())
}
