//! Bodies of several parts (`multipart/form-data`). Files are read while they are sent, and never
//! held in memory.

use super::body::Body;
use super::description::{Param, Style};
use super::error::{BoxError, Error};
use super::text::sent;
use bytes::{Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame, SizeHint};
use serde_json::Value;
use std::collections::VecDeque;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
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

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    File(PathBuf),
    /// What can be sent once: whoever sends it takes it.
    Once(Arc<Mutex<Option<Body>>>),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::File(path) => path.fmt(f),
            Self::Once(_) => f.write_str("a stream"),
        }
    }
}

impl Content {
    /// Its first piece on the way, and its length.
    async fn open(&self) -> io::Result<(Piece, Option<u64>)> {
        let path = match self {
            Self::Bytes(bytes) => {
                return Ok((Piece::Bytes(bytes.clone()), Some(bytes.len() as u64)));
            }
            Self::File(path) => path,
            Self::Once(body) => {
                let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
                let body = body.ok_or_else(|| io::Error::other("has been sent already"))?;
                let length = body.size_hint().exact();
                return Ok((Piece::Stream(body), length));
            }
        };
        // Before it is opened: to open a pipe waits for somebody to write to it.
        if !tokio::fs::metadata(path).await?.is_file() {
            return Err(io::Error::other("not a regular file"));
        }
        let file = File::open(path).await?;
        let length = file.metadata().await?.len();
        Ok((Piece::File(file, length), Some(length)))
    }
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

    /// What comes piece by piece, such as an upload that is passed on. It can be sent once, so that
    /// a call with it is never repeated. Unless the stream says how long it is, nor does the
    /// request.
    pub fn stream<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let content = Content::Once(Arc::new(Mutex::new(Some(Body::new(body)))));
        Self { content, file_name: None, media_type: None }
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
    /// What is sent one behind the other, and the parameter that it is of.
    pieces: Vec<(&'static str, Content)>,
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
            Value::Array(items) if param.style == Style::Form => {
                items.iter().for_each(|item| self.single(param, item));
            }
            value => self.single(param, value),
        }
    }

    fn single(&mut self, param: &Param, value: &Value) {
        let usual = match value {
            Value::Null => return,
            Value::Array(_) | Value::Object(_) => "application/json",
            _ => "",
        };
        let content = Content::Bytes(sent(value).into_owned().into());
        self.push(param.name, None, or(param.media_type, usual), content);
    }

    /// Adds a file.
    pub(crate) fn file(&mut self, param: &Param, part: &Part) {
        let media_type = part.media_type.as_deref();
        let media_type = media_type.unwrap_or(or(param.media_type, "application/octet-stream"));
        let name = part.file_name.as_deref().unwrap_or(param.name);
        self.push(param.name, Some(name), media_type, part.content.clone());
    }

    fn push(&mut self, name: &'static str, file: Option<&str>, media_type: &str, content: Content) {
        let mut head = format!("--{}\r\nContent-Disposition: form-data", self.boundary);
        head.push_str(&format!("; name=\"{}\"", quoted(name)));
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if !media_type.is_empty() {
            head.push_str("\r\nContent-Type: ");
            head.extend(media_type.chars().filter(|c| !c.is_control()));
        }
        head.push_str("\r\n\r\n");
        let pieces = [Content::Bytes(head.into()), content, Content::Bytes("\r\n".into())];
        self.pieces.extend(pieces.map(|piece| (name, piece)));
    }

    /// Whether it can be sent a second time.
    pub(crate) fn is_repeatable(&self) -> bool {
        !self.pieces.iter().any(|(_, content)| matches!(content, Content::Once(_)))
    }

    /// The body. Files are opened here, so that one that is not there is an error before anything
    /// is sent.
    pub(crate) async fn open(&self) -> Result<Stream, Error> {
        let mut stream = Stream { pieces: VecDeque::new(), left: Some(0) };
        for (name, content) in &self.pieces {
            let opened = content.open().await.map_err(|error| {
                Error::argument(name, format_args!("cannot be read: {content:?}: {error}"))
                    .because(error)
            });
            let (piece, length) = opened?;
            stream.left =
                stream.left.zip(length).and_then(|(left, length)| left.checked_add(length));
            stream.pieces.push_back(piece);
        }
        let end = Bytes::from(format!("--{}--\r\n", self.boundary));
        stream.left = stream.left.and_then(|left| left.checked_add(end.len() as u64));
        stream.pieces.push_back(Piece::Bytes(end));
        Ok(stream)
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
    Stream(Body),
}

/// A body of several parts on its way.
pub(crate) struct Stream {
    pieces: VecDeque<Piece>,
    /// The bytes still to be sent, where all pieces say how long they are.
    left: Option<u64>,
}

impl Piece {
    /// The next of its bytes; none where it has no more.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Bytes, BoxError>> {
        const CHUNK: usize = 64 << 10;
        let (file, rest) = match self {
            Self::Bytes(bytes) => return Poll::Ready(Ok(std::mem::take(bytes))),
            Self::File(_, 0) => return Poll::Ready(Ok(Bytes::new())),
            Self::File(file, rest) => (file, rest),
            Self::Stream(body) => {
                let chunk = ready!(body.poll_chunk(context));
                return Poll::Ready(chunk.unwrap_or(Ok(Bytes::new())).map_err(Into::into));
            }
        };
        let length = usize::try_from(*rest).map_or(CHUNK, |rest| rest.min(CHUNK));
        let mut space = BytesMut::zeroed(length);
        let mut buffer = ReadBuf::new(&mut space);
        ready!(Pin::new(file).poll_read(context, &mut buffer))?;
        let read = buffer.filled().len();
        if read == 0 {
            // The length has been announced: the server would wait for the rest.
            let why = "the file became shorter while it was sent";
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::UnexpectedEof, why).into()));
        }
        *rest -= read as u64;
        space.truncate(read);
        Poll::Ready(Ok(space.freeze()))
    }
}

impl HttpBody for Stream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        while let Some(piece) = this.pieces.front_mut() {
            let chunk = ready!(piece.poll(context))?;
            if !chunk.is_empty() {
                this.left = this.left.map(|left| left.saturating_sub(chunk.len() as u64));
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
            this.pieces.pop_front();
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
