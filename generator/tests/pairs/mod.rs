//! Small pairs: a snippet of a document, and the files that show the code for it.
//!
//! `tests/pairs.rs` keeps the code as snapshots, `tests/compile.rs` compiles it. A test binary
//! that brings this module in defines the macro `each!` first: it gets every pair's name once.

#![allow(dead_code)]

pub mod answers;
pub mod bodies;
pub mod enums;
pub mod media;
pub mod naming;
pub mod objects;
pub mod operations;
pub mod overlays;
pub mod pages;
pub mod parameters;
pub mod prose;
pub mod rules;
pub mod scalars;
pub mod service;
pub mod streams;
pub mod swagger;
pub mod three_one;
pub mod unions;

use specwright::{Config, Generated};
use std::path::Path;

/// A snippet of a document and what to look at.
pub struct Pair {
    /// What it shows.
    pub name: &'static str,
    /// Files of the generated crate, below `src/`, without `.rs`.
    pub shows: &'static [&'static str],
    /// The document; what every document starts with is left out.
    pub spec: &'static str,
    /// An overlay of it; what every overlay starts with is left out. Empty for none.
    pub overlay: &'static str,
    /// Further options, as in a configuration; the document, the name and the overlay are set.
    pub config: &'static str,
}

/// Declares the pairs of a module, and calls `each!` with the module and the names.
macro_rules! pairs {
    ($module:ident: $($name:ident [$($shows:literal),+] $spec:literal $(, overlay: $overlay:literal)? $(, config: $config:literal)?)+) => {
        pub const PAIRS: &[super::Pair] = &[$(super::Pair {
            name: stringify!($name),
            shows: &[$($shows),+],
            spec: $spec,
            overlay: concat!($($overlay)?),
            config: concat!($($config)?),
        }),+];
        each!($module: $($name)+);
    };
}
pub(crate) use pairs;

/// The pairs by module.
pub const GROUPS: &[(&str, &[Pair])] = &[
    ("answers", answers::PAIRS),
    ("bodies", bodies::PAIRS),
    ("enums", enums::PAIRS),
    ("media", media::PAIRS),
    ("naming", naming::PAIRS),
    ("objects", objects::PAIRS),
    ("operations", operations::PAIRS),
    ("overlays", overlays::PAIRS),
    ("pages", pages::PAIRS),
    ("parameters", parameters::PAIRS),
    ("prose", prose::PAIRS),
    ("rules", rules::PAIRS),
    ("scalars", scalars::PAIRS),
    ("service", service::PAIRS),
    ("streams", streams::PAIRS),
    ("swagger", swagger::PAIRS),
    ("three_one", three_one::PAIRS),
    ("unions", unions::PAIRS),
];

/// All pairs.
pub fn all() -> impl Iterator<Item = &'static Pair> {
    GROUPS.iter().flat_map(|(_, pairs)| *pairs)
}

impl Pair {
    /// The whole document.
    pub fn document(&self) -> String {
        let spec = self.spec.trim_start_matches('\n');
        let mut head = String::new();
        let is_swagger = spec.starts_with("swagger:");
        if !spec.starts_with("openapi:") && !is_swagger {
            head.push_str("openapi: 3.0.3\n");
        }
        if !spec.lines().any(|line| line.starts_with("info:")) {
            head.push_str("info: { title: Shop, version: '1' }\n");
        }
        if !is_swagger && !spec.lines().any(|line| line.starts_with("servers:")) {
            head.push_str("servers: [{ url: https://shop.example.com }]\n");
        }
        head + spec
    }

    /// The files of a whole crate.
    pub fn generate(&self) -> Generated {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), "spec.yaml", &self.document());
        let mut config = "spec = 'spec.yaml'\nname = 'shop'\n".to_owned();
        if !self.overlay.is_empty() {
            let head = "overlay: 1.0.0\ninfo: { title: Shop, version: '1' }\nactions:\n";
            let overlay = format!("{head}{}", self.overlay.trim_start_matches('\n'));
            write(folder.path(), "overlay.yaml", &overlay);
            config.push_str("overlays = ['overlay.yaml']\n");
        }
        let file = write(folder.path(), "specwright.toml", &(config + self.config));
        let config = Config::read(&file).unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let options = config.and_then(|config| config.options()).expect("a document is set");
        specwright::generate(&options)
    }
}

fn write(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file in a temporary folder");
    path
}
