//! A crate of many clients, a module each, and what the compiler says of it.

use specwright::Generated;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Writes the crate below the target folder and compiles it; gives back what was said, which is
/// nothing where all is well, and whether it compiles.
pub fn compile(name: &str, modules: &[(String, String)]) -> std::io::Result<(bool, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let sources = folder.join("src");
    if sources.exists() {
        std::fs::remove_dir_all(&sources)?;
    }
    std::fs::create_dir_all(&sources)?;
    std::fs::write(folder.join("Cargo.toml"), manifest())?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock"))?;
    let mut root = String::from("//! Clients, a module each.\n#![warn(missing_docs)]\n");
    for (module, text) in modules {
        std::fs::write(sources.join(format!("{module}.rs")), text)?;
        writeln!(root, "/// A client.\npub mod {module};").map_err(std::io::Error::other)?;
    }
    std::fs::write(sources.join("lib.rs"), root)?;
    // Without a network where everything is at hand; cargo says when it is not.
    let mut output = check(&folder, true)?;
    if String::from_utf8_lossy(&output.stderr).contains("--offline") {
        output = check(&folder, false)?;
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Ok((output.status.success(), said))
}

/// The manifest of any generated crate, made to stand alone.
fn manifest() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec.yaml");
    std::fs::write(&spec, "openapi: 3.0.3\npaths: {}\n").expect("a file in a temporary folder");
    let Generated { files, .. } = specwright::generate(&specwright::Options::new(spec));
    let manifest = files.into_iter().flatten().find(|file| file.path == "Cargo.toml");
    format!("{}\n[workspace]\n", manifest.expect("a crate has a manifest").text)
}

fn check(folder: &Path, offline: bool) -> std::io::Result<Output> {
    // All of them share what they depend on.
    let target: PathBuf = [env!("CARGO_TARGET_TMPDIR"), "pairs-target"].iter().collect();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).args(["check", "--quiet", "--color=never"]);
    // What the developer's own build is told is not meant for this one.
    command.env("CARGO_TARGET_DIR", target).env_remove("RUSTFLAGS");
    if offline {
        command.arg("--offline");
    }
    command.output()
}
