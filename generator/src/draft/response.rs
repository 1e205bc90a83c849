//! Responses, as the document has them.

use crate::ir::{Docs, Status, Ty};

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
