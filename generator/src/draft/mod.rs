//! The draft of an API: what [`lower`](mod@crate::lower) makes of a document.
//!
//! A draft has one entry for each schema and operation of the document. Names are wishes, equal
//! schemas are still several types, and nothing is known of how types depend on each other.
//! [`resolve`](mod@crate::resolve) turns a draft into the finished [`ir::Api`](crate::ir::Api).

mod operation;
mod response;
mod service;
mod types;

use crate::ir::{Docs, ErrorShape, Server, Ty};
use crate::rules::Rules;
pub use operation::{Body, BodyKind, Choice, MethodVariant, Operation, Param};
pub use response::{Header, Response, StatusCase};
pub use service::Scheme;
use std::collections::{BTreeMap, HashMap};
pub use types::{
    Access, Field, IntegerValue, MixedValue, Object, Shape, StringValue, Union, Variant,
    VariantContent,
};

/// The draft of a whole API.
#[derive(Debug)]
pub struct DraftApi {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, or `info.summary` if there is none.
    pub description: String,
    /// The document's servers, in order.
    pub servers: Vec<Server>,
    /// The security schemes that a client can hold credentials for.
    pub schemes: Vec<Scheme>,
    /// Where an error body keeps its code, message and details.
    pub errors: ErrorShape,
    /// All types. A [`TypeId`](crate::ir::TypeId) is an index into this list.
    pub types: Vec<DraftType>,
    /// All methods, in the order of paths and HTTP methods.
    pub operations: Vec<DraftOperation>,
    /// The descriptions of the document's tags.
    pub tag_docs: BTreeMap<String, String>,
    /// The files that rules assign to schemas, by the names of the schemas.
    pub files: BTreeMap<String, String>,
    /// The type of each schema, by JSON pointer.
    pub schema_types: HashMap<String, Ty>,
    /// The rules of the root extension.
    pub rules: Rules,
    /// Whether only a part of the document was lowered. Rules may be unused then.
    pub is_partial: bool,
}

/// A type without its final name.
#[derive(Debug)]
pub struct DraftType {
    /// The wished name, as words.
    pub wanted: String,
    /// The name of the property or parameter that holds the type. Types with equal names and equal
    /// content are merged. `None` for types that are never merged.
    pub own: Option<String>,
    /// The file that the type goes into.
    pub owner: Owner,
    /// The JSON pointer of the schema.
    pub origin: String,
    /// The JSON pointers of further schemas that were merged into this type.
    pub also: Vec<String>,
    /// The number of words at the end of `wanted` that all merged schemas have in common.
    pub common: usize,
    /// Whether a request can contain the type.
    pub is_request: bool,
    /// What the document says about the schema.
    pub docs: Docs,
    /// The content; `None` until the schema has been lowered.
    pub shape: Option<Shape>,
}

/// The file that a type goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The file of a schema in `components`, by the name of the schema.
    Component(String),
    /// The file of an operation, by the JSON pointer of the operation.
    Operation(String),
    /// The file of types that several of these have in common.
    Shared,
}

/// An operation and the resource that it belongs to.
#[derive(Debug)]
pub struct DraftOperation {
    /// The document's name of the resource: a tag, or a part of the path.
    pub title: String,
    /// The text that the resource's module is named after.
    pub module: String,
    /// The operation.
    pub operation: Operation,
}
