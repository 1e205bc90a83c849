//! Bodies of several parts (`multipart/form-data`). Files are read while they are sent, and never
//! held in memory.

use super::description::{Param, Style};
use super::encode::plain;
use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use serde_json::Value;
use std::collections::VecDeque;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

/// A file to be sent: bytes at hand, or a file on disk that is read while it is sent.
#[derive(Clone, Debug)]
pub struct Part {
    content: Content,
    file_name: Option<String>,
    media_type: Option<String>,
}

#[derive(Clone, Debug)]
enum Content {
    Bytes(Bytes),
    File(PathBuf),
}

impl Part {
    /// Bytes at hand.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self { content: Content::Bytes(bytes.into()), file_name: None, media_type: None }
    }

    /// A file on disk, sent under its own name. It is opened when the request is sent.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { content: Content::File(path), file_name, media_type: None }
    }

    /// Under another name, or under one at all.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// As another media type than the description's, or `application/octet-stream`.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl From<Vec<u8>> for Part {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

impl From<Bytes> for Part {
    fn from(bytes: Bytes) -> Self {
        Self::bytes(bytes)
    }
}

impl From<PathBuf> for Part {
    fn from(path: PathBuf) -> Self {
        Self::file(path)
    }
}

impl From<&std::path::Path> for Part {
    fn from(path: &std::path::Path) -> Self {
        Self::file(path)
    }
}

/// The parts of a body, laid out; it can be sent any number of times.
#[derive(Clone, Debug)]
pub(crate) struct Multipart {
    boundary: String,
    pieces: Vec<Content>,
}

impl Multipart {
    pub(crate) fn new() -> Self {
        // Not a secret: it only must not occur in what is sent.
        let random = || RandomState::new().hash_one(std::process::id());
        let boundary = format!("part-{:016x}{:016x}", random(), random());
        Self { boundary, pieces: Vec::new() }
    }

    pub(crate) fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Adds the parts that a value becomes: an array is repeated, an object is JSON.
    pub(crate) fn value(&mut self, param: &Param, value: &Value) {
        match value {
            Value::Null => {}
            Value::Array(items) if param.style == Style::Form => {
                items.iter().for_each(|item| self.value(param, item));
            }
            Value::Array(_) | Value::Object(_) => {
                let media_type = or(param.media_type, "application/json");
                self.push(
                    param.name,
                    None,
                    Some(media_type),
                    Content::Bytes(value.to_string().into()),
                );
            }
            scalar => {
                let media_type = (!param.media_type.is_empty()).then_some(param.media_type);
                self.push(param.name, None, media_type, Content::Bytes(plain(scalar).into()));
            }
        }
    }

    /// Adds a file.
    pub(crate) fn file(&mut self, param: &Param, part: &Part) {
        let media_type = part.media_type.as_deref();
        let media_type = media_type.unwrap_or(or(param.media_type, "application/octet-stream"));
        let name = part.file_name.as_deref().unwrap_or(param.name);
        self.push(param.name, Some(name), Some(media_type), part.content.clone());
    }

    fn push(&mut self, name: &str, file: Option<&str>, media_type: Option<&str>, content: Content) {
        let mut head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{}\"",
            self.boundary,
            quoted(name)
        );
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if let Some(media_type) = media_type {
            head.push_str(&format!("\r\nContent-Type: {}", media_type.replace(['\r', '\n'], "")));
        }
        head.push_str("\r\n\r\n");
        self.pieces.extend([Content::Bytes(head.into()), content, Content::Bytes("\r\n".into())]);
    }

    /// The body. Files are opened here, so that one that is not there is an error before anything
    /// is sent.
    pub(crate) fn open(&self) -> io::Result<Stream> {
        let mut pieces = VecDeque::new();
        let mut left = 0;
        let end = Content::Bytes(format!("--{}--\r\n", self.boundary).into());
        for piece in self.pieces.iter().chain([&end]) {
            let (piece, length) = match piece {
                Content::Bytes(bytes) => (Piece::Bytes(bytes.clone()), bytes.len() as u64),
                Content::File(path) => {
                    let named = |error: io::Error| {
                        io::Error::new(error.kind(), format!("{}: {error}", path.display()))
                    };
                    let file = std::fs::File::open(path).map_err(named)?;
                    let length = file.metadata().map_err(named)?.len();
                    (Piece::File(File::from_std(file), length), length)
                }
            };
            left += length;
            pieces.push_back(piece);
        }
        Ok(Stream { pieces, left })
    }
}

fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

/// A name inside quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

enum Piece {
    Bytes(Bytes),
    /// A file, and how much of it is still to be sent: never more than its length when opened.
    File(File, u64),
}

/// A body of several parts on its way.
pub(crate) struct Stream {
    pieces: VecDeque<Piece>,
    left: u64,
}

impl Body for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        const CHUNK: usize = 64 << 10;
        let this = self.get_mut();
        loop {
            let chunk = match this.pieces.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => std::mem::take(bytes),
                Some(Piece::File(file, rest)) if *rest > 0 => {
                    let mut space =
                        BytesMut::zeroed(CHUNK.min(usize::try_from(*rest).unwrap_or(CHUNK)));
                    let mut buffer = ReadBuf::new(&mut space);
                    ready!(Pin::new(file).poll_read(context, &mut buffer))?;
                    let read = buffer.filled().len();
                    if read == 0 {
                        let why = "the file became shorter while it was sent";
                        return Poll::Ready(Some(Err(io::Error::new(
                            io::ErrorKind::UnexpectedEof,
                            why,
                        ))));
                    }
                    *rest -= read as u64;
                    space.truncate(read);
                    space.freeze()
                }
                Some(Piece::File(..)) => Bytes::new(),
            };
            let more = matches!(this.pieces.front(), Some(Piece::File(_, rest)) if *rest > 0);
            if !more {
                this.pieces.pop_front();
            }
            if !chunk.is_empty() {
                this.left -= chunk.len() as u64;
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
