//! Bodies on their way, in either direction.

#[cfg(part = "frames")]
use super::error::BoxError;
use super::error::Error;
use super::failure::failure;
#[cfg(part = "frames")]
use super::received::Received;
use bytes::Bytes;
#[cfg(part = "frames")]
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::fmt;
#[cfg(part = "frames")]
use std::future::poll_fn;
#[cfg(part = "frames")]
use std::pin::Pin;
#[cfg(part = "frames")]
use std::sync::{Mutex, PoisonError};
#[cfg(part = "frames")]
use std::task::{Context, Poll, ready};

#[cfg(part = "frames")]
/// The body of a request or of a response: bytes in memory, or a stream.
pub struct Body(Inner);

#[cfg(not(part = "frames"))]
/// The body of a request or of an answer.
pub struct Body(Inner);

enum Inner {
    Whole(Bytes),
    Received(reqwest::Response),
    #[cfg(part = "frames")]
    Stream(Pin<Box<dyn HttpBody<Data = Bytes, Error = Error> + Send>>),
}

impl Body {
    #[cfg(part = "frames")]
    /// Creates a streamed body, such as the response of another HTTP client.
    pub fn new<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Stream(Box::pin(Foreign(Box::pin(body)))))
    }

    /// The body of an answer of the default transport.
    pub(crate) fn received(response: reqwest::Response) -> Self {
        Self(Inner::Received(response))
    }

    /// Returns the bytes, unless the body is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The body as `reqwest` sends it.
    pub(crate) fn into_reqwest(self) -> reqwest::Body {
        match self.0 {
            Inner::Whole(bytes) => bytes.into(),
            Inner::Received(response) => response.into(),
            #[cfg(part = "frames")]
            Inner::Stream(_) => reqwest::Body::wrap(Shared(Mutex::new(self))),
        }
    }

    /// The next piece, which is never empty; none behind the last.
    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        loop {
            let chunk = match &mut self.0 {
                Inner::Whole(bytes) => Ok(Some(std::mem::take(bytes)).filter(|it| !it.is_empty())),
                Inner::Received(response) => response.chunk().await.map_err(failure),
                #[cfg(part = "frames")]
                Inner::Stream(_) => poll_fn(|context| self.poll_chunk(context)).await.transpose(),
            };
            match chunk {
                Ok(Some(chunk)) if chunk.is_empty() => {}
                chunk => return chunk.transpose(),
            }
        }
    }

    #[cfg(part = "frames")]
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match ready!(Pin::new(&mut *self).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => return Poll::Ready(Some(Ok(data))),
                    // Trailers, and pieces of nothing.
                    _ => {}
                },
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    #[cfg(part = "frames")]
    /// The body as a stream, if it is not whole.
    fn stream(&mut self) -> Option<Pin<&mut (dyn HttpBody<Data = Bytes, Error = Error> + Send)>> {
        if let Inner::Received(_) = self.0
            && let Inner::Received(response) =
                std::mem::replace(&mut self.0, Inner::Whole(Bytes::new()))
        {
            self.0 = Inner::Stream(Box::pin(Received(response.into())));
        }
        match &mut self.0 {
            Inner::Stream(stream) => Some(stream.as_mut()),
            _ => None,
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Inner::Whole(bytes.into()))
    }
}

#[cfg(part = "frames")]
impl HttpBody for Body {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if let Some(stream) = self.stream() {
            return stream.poll_frame(context);
        }
        match &mut self.0 {
            Inner::Whole(bytes) if !bytes.is_empty() => {
                Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes)))))
            }
            _ => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Whole(bytes) => bytes.is_empty(),
            Inner::Received(_) => false,
            Inner::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Received(response) => {
                response.content_length().map_or_else(SizeHint::default, SizeHint::with_exact)
            }
            Inner::Stream(stream) => stream.size_hint(),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Whole(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            _ => f.write_str("Body(a stream)"),
        }
    }
}

#[cfg(part = "frames")]
/// A body whose errors become ours.
struct Foreign<B>(Pin<Box<B>>);

#[cfg(part = "frames")]
impl<B> HttpBody for Foreign<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.0.as_mut().poll_frame(context).map_err(Error::from_transport)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

#[cfg(part = "frames")]
/// A body that `reqwest` takes: it asks for one that threads could share, which it never does.
struct Shared(Mutex<Body>);

#[cfg(part = "frames")]
impl HttpBody for Shared {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
