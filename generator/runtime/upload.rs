//! Files to be sent. They are read while they are sent, and never held in memory.

use super::body::Body;
use super::error::{BoxError, Error};
use bytes::{Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

/// A file in a multipart body: bytes in memory, or a file on disk that is read while it is sent.
#[derive(Clone, Debug)]
pub struct Part {
    pub(crate) content: Content,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
}

#[derive(Clone)]
pub(crate) enum Content {
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
    /// Creates a part from bytes.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self { content: Content::Bytes(bytes.into()), file_name: None, media_type: None }
    }

    /// Creates a part from a file on disk, with its file name. The file is opened when the request
    /// is sent.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { content: Content::File(path), file_name, media_type: None }
    }

    /// Creates a part from a stream, such as a proxied upload. It can be sent once, so the call is
    /// never retried. The length is sent only if it is known.
    pub fn stream<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let content = Content::Once(Arc::new(Mutex::new(Some(Body::new(body)))));
        Self { content, file_name: None, media_type: None }
    }

    /// Sets the file name.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type. Defaults to that of the document, or `application/octet-stream`.
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

impl Stream {
    /// Opens the contents of parameters: a file that is not there is an error before anything is
    /// sent.
    pub(crate) async fn open(contents: &[(&'static str, Content)]) -> Result<Self, Error> {
        let mut stream = Self { pieces: VecDeque::new(), left: Some(0) };
        for (name, content) in contents {
            let opened = content.open().await.map_err(|error| {
                Error::argument(name, format_args!("cannot be read: {content:?}: {error}"))
                    .because(error)
            });
            let (piece, length) = opened?;
            stream.left =
                stream.left.zip(length).and_then(|(left, length)| left.checked_add(length));
            stream.pieces.push_back(piece);
        }
        Ok(stream)
    }
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
