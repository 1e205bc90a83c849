//! A generated crate contains only what its API can reach: rustc finds no dead code in it, and
//! needs no more crates than its manifest has.
//!
//! Every client is compiled with the names at its root reduced to `pub(crate)`, apart from the
//! client itself: what neither the client, an operation or a model reaches is dead code then.

mod cargo;
#[path = "reachable/documents.rs"]
mod documents;

use specwright::{Config, File, Options};
use std::path::Path;

fn generate(document: &documents::Document) -> Vec<File> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec.yaml");
    std::fs::write(&spec, document.text()).expect("a file in a temporary folder");
    generated(document.name, Options::new(spec))
}

fn generated(name: &str, options: Options) -> Vec<File> {
    let generated = specwright::generate(&options.name(name));
    let said = format!("{:?}", generated.diagnostics());
    generated.into_files().unwrap_or_else(|| panic!("{name} gives no code: {said}"))
}

/// The flagship, from the document in this repository.
fn flagship() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let config = Config::read(&root.join("Cargo.toml"));
    let config = config.expect("a readable manifest").expect("a configuration");
    generated("flagship", config.options().expect("a document"))
}

/// The lines of the run-time support.
fn support(files: &[File]) -> usize {
    let files = files.iter().filter(|file| file.path.starts_with("src/support/"));
    files.map(|file| file.text.lines().count()).sum()
}

/// Makes the names at the root private, apart from the client, its builder and what extends them.
/// What these and the operations and models do not reach is not public then.
fn without_exports(mut files: Vec<File>) -> Vec<File> {
    for file in files.iter_mut().filter(|file| file.path == "src/lib.rs") {
        let roots = match file.text.contains("mod client;") {
            true => {
                "/// Roots.\npub mod roots { pub use super::support::{Client, ClientBuilder, Result}; }\n"
            }
            false => "",
        };
        let private = format!("{roots}#[allow(unused_imports)] pub(crate) use support::");
        file.text = file.text.replace("pub use support::", &private);
        file.text = file.text.replace("pub mod stream", "#[allow(unused_imports)] mod stream");
    }
    files
}

#[test]
fn nothing_is_dead_code() -> std::io::Result<()> {
    let mut crates = vec![("flagship".to_owned(), flagship())];
    let documents = documents::all();
    crates.extend(documents.iter().map(|it| (it.name.to_owned(), generate(it))));
    for (name, files) in &crates {
        let allows = files.iter().find(|file| file.text.contains("dead_code"));
        assert_eq!(allows.map(|file| &file.path), None, "{name} allows dead code");
        let leaves = files.iter().find(|file| file.text.contains("part = \""));
        assert_eq!(leaves.map(|file| &file.path), None, "{name} has a condition on a part");
    }
    let crates: Vec<_> =
        crates.into_iter().map(|(name, files)| (name, without_exports(files))).collect();
    let (is_clean, printed) = cargo::check_crates("reachable", &crates)?;
    assert!(is_clean, "a crate does not compile, or has dead code:\n{printed}");
    Ok(())
}

/// The ceiling for a client with one operation. A new part must not raise it.
#[test]
fn a_client_with_one_operation_is_small() {
    let names = ["get-json", "post-json"];
    let documents = documents::all().into_iter().filter(|it| names.contains(&it.name));
    let lines: Vec<usize> = documents.map(|document| support(&generate(&document))).collect();
    assert!(lines.len() == names.len() && lines.iter().all(|lines| *lines <= 3500), "{lines:?}");
}
