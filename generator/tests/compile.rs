//! What the snapshots of pairs hold is Rust: all of it compiles, without a warning.

/// The names of pairs are of use to snapshots alone.
macro_rules! each {
    ($($names:tt)*) => {};
}

#[path = "pairs/mod.rs"]
mod snippets;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The manifest of any generated crate, made to stand alone.
fn manifest() -> String {
    let pair = snippets::all().next().expect("there are pairs");
    let files = pair.generate().files.expect("the first pair gives files");
    let manifest = files.into_iter().find(|file| file.path == "Cargo.toml");
    format!("{}\n[workspace]\n", manifest.expect("a crate has a manifest").text)
}

#[test]
fn every_pair_compiles_without_a_warning() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pairs");
    let sources = folder.join("src");
    std::fs::create_dir_all(&sources)?;
    std::fs::write(folder.join("Cargo.toml"), manifest())?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock"))?;

    let mut root = String::from("//! The pairs, a module each.\n#![warn(missing_docs)]\n");
    for pair in snippets::all() {
        let files = pair.module().files;
        let file = files.and_then(|mut files| files.pop());
        let text = file.unwrap_or_else(|| panic!("{} gives code", pair.name)).text;
        std::fs::write(sources.join(format!("{}.rs", pair.name)), text)?;
        writeln!(root, "/// A pair.\npub mod {};", pair.name).expect("memory takes any text");
    }
    std::fs::write(sources.join("lib.rs"), root)?;

    // Without a network where everything is at hand; cargo says when it is not.
    let mut output = check(&folder, true)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() && said.contains("--offline") {
        output = check(&folder, false)?;
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the code for the pairs does not compile:\n{said}");
    assert!(!said.contains("warning:"), "the code for the pairs makes warnings:\n{said}");
    Ok(())
}

fn check(folder: &Path, offline: bool) -> std::io::Result<Output> {
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
