//! Says in every build when `generated/` is out of date, and shows how a build script uses the
//! library: clients go into `OUT_DIR` as one file each, which `tests/build_script.rs`,
//! `tests/emitted.rs` and `tests/nulls.rs` include. Nothing is written to the source tree, and
//! nothing here ever fails the build.

use specwright::Options;
use specwright::config::Config;
use specwright::diagnostic::Severity;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=Cargo.toml");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=tests/emitted/api.yaml");
    println!("cargo::rerun-if-changed=tests/nulls/api.yaml");
    if let Err(why) = run() {
        for line in why.lines() {
            println!("cargo::warning={line}");
        }
    }
}

fn run() -> Result<(), String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let config = Config::read(&manifest)?.unwrap_or_default();
    let options = config.options().ok_or("Cargo.toml configures no document")?;
    let out = config.out.clone().ok_or("Cargo.toml configures no output folder")?;
    let command = options.command.as_deref().unwrap_or("cargo run");

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let nulls = Options::new(root.join("tests/nulls/api.yaml"));
    let emitted = Options::new(root.join("tests/emitted/api.yaml"));
    let problems = [
        client(&options, "client.rs")?,
        client(&nulls, "nulls.rs")?,
        client(&emitted, "emitted.rs")?,
    ];
    let problems = problems.concat();
    if !problems.is_empty() {
        return Err(problems);
    }

    let files = specwright::generate(&options).files.unwrap_or_default();
    let changes = specwright::write::plan(&out, &files).map_err(|failure| failure.to_string())?;
    match changes.is_empty() {
        true => Ok(()),
        false => Err(format!("generated/ is out of date: run `{command}`")),
    }
}

/// Writes a client to `OUT_DIR`, and returns what is wrong with its document.
fn client(options: &Options, file: &str) -> Result<String, String> {
    let client = specwright::module(options);
    let errors = client.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|problem| problem.to_string()).collect();
    let text = client.files.unwrap_or_default().pop().map(|file| file.text).unwrap_or_default();
    let target = std::env::var("OUT_DIR").map_err(|error| error.to_string())?;
    std::fs::write(Path::new(&target).join(file), text).map_err(|error| error.to_string())?;
    Ok(errors.join("\n"))
}
