//! Responses: what the methods of a builder return.

use super::{Codec, Docs, Ty};
use serde::Serialize;

/// What `send` returns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Response {
    /// The same for every successful status; `None` if there is no body.
    One(Option<Payload>),
    /// An enum with a variant for each successful status.
    Enum {
        /// The name of the enum.
        name: String,
        /// The variants. The first one is used for undocumented statuses.
        cases: Vec<ResponseCase>,
    },
}

/// A variant of an enum of responses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResponseCase {
    /// The name of the variant.
    pub name: String,
    /// The status.
    pub status: Status,
    /// What the response holds; `None` if there is no body.
    pub payload: Option<Payload>,
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Payload {
    /// How the body is decoded: JSON, text or bytes.
    pub codec: Codec,
    /// The type.
    pub ty: Ty,
}

/// The documented error bodies of an operation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Errors {
    /// One type.
    One {
        /// The type.
        ty: Ty,
        /// The statuses that the document gives this body.
        statuses: Vec<Status>,
    },
    /// An enum with a variant for each status.
    Enum {
        /// The name of the enum.
        name: String,
        /// The variants.
        cases: Vec<ErrorCase>,
    },
}

/// A variant of an enum of errors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorCase {
    /// The name of the variant.
    pub name: String,
    /// The status.
    pub status: Status,
    /// The type.
    pub ty: Ty,
}

/// A status of a response, as in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred statuses, such as `4XX`, by the first digit.
    Range(u16),
    /// All other statuses.
    Default,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The documented headers of an operation's responses: a struct.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Headers {
    /// The name of the struct.
    pub name: String,
    /// The fields.
    pub fields: Vec<HeaderField>,
}

/// A documented header.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeaderField {
    /// The name of the field.
    pub name: String,
    /// The name of the header.
    pub wire: String,
    /// The type, without the `Option` that every header has.
    pub ty: Ty,
    /// How the header is parsed.
    pub format: HeaderFormat,
    /// The documentation.
    pub docs: Docs,
}

/// How a header is parsed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum HeaderFormat {
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A date-time.
    DateTime,
    /// A scalar of any type.
    Scalar,
    /// A string.
    Text,
    /// JSON.
    Json,
    /// Elements separated by commas.
    List(Box<HeaderFormat>),
}

/// What `stream` returns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stream {
    /// The media type that the request accepts.
    pub accept: String,
    /// The elements of the stream.
    pub kind: StreamKind,
}

/// The elements of a stream.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum StreamKind {
    /// Server-sent events.
    Events(EventData),
    /// JSON, one value per line.
    Lines(Ty),
    /// JSON values, each after a record separator.
    Records(Ty),
    /// Bytes.
    Chunks,
}

impl StreamKind {
    /// Returns the type of an element, to change it.
    pub(crate) fn type_mut(&mut self) -> Option<&mut Ty> {
        match self {
            Self::Lines(ty) | Self::Records(ty) => Some(ty),
            Self::Events(EventData::Json(ty) | EventData::Object(ty)) => Some(ty),
            Self::Events(EventData::Text) | Self::Chunks => None,
        }
    }
}

/// The data of a server-sent event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum EventData {
    /// A string.
    Text,
    /// JSON.
    Json(Ty),
    /// An object that the fields of the event are the properties of.
    Object(Ty),
}
