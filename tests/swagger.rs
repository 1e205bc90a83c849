//! Swagger 2.0: the client of a small shop, which the build script makes, against a server of our
//! own, and real documents.

/// The client that the build script generated from `tests/swagger/api.yaml`.
#[allow(missing_docs, unused)]
mod shop {
    include!(concat!(env!("OUT_DIR"), "/swagger.rs"));
}

use serde_json::json;
use shop::ext::Retry;
use shop::operations::{GetLog, ListPets};
use shop::{Animal, Client, Part, Pet};
use specwright::Options;
use test_support::corpus::vendor;
use test_support::server::{Reply, Server};

type Tested = Result<(), Box<dyn std::error::Error>>;

async fn shop(reply: Reply) -> Result<(Client, Server), Box<dyn std::error::Error>> {
    let server = Server::always(reply).await?;
    let client = Client::builder().base_url(format!("{}/v1", server.url()));
    let client = client.key("secret").login("ann", "word").retry(Retry::never()).build()?;
    Ok((client, server))
}

#[tokio::test]
async fn lists_are_written_in_their_collection_format() -> Tested {
    let pets = Reply::json(200, &json!([{ "name": "Rex", "owner": null }])).header("X-Left", "7");
    let (client, server) = shop(pets).await?;
    let both = ["a", "b"];
    let call = client.list_pets().plain(both).multi(both).spaces(both).pipes(both).tabs("a\tb");
    let response = call.x_ids([1, 2]).send_with_response().await?;
    assert_eq!(response.value, [Pet { owner: None, ..Pet::new("Rex") }]);
    assert_eq!(ListPets::read_headers(&response.headers)?.x_left, Some(7));
    let request = &server.requests()[0];
    let expected = "plain=a,b&multi=a&multi=b&spaces=a%20b&pipes=a%7Cb&tabs=a%09b";
    assert_eq!(request.target, format!("/v1/pets?{expected}"));
    assert_eq!(request.header("x-ids"), Some("1,2"));
    assert_eq!(request.header("x-key"), Some("secret"));
    Ok(())
}

#[tokio::test]
async fn forms_are_sent_as_swagger_says() -> Tested {
    let (client, server) = shop(Reply::empty(204)).await?;
    client.set_pets([1, 2], "Rex & Kit").ages([3, 4]).tags(["x", "y"]).send().await?;
    client.paint_pets([1], Part::bytes(&b"a picture"[..])).ages([3, 4]).send().await?;
    client.delete_pets([5, 6]).send().await?;
    let requests = server.requests();
    assert_eq!(requests[0].target, "/v1/pets/1,2");
    assert_eq!(requests[0].text(), "name=Rex%20%26%20Kit&ages=3,4&tags=x&tags=y");
    let text = requests[1].text();
    assert!(text.contains("name=\"ages\"\r\n\r\n3,4\r\n"), "{text}");
    assert!(text.contains("name=\"photo\"; filename=\"photo\""), "{text}");
    assert_eq!(requests[2].target, "/v1/pets/5,6");
    Ok(())
}

#[tokio::test]
async fn bodies_are_json_and_logins_are_basic() -> Tested {
    let (client, server) =
        shop(Reply::json(201, &json!({ "name": "Rex", "owner": "Ann" }))).await?;
    let added = client.add_pet(Pet::new("Rex").with_owner("Ann")).send().await?;
    assert_eq!(added.owner.as_deref(), Some("Ann"));
    let request = &server.requests()[0];
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some("Basic YW5uOndvcmQ="));
    assert_eq!(request.header("accept"), Some("application/json"));
    Ok(())
}

#[tokio::test]
async fn subtypes_are_told_apart_by_their_names_or_values() -> Tested {
    let animals = json!([{ "kind": "Cat", "lives": 9 }, { "kind": "hound", "tricks": 2 }]);
    let (client, _server) = shop(Reply::json(200, &animals)).await?;
    let animals = client.list_animals().send().await?;
    assert!(matches!(&animals[0], Animal::Cat(cat) if cat.lives == Some(9)), "{animals:?}");
    assert!(matches!(&animals[1], Animal::Dog(dog) if dog.tricks == Some(2)), "{animals:?}");
    Ok(())
}

#[tokio::test]
async fn a_file_is_bytes_and_its_error_is_json() -> Tested {
    let (client, server) = shop(Reply::pieces("application/octet-stream", ["a", "b"])).await?;
    assert_eq!(client.get_log().send().await?, "ab");
    assert_eq!(server.requests()[0].header("accept"), Some("application/octet-stream, */*;q=0.1"));
    let (client, _server) = shop(Reply::json(404, &json!({ "message": "gone" }))).await?;
    let error = client.get_log().send().await.expect_err("it is gone");
    let body = GetLog::read_error(&error).expect("it is documented");
    assert_eq!(body.message.as_deref(), Some("gone"));
    Ok(())
}

#[test]
fn real_documents_generate_completely() {
    for (name, operations) in [("alertmanager", 9), ("docker", 108), ("harbor", 203)] {
        let Some(document) = vendor(&format!("swagger2/{name}.yaml")) else {
            test_support::skip("swagger", &format!("the document of {name} is missing"));
            continue;
        };
        let generated = specwright::generate(&Options::new(document));
        assert!(generated.files().is_some(), "{name}");
        assert_eq!(generated.report().operations().len(), operations, "{name}");
        let skipped: Vec<_> = generated.report().skipped().collect();
        assert!(skipped.is_empty(), "{name}: {skipped:?}");
        let is_expected = |message: &str| {
            message.ends_with("; a body is read")
                || message.contains("not match its schema")
                // Docker writes `dateTime`.
                || message.starts_with("unknown format")
        };
        let problems = generated.diagnostics().iter().map(|problem| problem.message());
        let unexpected: Vec<&str> = problems.filter(|message| !is_expected(message)).collect();
        assert_eq!(unexpected, [""; 0], "{name}");
    }
}
