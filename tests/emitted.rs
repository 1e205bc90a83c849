//! The client of a small shop, which the build script makes, against a server of our own:
//! bodies of several kinds, headers with types, enums of scalars, answers that are streams.

/// The client that the build script generated from `tests/emitted/api.yaml`.
#[allow(missing_docs, unused)]
mod shop {
    include!(concat!(env!("OUT_DIR"), "/emitted.rs"));
}

use serde_json::json;
use shop::ext::Retry;
use shop::operations::{AddPetBody, ListPets, ListPetsXColoursHeaderItem, SetPhotoBody};
use shop::{Client, ErrorKind, Part, Pet, ShopEvent, Size};
use test_support::server::{Recorded, Reply, Server};

type Tested = Result<(), Box<dyn std::error::Error>>;

async fn shop(reply: Reply) -> Result<(Client, Server), Box<dyn std::error::Error>> {
    let server = Server::always(reply).await?;
    let client = Client::builder().base_url(server.url()).retry(Retry::never()).build()?;
    Ok((client, server))
}

/// The media type and the text of a body.
fn body(request: &Recorded) -> (String, String) {
    (request.header("content-type").unwrap_or_default().to_owned(), request.text())
}

#[tokio::test]
async fn a_body_goes_out_as_what_it_is() -> Tested {
    let (client, server) = shop(Reply::empty(204)).await?;
    client.add_pet(Pet::new("Rex")).send().await?;
    client.add_pet("<pet/>").send().await?;
    client.add_pet(vec![1, 2]).send().await?;
    client.add_pet(AddPetBody::Xml("<other/>".to_owned())).send().await?;
    let sent: Vec<(String, String)> = server.requests().iter().map(body).collect();
    let expected = [
        ("application/json", r#"{"name":"Rex"}"#),
        ("application/xml", "<pet/>"),
        ("application/octet-stream", "\u{1}\u{2}"),
        ("application/xml", "<other/>"),
    ];
    assert_eq!(sent, expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
    Ok(())
}

#[tokio::test]
async fn fields_that_nobody_named_stand_beside_the_others() -> Tested {
    let (client, server) = shop(Reply::empty(204)).await?;
    let more = [("a&b".to_owned(), 1), ("c".to_owned(), 2)];
    client.add_order().item("tea").additional_fields(more).send().await?;
    let form = server.requests()[0].form();
    let expected = [("item", "tea"), ("a&b", "1"), ("c", "2")];
    assert_eq!(form, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    Ok(())
}

#[tokio::test]
async fn a_media_type_that_is_left_open_can_be_said() -> Tested {
    let (client, server) = shop(Reply::empty(204)).await?;
    client.set_order(vec![1]).send().await?;
    client.set_order(vec![1]).content_type("image/png").send().await?;
    let kinds: Vec<String> = server.requests().iter().map(|it| body(it).0).collect();
    assert_eq!(kinds, ["application/octet-stream", "image/png"]);
    Ok(())
}

#[tokio::test]
async fn json_and_a_form_are_two_methods_of_one_operation() -> Tested {
    let (client, server) = shop(Reply::empty(204)).await?;
    let photo = SetPhotoBody::new("https://example.com/rex.png");
    client.set_photo("Rex").body(photo).send().await?;
    let photo = Part::bytes(&b"a picture"[..]);
    client.set_photo_multipart("Rex", photo).title("Rex").send().await?;
    let requests = server.requests();
    assert_eq!(body(&requests[0]).1, r#"{"url":"https://example.com/rex.png"}"#);
    let (kind, text) = body(&requests[1]);
    assert!(kind.starts_with("multipart/form-data"), "{kind}");
    assert!(text.contains("a picture") && text.contains("Rex"), "{text}");
    assert!(requests.iter().all(|request| request.target == "/pets/Rex/photo"));
    Ok(())
}

#[tokio::test]
async fn headers_have_types_whatever_the_status() -> Tested {
    let pets = Reply::json(200, &json!([{"name": "Rex", "size": 2.0}]))
        .header("X-Left", "7")
        .header("X-Until", "Sun, 06 Nov 1994 08:49:37 GMT")
        .header("X-Colours", "red, green");
    let (client, server) = shop(pets).await?;
    let answer = client.list_pets().size(Size::Value0Point5).send_with_response().await?;
    assert_eq!(answer.value[0].size, Some(Size::Value2));
    assert_eq!(server.requests()[0].raw_query(), "size=0.5");
    let headers = ListPets::read_headers(&answer.headers)?;
    assert_eq!(headers.x_left, Some(7));
    assert_eq!(headers.x_until.map(|until| until.timestamp()), Some(784_111_777));
    let colours = headers.x_colours.unwrap_or_default();
    assert_eq!(colours[0], ListPetsXColoursHeaderItem::Red);
    assert_eq!(colours[1].as_str(), "green");

    let (client, _server) = shop(Reply::empty(429).header("X-Left", "0")).await?;
    let error = client.list_pets().send().await.expect_err("it is later");
    let headers = ListPets::read_headers(error.headers().expect("the server answered"))?;
    assert_eq!((headers.x_left, headers.x_until), (Some(0), None));

    let (client, _server) = shop(Reply::json(200, &json!([])).header("X-Left", "many")).await?;
    let answer = client.list_pets().send_with_response().await?;
    let error = ListPets::read_headers(&answer.headers).expect_err("it is no number");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("`x-left`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_list_can_be_read_line_by_line() -> Tested {
    let lines = ["{\"name\": \"Re", "x\"}\n{\"name\": \"Kit\"}"];
    let (client, server) = shop(Reply::pieces("application/x-ndjson", lines)).await?;
    let mut pets = client.list_pets().stream().await?;
    let mut names = Vec::new();
    while let Some(pet) = pets.try_next().await? {
        names.push(pet.name);
    }
    assert_eq!(names, ["Rex", "Kit"]);
    assert_eq!(server.requests()[0].header("accept"), Some("application/x-ndjson"));
    Ok(())
}

#[tokio::test]
async fn events_are_told_apart_by_their_fields() -> Tested {
    let pieces = ["event: sold\ndata: {\"name\":", "\"Rex\"}\n\nevent: closed\ndata: late\n\n"];
    let (client, server) = shop(Reply::pieces("text/event-stream", pieces)).await?;
    let mut events = client.watch().stream().await?;
    let sold = events.try_next().await?.expect("there is one");
    assert!(matches!(&sold.data, ShopEvent::Sold(sold) if sold.data.name == "Rex"), "{sold:?}");
    let closed = events.try_next().await?.expect("there is one");
    assert!(matches!(&closed.data, ShopEvent::Closed(closed) if closed.data == "late"));
    assert_eq!(events.try_next().await?, None);
    assert_eq!(server.requests()[0].header("accept"), Some("text/event-stream, */*;q=0.1"));
    Ok(())
}

#[tokio::test]
async fn bytes_come_whole_or_piece_by_piece() -> Tested {
    let (client, server) = shop(Reply::pieces("image/png", ["a", "b", "c"])).await?;
    assert_eq!(client.get_photo_bytes("Rex").send().await?, "abc");
    let mut chunks = client.get_photo_bytes("Rex").accept("image/jpeg").stream().await?;
    let mut all = Vec::new();
    while let Some(chunk) = chunks.try_next().await? {
        all.extend_from_slice(&chunk);
    }
    assert_eq!(all, b"abc");
    let asked: Vec<String> = server
        .requests()
        .iter()
        .map(|it| it.header("accept").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(asked, ["image/png, */*;q=0.1", "image/jpeg"]);
    Ok(())
}

#[tokio::test]
async fn an_answer_of_json_and_of_files_is_two_methods() -> Tested {
    let (client, server) = shop(Reply::json(200, &json!({ "name": "Rex" }))).await?;
    assert_eq!(client.get_photo("Rex").send().await?, Pet::new("Rex"));
    assert_eq!(server.requests()[0].header("accept"), Some("application/json"));
    Ok(())
}
