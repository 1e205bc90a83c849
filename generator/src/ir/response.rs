//! What comes back.

use super::{Docs, Ty};

/// A header of an answer.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name of the field.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// Its type: a scalar, an enum, or a list of these; anything where it is JSON.
    pub ty: Ty,
    /// Whether it is JSON.
    pub is_json: bool,
    /// What is said of it.
    pub docs: Docs,
}

/// What a success answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// JSON of this type.
    Json(Ty),
    /// Nothing that matters.
    Empty,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Nothing but what is read as a stream.
    Stream,
    /// Something else for each status.
    Several(Vec<StatusCase>),
}

impl Response {
    /// The types that it holds, to be changed.
    pub(super) fn types_mut(&mut self) -> Vec<&mut Ty> {
        match self {
            Self::Json(ty) => vec![ty],
            Self::Several(cases) => {
                cases.iter_mut().flat_map(|case| case.response.types_mut()).collect()
            }
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => Vec::new(),
        }
    }
}

/// How an answer is read as a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The media type that is asked for.
    pub accept: String,
    /// What comes.
    pub kind: StreamKind,
}

/// What comes in a stream.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamKind {
    /// Server-sent events.
    Events(EventData),
    /// JSON of this type, a line each.
    Lines(Ty),
    /// JSON of this type, behind separators.
    Records(Ty),
    /// Bytes.
    Chunks,
}

impl StreamKind {
    /// The type of what comes, to be changed.
    pub(super) fn type_mut(&mut self) -> Option<&mut Ty> {
        match self {
            Self::Lines(ty) | Self::Records(ty) => Some(ty),
            Self::Events(EventData::Json(ty) | EventData::Object(ty)) => Some(ty),
            Self::Events(EventData::Text) | Self::Chunks => None,
        }
    }
}

/// What an event holds.
#[derive(Clone, Debug, PartialEq)]
pub enum EventData {
    /// Text.
    Text,
    /// JSON of this type.
    Json(Ty),
    /// The fields of the event together are of this type.
    Object(Ty),
}

/// What an operation answers with one status, or with several.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusCase {
    /// The status.
    pub status: Status,
    /// The variant.
    pub name: String,
    /// What the answer holds; never several cases again.
    pub response: Response,
}

/// The key of an answer in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// All statuses of these hundreds.
    Range(u16),
    /// All others.
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
