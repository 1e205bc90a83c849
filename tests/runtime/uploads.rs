//! Bodies of several parts: scalars, JSON, and files that are read while they are sent.

use crate::fixture::{self, operation};
use crate::support::description::{Operation, Param, Style};
use crate::support::{Call, Error, ErrorKind, Part, RawResponse};
use serde_json::{Value, json};
use std::error::Error as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use test_support::server::{Recorded, Reply};

static UPLOAD: Operation =
    Operation { content_type: "multipart/form-data", ..operation("POST", "/v1/Uploads") };

/// A part as it arrived: its headers, and what it holds.
type Arrived = (String, Vec<u8>);

fn boundary(request: &Recorded) -> &str {
    let media_type = request.header("content-type").unwrap_or_default();
    media_type.strip_prefix("multipart/form-data; boundary=").expect("it names a boundary")
}

/// Where a text begins in others.
fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text)
}

/// Takes a body apart, strictly.
fn parts(request: &Recorded) -> Vec<Arrived> {
    let length = request.header("content-length").and_then(|text| text.parse().ok());
    assert_eq!(length, Some(request.body.len()));
    assert_eq!(request.header("transfer-encoding"), None);
    let delimiter = format!("--{}", boundary(request));
    let end = format!("{delimiter}--\r\n");
    let mut rest = request.body.as_slice();
    let mut parts = Vec::new();
    while rest != end.as_bytes() {
        let begin = format!("{delimiter}\r\n");
        rest = rest.strip_prefix(begin.as_bytes()).expect("a part begins");
        let head = find(rest, b"\r\n\r\n").expect("its headers end");
        let next = format!("\r\n{delimiter}");
        let close = find(rest, next.as_bytes()).expect("it ends");
        let headers = String::from_utf8_lossy(&rest[..head]).into_owned();
        parts.push((headers, rest[head + 4..close].to_vec()));
        rest = &rest[close + 2..];
    }
    parts
}

fn arrived(headers: &str, content: impl AsRef<[u8]>) -> Arrived {
    let headers = format!("Content-Disposition: form-data; {headers}");
    (headers, content.as_ref().to_vec())
}

async fn uploaded(fill: impl FnOnce(&mut Call)) -> Vec<Arrived> {
    parts(&fixture::received(&UPLOAD, fill).await)
}

/// A call that is refused before anything is sent.
async fn refused(part: Part) -> Error {
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let mut call = fixture::client(&mock).call(&UPLOAD);
    call.file(Param::part("file"), part);
    let error = call.send(RawResponse::json::<Value>).await.expect_err("it cannot be read");
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert_eq!(error.operation(), "SampleOperation");
    assert!(mock.requests().is_empty());
    error
}

fn written(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("a temporary file can be written");
    path
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

#[tokio::test]
async fn scalars_and_arrays_are_parts_and_objects_are_json() {
    let sent = uploaded(|call| {
        call.set::<String>(Param::part("title"), "a b&ü\r\nc");
        call.set::<i64>(Param::part("count"), 0);
        call.set::<bool>(Param::part("public"), false);
        call.set::<String>(Param::part("empty"), "");
        call.set::<Value>(Param::part("absent"), Value::Null);
        call.set::<String>(Param::part("note").media_type("text/markdown"), "# x");
        call.set_list::<String>(Param::part("tag"), ["x", "y"]);
        call.set_list::<String>(Param::part("csv").style(Style::Form, false), ["x", "y z"]);
        call.set_list::<i64>(Param::part("pipes").style(Style::Pipe, false), [1, 2]);
        call.encode::<Value>(Param::part("list"), json!([{"a": 1}, [2, 3], null]));
        call.encode::<Value>(Param::part("meta"), json!({"a": [1, null]}));
        let whole = Param::part("whole").style(Style::Json, false);
        call.encode::<Value>(whole, json!([1, 2]));
        let patch = Param::part("patch").media_type("application/merge-patch+json");
        call.encode::<Value>(patch, json!({}));
    });
    let json = "\r\nContent-Type: application/json";
    let expected = [
        arrived("name=\"title\"", "a b&ü\r\nc"),
        arrived("name=\"count\"", "0"),
        arrived("name=\"public\"", "false"),
        arrived("name=\"empty\"", ""),
        arrived("name=\"note\"\r\nContent-Type: text/markdown", "# x"),
        arrived("name=\"tag\"", "x"),
        arrived("name=\"tag\"", "y"),
        arrived("name=\"csv\"", "x,y z"),
        arrived("name=\"pipes\"", "1|2"),
        arrived(&format!("name=\"list\"{json}"), r#"{"a":1}"#),
        arrived(&format!("name=\"list\"{json}"), "[2,3]"),
        arrived(&format!("name=\"meta\"{json}"), r#"{"a":[1,null]}"#),
        arrived(&format!("name=\"whole\"{json}"), "[1,2]"),
        arrived("name=\"patch\"\r\nContent-Type: application/merge-patch+json", "{}"),
    ];
    assert_eq!(sent.await, expected);
}

#[tokio::test]
async fn a_file_from_disk_has_its_name_and_a_media_type() {
    let folder = folder();
    let path = written(&folder, "image.png", [0, 255, b'\r', b'\n', 1]);
    let sent = uploaded(|call| {
        call.file(Param::part("plain"), path.as_path());
        call.file(Param::part("described").media_type("image/*"), path.clone());
        let part = Part::file(&path).with_file_name("other.jpg").with_media_type("image/jpeg");
        call.file(Param::part("named").media_type("image/*"), part);
    });
    let content = [0, 255, b'\r', b'\n', 1];
    let octets = "Content-Type: application/octet-stream";
    let expected = [
        arrived(&format!("name=\"plain\"; filename=\"image.png\"\r\n{octets}"), content),
        arrived("name=\"described\"; filename=\"image.png\"\r\nContent-Type: image/*", content),
        arrived("name=\"named\"; filename=\"other.jpg\"\r\nContent-Type: image/jpeg", content),
    ];
    assert_eq!(sent.await, expected);
}

#[tokio::test]
async fn several_files_go_under_one_name_behind_the_values() {
    let folder = folder();
    let path = written(&folder, "empty.txt", "");
    let sent = uploaded(|call| {
        call.file(Param::part("files"), vec![9]);
        call.files(Param::part("files"), [Part::bytes("one"), Part::file(&path)]);
        call.files(Param::part("none"), Vec::<Part>::new());
        call.set::<String>(Param::part("title"), "x");
    });
    let octets = "Content-Type: application/octet-stream";
    let expected = [
        arrived("name=\"title\"", "x"),
        arrived(&format!("name=\"files\"; filename=\"files\"\r\n{octets}"), "one"),
        arrived(&format!("name=\"files\"; filename=\"empty.txt\"\r\n{octets}"), ""),
    ];
    assert_eq!(sent.await, expected);
}

#[tokio::test]
async fn names_cannot_break_out_of_their_quotes() {
    let sent = uploaded(|call| {
        let part =
            Part::bytes("x").with_file_name("a\"; b=\"ü\r\nX: y").with_media_type("a/b\r\nX: y");
        call.file(Param::part("na\"me\r\n"), part);
    });
    let expected = arrived(
        "name=\"na%22me%0D%0A\"; filename=\"a%22; b=%22ü%0D%0AX: y\"\r\nContent-Type: a/bX: y",
        "x",
    );
    assert_eq!(sent.await, [expected]);
}

#[tokio::test]
async fn a_body_without_parts_is_only_its_end() {
    assert!(uploaded(|_| {}).await.is_empty());
}

#[tokio::test]
async fn the_boundary_is_another_one_each_time_and_nowhere_else() {
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let request = fixture::received(&UPLOAD, |call| {
            let past: Vec<String> = seen.iter().cloned().collect();
            call.set::<String>(Param::part("past"), past.join("\r\n--"));
        });
        let request = request.await;
        assert_eq!(request.text().matches(boundary(&request)).count(), 2);
        assert_eq!(parts(&request).len(), 1);
        assert!(seen.insert(boundary(&request).to_owned()));
    }
}

#[tokio::test]
async fn a_big_file_arrives_whole() {
    const SIZE: usize = 20 << 20;
    let folder = folder();
    let content: Vec<u8> = (0..SIZE).map(|at| (at % 251) as u8).collect();
    let path = written(&folder, "big.bin", &content);
    let script = |request: &Recorded, _, _: &str| {
        let length = request.header("content-length").unwrap_or_default();
        Reply::json(200, &json!({"bytes": request.body.len(), "said": length}))
    };
    let mock = fixture::scripted(script).await;
    let mut call = fixture::client(&mock).call(&UPLOAD);
    call.file(Param::part("file"), path);
    let sent = call.send(RawResponse::json::<Value>).await.expect("the server answers").value;
    let request = mock.requests().remove(0);
    assert_eq!(sent["said"], sent["bytes"].to_string());
    let head = find(&request.body, b"\r\n\r\n").expect("its headers end") + 4;
    assert!(request.body[head..head + SIZE] == content, "it has arrived as it is");
    let end = format!("\r\n--{}--\r\n", boundary(&request));
    assert_eq!(&request.body[head + SIZE..], end.as_bytes());
}

#[tokio::test]
async fn a_call_can_be_sent_again() {
    let folder = folder();
    let path = written(&folder, "a.txt", "one");
    let mock = fixture::mock(Reply::json(200, &json!({}))).await;
    let mut call = fixture::client(&mock).call(&UPLOAD);
    call.file(Param::part("file"), path);
    for content in ["one", "three"] {
        written(&folder, "a.txt", content);
        call.clone().send(RawResponse::json::<Value>).await.expect("the server answers");
        let request = mock.requests().pop().expect("it has arrived");
        assert_eq!(parts(&request)[0].1, content.as_bytes());
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_an_error_before_anything_is_sent() {
    let folder = folder();
    let path = folder.path().join("missing.bin");
    let error = refused(Part::file(&path)).await;
    let text = format!("SampleOperation: argument `file` cannot be read: {path:?}: ");
    assert!(error.to_string().starts_with(&text), "{error}");
    let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>());
    assert_eq!(cause.map(std::io::Error::kind), Some(std::io::ErrorKind::NotFound));
    let error = refused(Part::file(folder.path())).await;
    assert!(error.to_string().ends_with("not a regular file"), "{error}");
}

/// It has announced a length that it cannot keep, so the connection is given up.
#[tokio::test]
async fn a_file_that_becomes_shorter_is_an_error() {
    // More than what may be on its way before it is cut.
    const LENGTH: u64 = 64 << 20;
    let folder = folder();
    let path = written(&folder, "log.txt", "");
    resize(&path, LENGTH);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let origin = format!("http://{}", listener.local_addr().expect("it has an address"));
    let client = fixture::offline().base_url(origin).build().expect("it can be set up");
    let mut call = client.call(&UPLOAD);
    call.file(Param::part("file"), path.clone());
    let server = async {
        let (stream, _) = listener.accept().await.expect("the client connects");
        stream.readable().await.expect("the client sends");
        resize(&path, 10);
        drain(stream).await
    };
    let (sent, received) = tokio::join!(call.send(RawResponse::json::<Value>), server);
    let error = sent.expect_err("the file is too short");
    assert!(received < LENGTH, "{received}");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(format!("{error:?}").contains("became shorter"), "{error:?}");
}

fn resize(path: &Path, length: u64) {
    let file = std::fs::OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.set_len(length)).expect("it can be resized");
}

/// Reads to the end of a connection, and says how much there was.
async fn drain(mut stream: tokio::net::TcpStream) -> u64 {
    use tokio::io::AsyncReadExt;
    let mut all = Vec::new();
    // It may also be reset: that is an end too.
    let _ = stream.read_to_end(&mut all).await;
    all.len() as u64
}

#[test]
fn debug_shows_the_size_of_bytes_and_the_path_of_a_file() {
    let mut call = fixture::call(&UPLOAD);
    call.file(Param::part("file"), Part::bytes("hidden-word").with_file_name("a.txt"));
    call.files(Param::part("more"), [Part::file("some/path.txt")]);
    let request = call.build().expect("files are not opened for it");
    assert!(request.body().is_empty());
    let part = Part::from(b"hidden-word".to_vec());
    for shown in [format!("{part:?}"), format!("{call:?}"), format!("{request:?}")] {
        assert!(shown.contains("11 bytes"), "{shown}");
        assert!(!shown.contains("hidden") && !shown.contains("104"), "{shown}");
    }
    let shown = format!("{call:?}{request:?}");
    assert!(shown.matches("some/path.txt").count() == 2 && shown.contains("a.txt"), "{shown}");
}

/// A body that says that it is as long as can be.
struct Endless;

impl http_body::Body for Endless {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        std::task::Poll::Ready(None)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(u64::MAX)
    }
}

#[tokio::test]
async fn a_length_that_no_number_holds_is_not_said() {
    let mut call = fixture::call(&UPLOAD);
    call.file(Param::part("file"), Part::stream(Endless));
    let request = call.build().expect("it can be built").into_http().await;
    let body = request.expect("it can be opened").into_body();
    assert_eq!(http_body::Body::size_hint(&body).exact(), None);
}

/// Half of a body, and then nothing or an error.
struct Half(Option<bytes::Bytes>, Option<&'static str>);

impl http_body::Body for Half {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        match (self.0.take(), self.1) {
            (Some(half), _) => std::task::Poll::Ready(Some(Ok(http_body::Frame::data(half)))),
            (None, Some(why)) => std::task::Poll::Ready(Some(Err(std::io::Error::other(why)))),
            (None, None) => std::task::Poll::Pending,
        }
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(1000)
    }
}

/// An upload that stops half way is no request, and the connection goes with it.
#[tokio::test]
async fn half_a_body_is_not_taken_for_a_whole_one() {
    for why in [None, Some("the disk is on fire")] {
        let mock = fixture::mock(Reply::json(200, &json!({}))).await;
        let mut call = fixture::client(&mock).call(&UPLOAD);
        call.file(Param::part("file"), Part::stream(Half(Some("half".into()), why)));
        let sent = tokio::time::timeout(
            std::time::Duration::from_millis(100),
            call.send(RawResponse::empty),
        );
        match (sent.await, why) {
            (Err(_), None) => {}
            (Ok(Err(error)), Some(why)) => {
                assert_eq!(error.kind(), ErrorKind::Transport);
                let causes = std::iter::successors(error.source(), |&cause| cause.source());
                let causes: Vec<String> = causes.map(ToString::to_string).collect();
                assert!(causes.iter().any(|cause| cause.contains(why)), "{causes:?}");
            }
            (ended, _) => panic!("{ended:?}"),
        }
        assert!(mock.settles(0).await, "the connection stays open");
        assert_eq!((mock.accepted(), mock.count()), (1, 0));
    }
}
