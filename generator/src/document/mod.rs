//! The OpenAPI document: its structure, its references, and the pointers that locate its values.
//!
//! [`structure`] is the one table of what OpenAPI 3.0, 3.1 and 3.2 define: type correction,
//! normalization, file references and examples all read it.

pub mod pointer;
pub mod reference;
pub mod structure;
mod version;
mod walk;

pub use version::Version;
pub use walk::{Object, each_object_mut, kind_of_file, walk};

/// The extension that holds the user's rules, at the root and at single objects.
pub const EXTENSION: &str = "x-specwright";
