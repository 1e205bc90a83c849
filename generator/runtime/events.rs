//! Server-sent events, as the HTML standard has them.

use super::call::Call;
use super::error::Error;
use super::response::Response;
use super::stream::{Incoming, TooLong};
use super::text::BOM;
use bytes::{Buf, Bytes};
#[cfg(any(part = "event-json", part = "event-object"))]
use serde::de::DeserializeOwned;
#[cfg(part = "event-object")]
use serde_json::{Map, Value};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A server-sent event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The event type; `message` by default.
    pub event: String,
    /// The data.
    pub data: T,
    /// The id of the event, or the last one before it.
    pub id: Option<String>,
    /// The time that the server asks to wait before reconnecting.
    pub retry: Option<Duration>,
}

/// The fields of an event as they came.
#[derive(Debug)]
pub(crate) struct Fields {
    event: String,
    data: String,
    id: Option<String>,
    retry: Option<u64>,
}

/// Reads what an event holds; none where it holds nothing that could be read.
pub(crate) type Read<T> = fn(&Fields) -> Result<Option<T>, serde_json::Error>;

#[cfg(part = "event-text")]
/// The data is text.
pub(crate) fn event_text(fields: &Fields) -> Result<Option<String>, serde_json::Error> {
    Ok(Some(fields.data.clone()))
}

#[cfg(part = "event-json")]
/// The data is JSON. Without data, an event says only that the connection lives.
pub(crate) fn event_json<T: DeserializeOwned>(
    fields: &Fields,
) -> Result<Option<T>, serde_json::Error> {
    match fields.data.trim().is_empty() {
        true => Ok(None),
        false => serde_json::from_str(&fields.data).map(Some),
    }
}

#[cfg(part = "event-object")]
/// All fields together are described as one object, of which the data is a member.
pub(crate) fn event_object<T: DeserializeOwned>(
    fields: &Fields,
) -> Result<Option<T>, serde_json::Error> {
    let data = serde_json::from_str::<Value>(&fields.data);
    // Some servers put that object into the data.
    let is_all = |data: &Value| fields.event.is_empty() && data.get("data").is_some();
    match data {
        Ok(data) if is_all(&data) => serde_json::from_value(data).map(Some),
        Ok(data) => serde_json::from_value(fields.object(data)).map(Some).or_else(|error| {
            // What looks like JSON may be meant as a text.
            let text = fields.object(fields.data.clone().into());
            serde_json::from_value(text).map(Some).map_err(|_| error)
        }),
        Err(error) if fields.is_end() => Err(error),
        Err(_) => serde_json::from_value(fields.object(fields.data.clone().into())).map(Some),
    }
}

impl Fields {
    /// How many APIs say that there is no more; no JSON reads like it.
    fn is_end(&self) -> bool {
        self.data.trim() == "[DONE]"
    }

    #[cfg(part = "event-object")]
    fn object(&self, data: Value) -> Value {
        let mut object = Map::new();
        if !self.event.is_empty() {
            object.insert("event".to_owned(), self.event.clone().into());
        }
        object.insert("data".to_owned(), data);
        if let Some(id) = &self.id {
            object.insert("id".to_owned(), id.clone().into());
        }
        if let Some(retry) = self.retry {
            object.insert("retry".to_owned(), retry.into());
        }
        object.into()
    }

    fn into_event<T>(self, data: T) -> Event<T> {
        let event = if self.event.is_empty() { "message".to_owned() } else { self.event };
        Event { event, data, id: self.id, retry: self.retry.map(Duration::from_millis) }
    }
}

/// Cuts what comes into events.
#[derive(Default)]
struct Parser {
    line: Vec<u8>,
    /// The last line ended in a carriage return: a line feed behind it belongs to it.
    after_return: bool,
    begun: bool,
    event: String,
    data: Option<String>,
    id: Option<String>,
    retry: Option<u64>,
}

impl Parser {
    /// Takes as much off the front as the next event needs; `None` where it needs more.
    fn next(&mut self, chunk: &mut Bytes, longest: usize) -> Result<Option<Fields>, TooLong> {
        while let Some(first) = chunk.first() {
            if std::mem::take(&mut self.after_return) && *first == b'\n' {
                chunk.advance(1);
                continue;
            }
            let end = chunk.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let piece = end.unwrap_or(chunk.len());
            if piece > longest.saturating_sub(self.held()) {
                return Err(TooLong);
            }
            self.line.extend_from_slice(&chunk[..piece]);
            self.after_return = chunk.get(piece) == Some(&b'\r');
            chunk.advance(end.map_or(piece, |end| end + 1));
            if end.is_some()
                && let Some(fields) = self.end_line()
            {
                return Ok(Some(fields));
            }
        }
        Ok(None)
    }

    /// How much of an event is held that is not whole yet.
    fn held(&self) -> usize {
        self.line.len() + self.data.as_ref().map_or(0, String::len)
    }

    fn end_line(&mut self) -> Option<Fields> {
        let mut line = std::mem::take(&mut self.line);
        let is_first = !std::mem::replace(&mut self.begun, true);
        let bytes = match line.strip_prefix(BOM) {
            Some(rest) if is_first => rest,
            _ => &line[..],
        };
        let fields = match bytes.is_empty() {
            true => self.dispatch(),
            false => {
                self.field(&String::from_utf8_lossy(bytes));
                None
            }
        };
        // The space is used again.
        line.clear();
        self.line = line;
        fields
    }

    /// What has been gathered, where there is data among it.
    fn dispatch(&mut self) -> Option<Fields> {
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        Some(Fields { event, data, id: self.id.clone(), retry: self.retry })
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => {
                self.id = Some(value.to_owned()).filter(|id| !id.is_empty());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().or(self.retry);
            }
            // Comments have no name in front of the colon; other fields have no meaning.
            _ => {}
        }
    }
}

/// The events of a response, as they arrive.
#[must_use = "nothing is read until an event is asked for"]
pub struct Events<T> {
    source: Source,
    read: Read<T>,
}

/// What is the same for all types.
struct Source {
    incoming: Incoming,
    chunk: Bytes,
    parser: Parser,
}

impl Call {
    /// Sends the call; the answer is events.
    pub(crate) async fn open_events<T>(
        self: Box<Self>,
        accept: &'static str,
        read: Read<T>,
    ) -> Result<Response<Events<T>>, Error> {
        let incoming = self.open(accept).await?;
        // What some servers do that have to be asked for events in another way too.
        if incoming.is_json() {
            return Err(incoming.other_kind("a stream of events, but JSON").await);
        }
        let (chunk, parser) = (Bytes::new(), Parser::default());
        let source = |incoming| Source { incoming, chunk, parser };
        Ok(incoming.read_as(|incoming| Events { source: source(incoming), read }))
    }
}

impl<T> Events<T> {
    /// Returns the next event, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// An event does not match its schema; the next one can still be read. The connection breaks,
    /// an event is larger than the client's `max_body_size`, or no data arrives within its
    /// `idle_timeout`; there are no further events then.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Returns the last id, for the header `Last-Event-ID` of a new request.
    #[must_use]
    pub fn last_id(&self) -> Option<&str> {
        self.source.parser.id.as_deref()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            let fields = match ready!(self.source.poll(context)) {
                Some(Ok(fields)) => fields,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            match (self.read)(&fields) {
                Ok(Some(data)) => return Poll::Ready(Some(Ok(fields.into_event(data)))),
                Ok(None) => {}
                Err(_) if fields.is_end() => {
                    self.source.end();
                    return Poll::Ready(None);
                }
                Err(error) => {
                    let error = self.source.incoming.unreadable(fields.data.as_bytes(), error);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl Source {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Fields, Error>>> {
        loop {
            match self.parser.next(&mut self.chunk, self.incoming.longest) {
                Ok(Some(fields)) => return Poll::Ready(Some(Ok(fields))),
                Ok(None) => {}
                Err(TooLong) => {
                    self.end();
                    return Poll::Ready(Some(Err(self.incoming.too_long("an event"))));
                }
            }
            match ready!(self.incoming.poll(context)) {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // An event that has not ended is none.
                None => return Poll::Ready(None),
            }
        }
    }

    /// Ends before its time, and lets go of what it holds.
    fn end(&mut self) {
        (self.chunk, self.parser.line, self.parser.data) = (Bytes::new(), Vec::new(), None);
        self.incoming.close();
    }
}

impl<T> futures_core::Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Events").field(&self.source.incoming).finish()
    }
}
