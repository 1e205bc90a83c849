//! Run-time items that a user of the crate can name.

use serde::Serialize;

/// What the crate exports beside its own types and methods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exports {
    /// Types at the root of the crate.
    pub root: Vec<&'static str>,
    /// Types of the module `stream`; there is no such module without any.
    pub streams: Vec<&'static str>,
    /// Types and traits of the module `ext`, which customize a client.
    pub extensions: Vec<&'static str>,
    /// Crates whose types are part of the API.
    pub crates: Vec<&'static str>,
}

impl Exports {
    /// The run-time types at the root of a crate. No model has one of these names.
    pub const ROOT: &[&str] = &[
        "Client",
        "ClientBuilder",
        "Credential",
        "DateTimeOrDate",
        "Error",
        "ErrorKind",
        "Items",
        "MailDateTime",
        "Lenient",
        "Page",
        "Pages",
        "Part",
        "Request",
        "Response",
        "Result",
        "ResponseFuture",
        "Unrecognized",
        "UnrecognizedCode",
        "UnrecognizedScalar",
    ];
}
