//! The manifest of the generated crate.

use super::package;
use super::scaffold::CrateInfo;
use crate::ir::{Api, Part, Parts};

/// The text of `Cargo.toml`.
pub(super) fn manifest(api: &Api, info: &CrateInfo) -> String {
    let package = package::section(api, info);
    let dependencies: String = api.dependencies.iter().map(dependency).collect();
    let features = if api.needs(Part::Calls) { FEATURES } else { "" };
    let own = print(lines(&api.parts));
    format!("[package]\n{package}\n{features}[dependencies]\n{own}{dependencies}")
}

/// The features of a crate with operations.
const FEATURES: &str = r#"# The documentation shows optional features.
[package.metadata.docs.rs]
features = ["gzip", "tracing"]

[features]
default = ["rustls"]
# TLS without system libraries.
rustls = ["reqwest/rustls"]
# The system's TLS instead: turn the default features off.
native-tls = ["reqwest/native-tls"]
# Compressed responses; adds dependencies.
gzip = ["reqwest/gzip"]
# A span for every attempt of a call.
tracing = ["dep:tracing"]

"#;

/// A dependency of the run-time support.
struct Dependency {
    /// The parts that need it; none if every crate does.
    parts: &'static [Part],
    /// The reason for it.
    reason: &'static str,
    /// The line in the manifest.
    line: &'static str,
}

/// All dependencies but `tokio`, whose features depend on the parts.
const DEPENDENCIES: &[Dependency] = &[
    Dependency {
        parts: &[Part::Bytes],
        reason: "Bodies, without copying them.",
        line: r#"bytes = "1""#,
    },
    Dependency {
        parts: &[Part::Dates],
        reason: "Date-times; stable since 2017, and what most crates speak.",
        line: r#"chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }"#,
    },
    Dependency {
        parts: &[Part::FuturesCore],
        reason: "The `Stream` trait alone.",
        line: r#"futures-core = { version = "0.3", default-features = false }"#,
    },
    Dependency {
        parts: &[Part::Calls],
        reason: "Headers and statuses, as the whole ecosystem names them.",
        line: r#"http = "1""#,
    },
    Dependency {
        parts: &[Part::Frames],
        reason: "Bodies in pieces; what the HTTP client sends itself.",
        line: r#"http-body = "1""#,
    },
    Dependency {
        parts: &[Part::Calls],
        reason: "The HTTP client.",
        line: r#"reqwest = { version = "0.13", default-features = false, features = ["system-proxy"] }"#,
    },
    Dependency {
        parts: &[],
        reason: "The traits, without the derive macros.",
        line: r#"serde = { version = "1", default-features = false, features = ["std"] }"#,
    },
    Dependency {
        parts: &[],
        reason: "Members keep their order, and numbers their last digit.",
        line: r#"serde_json = { version = "1", features = ["float_roundtrip", "preserve_order"] }"#,
    },
    Dependency {
        parts: &[Part::Calls],
        reason: "Spans, for those who ask for them; the HTTP client has it anyway.",
        line: r#"tracing = { version = "0.1", default-features = false, features = ["std"], optional = true }"#,
    },
    Dependency {
        parts: &[Part::Calls],
        reason: "URLs, as the HTTP client takes them.",
        line: r#"url = "2""#,
    },
    Dependency {
        parts: &[Part::Credentials],
        reason: "Overwrites credentials that are no longer used; has no dependencies itself.",
        line: r#"zeroize = "1""#,
    },
];

/// The features of `tokio`: the part that needs it, its name and the reason for it.
const TOKIO: &[(Part, &str, &str)] = &[
    (Part::Files, "fs", "files that are read while they are sent"),
    (Part::Bearer, "sync", "waiting for one token"),
    (Part::Calls, "time", "time limits"),
];

/// The dependencies that some parts of the run-time support need, as lines of a manifest.
#[cfg(feature = "internals")]
pub fn dependencies(parts: &Parts) -> String {
    print(lines(parts))
}

fn print(lines: Vec<(String, String)>) -> String {
    lines.into_iter().map(|(line, reason)| format!("# {reason}\n{line}\n")).collect()
}

/// The lines, each with its reason.
fn lines(parts: &Parts) -> Vec<(String, String)> {
    let is_needed = |dependency: &&Dependency| {
        dependency.parts.is_empty() || dependency.parts.iter().any(|part| parts.contains(part))
    };
    let needed = DEPENDENCIES.iter().filter(is_needed);
    let mut lines: Vec<(String, String)> =
        needed.map(|it| (it.line.to_owned(), it.reason.to_owned())).collect();
    lines.extend(tokio(parts));
    // By name: a hyphen is before a letter, and the space after a name before both.
    lines.sort();
    lines
}

/// The line for `tokio`, and the reason.
fn tokio(parts: &Parts) -> Option<(String, String)> {
    let needed = TOKIO.iter().filter(|(part, ..)| parts.contains(part));
    let (features, reasons): (Vec<String>, Vec<&str>) =
        needed.map(|(_, feature, reason)| (format!("{feature:?}"), *reason)).unzip();
    let mut reason = reasons.join(", ");
    reason.get_mut(..1)?.make_ascii_uppercase();
    let features = features.join(", ");
    let line = format!(
        r#"tokio = {{ version = "1", default-features = false, features = [{features}] }}"#
    );
    Some((line, reason + "."))
}

/// A dependency that the rules add, as a line of TOML.
fn dependency((name, value): (&String, &serde_json::Value)) -> String {
    let value = toml::Value::try_from(value).unwrap_or(toml::Value::String("*".to_owned()));
    format!("{} = {value}\n", toml_key(name))
}

fn toml_key(name: &str) -> String {
    match crate::names::is_package(name) {
        true => name.to_owned(),
        false => toml_string(name),
    }
}

pub(super) fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
