//! Says in every build when `generated/` is out of date, and shows how a build script uses the
//! library: clients go into `OUT_DIR` as one file each, which `tests/build_script.rs`,
//! `tests/emitted.rs`, `tests/nulls.rs` and `tests/swagger.rs` include. Nothing is written to the source tree, and
//! nothing here ever fails the build. It also turns on all parts of the run-time support for
//! `tests/runtime.rs`.

use specwright::{Config, Options, Severity};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=Cargo.toml");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=tests/emitted/api.yaml");
    println!("cargo::rerun-if-changed=tests/nulls/api.yaml");
    println!("cargo::rerun-if-changed=generator/runtime");
    turn_on_parts();
    println!("cargo::rerun-if-changed=tests/swagger/api.yaml");
    if let Err(why) = run() {
        for line in why.to_string().lines() {
            println!("cargo::warning={line}");
        }
    }
}

/// Sets the conditions `part = "…"` of the run-time support. A test of the generator checks that
/// each one is the name of a part.
fn turn_on_parts() {
    let sources = std::fs::read_dir("generator/runtime").into_iter().flatten().flatten();
    let sources = sources.filter_map(|source| std::fs::read_to_string(source.path()).ok());
    let mut names = BTreeSet::new();
    for source in sources {
        let conditions = source.split("part = \"").skip(1);
        names.extend(conditions.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    println!("cargo::rustc-check-cfg=cfg(part, values({}))", names.join(", "));
    names.iter().for_each(|name| println!("cargo::rustc-cfg=part={name}"));
}

fn run() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = Config::read(&root.join("Cargo.toml"))?.unwrap_or_default();
    let options = config.options().ok_or("Cargo.toml configures no document")?;
    let out = config.out().ok_or("Cargo.toml configures no output folder")?;

    let nulls = Options::new(root.join("tests/nulls/api.yaml"));
    let emitted = Options::new(root.join("tests/emitted/api.yaml"));
    let swagger = Options::new(root.join("tests/swagger/api.yaml"));
    client(&options, "client.rs")?;
    client(&nulls, "nulls.rs")?;
    client(&emitted, "emitted.rs")?;
    client(&swagger, "swagger.rs")?;

    match specwright::plan(&specwright::generate(&options), out)?.is_empty() {
        true => Ok(()),
        false => Err("generated/ is out of date: run `cargo run`".into()),
    }
}

/// Writes a client to `OUT_DIR`.
fn client(options: &Options, file: &str) -> Result<(), Box<dyn Error>> {
    let client = specwright::module(options);
    let errors = client.diagnostics().iter().filter(|said| said.severity() == Severity::Error);
    let errors: Vec<String> = errors.map(ToString::to_string).collect();
    let Some([only]) = client.files() else { return Err(errors.join("\n").into()) };
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join(file), &only.text)?;
    Ok(())
}
