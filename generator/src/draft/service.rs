//! Security schemes, as the document has them.

use crate::ir::{SchemeKind, SchemePart};

/// A security scheme without the names of its setters.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The name in the document.
    pub name: String,
    /// How the credentials are sent.
    pub kind: SchemeKind,
    /// The arguments of the setter.
    pub parts: Vec<SchemePart>,
    /// The description.
    pub docs: String,
    /// The JSON pointer of the scheme.
    pub origin: String,
}
