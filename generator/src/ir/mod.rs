//! The intermediate representation: an API as plain data.
//!
//! It knows neither the document's syntax nor that of Rust code, beyond the names that
//! [`crate::names`] has given out. After `check`, emitting it cannot fail.

mod operation;
mod paging;
mod response;
mod service;
mod types;

pub use operation::{
    Body, BodyKind, Bounds, Choice, Location, Operation, OperationTypes, Param, Style,
};
pub use paging::{Follow, Next, Paging, Step};
pub use response::{EventData, Header, Response, Status, StatusCase, Stream, StreamKind};
pub use service::{ErrorShape, Scheme, SchemeKind, SchemePart, Server, Variable};
pub use types::{
    Access, Field, IntegerValue, MixedValue, Number, Object, Presence, Shape, StringValue, Ty,
    TypeDef, TypeId, Union, Variant, VariantContent, has_default,
};

/// A whole API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, as Markdown.
    pub description: String,
    /// The document's servers, in order.
    pub servers: Vec<Server>,
    /// The security schemes that a client can hold credentials for.
    pub schemes: Vec<Scheme>,
    /// Where an error body keeps what the error type tells.
    pub errors: ErrorShape,
    /// Further dependencies of the generated crate: name and value, as JSON.
    pub dependencies: Vec<(String, serde_json::Value)>,
    /// Operations by resource, in the order of their names.
    pub groups: Vec<Group>,
    /// All types; a [`TypeId`] is a place in this list.
    pub types: Vec<TypeDef>,
    /// The files of models, in the order of their names.
    pub model_groups: Vec<ModelGroup>,
}

impl Api {
    /// Whether a place of the document, by its pointer, is inside of an operation or a type.
    pub fn holds(&self, pointer: &str) -> bool {
        let operations = self.groups.iter().flat_map(|group| &group.operations);
        let types = self.types.iter().flat_map(|def| def.also.iter().chain([&def.origin]));
        let mut origins = operations.map(|operation| &operation.origin).chain(types);
        origins.any(|origin| {
            pointer.strip_prefix(origin.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// The operations of one resource: one file.
#[derive(Clone, Debug)]
pub struct Group {
    /// The module's name.
    pub module: String,
    /// What the document calls it.
    pub title: String,
    /// What the document says of it.
    pub docs: String,
    /// Its operations, by path and HTTP method.
    pub operations: Vec<Operation>,
    /// Types that stand inline in its operations.
    pub types: Vec<TypeId>,
}

/// Schemas that belong together: one file.
#[derive(Clone, Debug)]
pub struct ModelGroup {
    /// The module's name.
    pub module: String,
    /// Its types.
    pub types: Vec<TypeId>,
}

/// Documentation of an item, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// A short line.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// Sentences of our own: bounds, defaults.
    pub notes: Vec<String>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}
