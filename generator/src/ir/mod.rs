//! The public API of the generated crate, as plain data.
//!
//! [`Api`] contains every item that a user of the crate can name: types with constructors, setters
//! and conversions, methods with arguments and return types, the settings of the client. It knows
//! neither OpenAPI nor `quote`. [`resolve`](mod@crate::resolve) makes it,
//! [`check`](mod@crate::check) verifies it, and [`emit`](mod@crate::emit) prints it.

mod client;
mod docs;
mod exports;
mod operation;
mod paging;
mod part;
mod response;
mod ty;
mod types;

pub use client::{
    Client, ErrorShape, Scheme, SchemeKind, SchemePart, Server, Variable, VariableSetter,
};
pub use docs::Docs;
pub use exports::Exports;
pub use operation::{
    Argument, Arguments, Body, BodyContent, BodyValue, BodyVariant, Bounds, Codec, Content,
    DocumentedResponse, Input, InputRef, Location, Operation, Param, ParamConversion, ParamStyle,
    Style,
};
pub use paging::{Follow, Next, Paging, Step};
pub use part::{Part, Parts};
pub use response::{
    ErrorCase, Errors, EventData, HeaderField, HeaderFormat, Headers, Payload, Response,
    ResponseCase, Status, Stream, StreamKind,
};
use serde::Serialize;
use std::collections::BTreeMap;
pub use ty::{Number, Passing, Presence, Ty, TypeId};
pub use types::{
    Additional, Constructor, Derive, Enum, EnumValue, Field, Initial, Module, Repr, Sets, Setter,
    Shape, Struct, TypeDef, Union, Variant, VariantContent, scalar_text,
};

/// A whole API.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, as Markdown.
    pub description: String,
    /// How a client is made, and what it knows about the API.
    pub client: Client,
    /// The run-time items that the crate exports.
    pub exports: Exports,
    /// Dependencies that the rules add to the generated crate, with their values as JSON.
    pub dependencies: BTreeMap<String, serde_json::Value>,
    /// The operations by resource, in the order of the names of the modules.
    pub resources: Vec<Resource>,
    /// The files of models, in the order of their names.
    pub model_files: Vec<ModelFile>,
    /// All types. A [`TypeId`] is an index into this list.
    pub types: Vec<TypeDef>,
    /// The parts of the run-time support that the API needs.
    pub parts: Parts,
}

/// The API as `--emit ir` writes it.
#[cfg(feature = "cli")]
#[derive(Serialize)]
pub struct Output<'a> {
    /// Says that the file is generated, and from what.
    pub generated: &'a str,
    /// The API.
    #[serde(flatten)]
    pub api: &'a Api,
}

impl Api {
    /// Whether the API needs a part of the run-time support.
    pub fn needs(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// All operations.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.resources.iter().flat_map(|resource| &resource.operations)
    }

    /// The definition of a type.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// Replaces the JSON pointers of all items, such as those of a converted document.
    pub fn relocate(&mut self, place: impl Fn(&str) -> String) {
        let types =
            self.types.iter_mut().flat_map(|def| def.also.iter_mut().chain([&mut def.origin]));
        let operations = self.resources.iter_mut().flat_map(|resource| &mut resource.operations);
        let schemes = self.client.schemes.iter_mut().map(|scheme| &mut scheme.origin);
        let operations = operations.map(|operation| &mut operation.origin);
        types.chain(operations).chain(schemes).for_each(|origin| *origin = place(origin));
    }

    /// Whether a JSON pointer is inside an operation or a type of the API.
    pub fn holds(&self, pointer: &str) -> bool {
        let types = self.types.iter().flat_map(|def| def.also.iter().chain([&def.origin]));
        let mut origins = self.operations().map(|operation| &operation.origin).chain(types);
        origins.any(|origin| {
            pointer.strip_prefix(origin.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// The operations of one resource: one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resource {
    /// The name of the module.
    pub module: String,
    /// The name in the document.
    pub title: String,
    /// The description in the document.
    pub docs: String,
    /// The operations, by path and HTTP method.
    pub operations: Vec<Operation>,
    /// Types of inline schemas in these operations.
    pub types: Vec<TypeId>,
}

/// Schemas that belong together: one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelFile {
    /// The name of the module.
    pub module: String,
    /// The types.
    pub types: Vec<TypeId>,
}
