//! `generated/` is what the document and the configuration give.

use specwright::Config;
use std::path::Path;

#[test]
fn generated_is_up_to_date() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let config = Config::read(&manifest)?.ok_or("Cargo.toml holds no configuration")?;
    let options = config.options().ok_or("Cargo.toml configures no document")?;
    let out = config.out().ok_or("Cargo.toml configures no output folder")?;

    let generated = specwright::generate(&options);
    let said: Vec<String> = generated.diagnostics().iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "the document is not without problems:\n{}", said.join("\n\n"));
    let changes = specwright::plan(&generated, out)?;

    let lists =
        [("add", &changes.added), ("change", &changes.changed), ("remove", &changes.removed)];
    let lines = lists
        .iter()
        .flat_map(|(verb, paths)| paths.iter().map(move |path| format!("\n  would {verb} {path}")));
    let lines: String = lines.collect();
    assert!(changes.is_empty(), "generated/ is out of date: run `cargo run`{lines}");
    Ok(())
}
