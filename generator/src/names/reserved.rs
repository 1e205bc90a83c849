//! Names that an item of a document cannot have, because generated code already uses them.
//!
//! Names of run-time items are read from the run-time support itself. A new method there is
//! reserved without a change here.

use super::KEYWORDS;
use crate::ir::Exports;
use std::sync::LazyLock;

/// Methods that the emitter writes next to the shared methods of a builder.
const EMITTED_BUILDER_METHODS: &[&str] = &["read_error", "read_headers"];

/// Methods that a derived trait gives to builders and clients.
const DERIVED_METHODS: &[&str] = &["clone"];

/// Variables in the methods that the emitter writes.
const LOCALS: &[&str] = &["args", "call"];

/// Names that no argument and no setter of a builder has. They do not depend on which of these
/// methods a builder has, so that a pagination rule does not rename a setter.
pub static IN_BUILDERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let builder = include_str!("../../runtime/builder.rs");
    let macros = [
        (builder, "builder"),
        (builder, "send"),
        (include_str!("../../runtime/paging.rs"), "pages"),
        (include_str!("../../runtime/stream.rs"), "stream"),
    ];
    let shared = macros.into_iter().flat_map(|(source, name)| methods(macro_body(source, name)));
    shared.chain([EMITTED_BUILDER_METHODS, DERIVED_METHODS, LOCALS].concat()).collect()
});

/// The body of a macro of the run-time support, which implements the shared methods of builders.
fn macro_body(source: &'static str, name: &str) -> &'static str {
    let body = source.split_once(&format!("macro_rules! {name} {{")).map_or("", |(_, body)| body);
    body.split_once("\n}\n").map_or(body, |(body, _)| body)
}

/// Names that no setter of a credential or a variable has: the methods of `ClientBuilder`.
pub static IN_CLIENT_BUILDER: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let source = include_str!("../../runtime/client.rs");
    let builder = source.split("\nimpl ClientBuilder {").nth(1).unwrap_or(source);
    methods(builder).chain(["clone", "read_env"]).collect()
});

/// Names that no operation has: methods of every client.
pub const IN_CLIENT: &[&str] = &["builder", "clone", "from_env", "new"];

/// Names of types, traits and variants that emitted code uses without a path.
const PRELUDE: &[&str] = &[
    "AsRef",
    "BTreeMap",
    "Box",
    "Bytes",
    "DateTime",
    "Default",
    "Eq",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "NaiveDate",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Self",
    "Some",
    "String",
    "Utc",
    "Value",
    "Vec",
];

/// Names that no model has: those that emitted code uses, and the exports of the run-time support,
/// which would hide the model at the root of the crate.
pub static MODELS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| [PRELUDE, Exports::ROOT].concat());

/// Names that no type in a file of operations has.
pub static IN_OPERATIONS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| [PRELUDE, Exports::ROOT, &["Param", "Style"]].concat());

/// Module names that the layout of a generated crate has.
pub const MODULES: &[&str] =
    &["client", "ext", "lib", "main", "mod", "models", "operations", "support"];

/// Names of devices on Windows, where no file can have them, whatever its extension.
#[rustfmt::skip]
pub const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn",
    "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Packages that a generated crate can depend on by itself.
pub const DEPENDENCIES: &[&str] = &[
    "bytes",
    "chrono",
    "futures-core",
    "http",
    "http-body",
    "reqwest",
    "serde",
    "serde_json",
    "tokio",
    "tracing",
    "url",
    "zeroize",
];

/// Packages that a generated crate can depend on, or that Cargo or Windows refuses.
pub(super) fn is_package(name: &str) -> bool {
    const REFUSED: &[&str] =
        &["alloc", "build", "core", "deps", "examples", "incremental", "std", "test", "tests"];
    [KEYWORDS, REFUSED, DEPENDENCIES, DEVICES].iter().any(|names| names.contains(&name))
}

/// The names of the functions that a source declares with any visibility.
fn methods(source: &'static str) -> impl Iterator<Item = &'static str> {
    let name = |line: &'static str| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) "))?;
        let line = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?;
        line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
    };
    source.lines().filter_map(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_the_run_time_support_are_found() {
        for name in ["build", "clone", "items", "send", "stream_with_response", "with_timeout"] {
            assert!(IN_BUILDERS.contains(&name), "{name}");
        }
        for name in ["base_url", "build", "credential", "new", "retry", "variable", "read_env"] {
            assert!(IN_CLIENT_BUILDER.contains(&name), "{name}");
        }
        assert!(!IN_BUILDERS.contains(&"limit"), "a method of another type");
        assert!(!IN_CLIENT_BUILDER.contains(&"run"), "a method of another type");
    }
}
