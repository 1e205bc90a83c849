//! The code for the Rooms resource, file by file: what a change of the generator changes for its
//! users. The other resources are made in the same way, and `generated/` shows them. The run-time
//! support is left out: it is source of its own, in `generator/runtime/`.
//!
//! `INSTA_UPDATE=always cargo test --test snapshots` writes them anew.

use specwright::Config;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_code_for_the_rooms_resource() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = Config::read(&root.join("Cargo.toml"))?.ok_or("there is no configuration")?;
    let mut options = config.options().ok_or("Cargo.toml configures no document")?;
    options = options.only(["VideoV1Room"]);
    let files = specwright::generate(&options).into_files().ok_or("nothing was generated")?;

    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let mut names = BTreeSet::new();
    for file in files.iter().filter(|file| is_of_the_document(&file.path)) {
        let name = file.path.strip_prefix("src/").unwrap_or(&file.path).replace('/', ".");
        settings.bind(|| insta::assert_snapshot!(name.clone(), file.text));
        names.insert(format!("{name}.snap"));
    }

    // A snapshot of a file that is no longer generated would never fail again.
    for entry in std::fs::read_dir(root.join("tests/snapshots"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let left_over = name.ends_with(".snap") && !names.contains(&name);
        assert!(!left_over, "tests/snapshots/{name} is of no generated file: remove it");
    }
    Ok(())
}

fn is_of_the_document(path: &str) -> bool {
    const FILES: &[&str] = &["Cargo.toml", "README.md", "src/client.rs", "src/lib.rs"];
    FILES.contains(&path) || path.starts_with("src/models/") || path.starts_with("src/operations/")
}
