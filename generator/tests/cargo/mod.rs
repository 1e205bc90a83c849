//! Crates of several clients, one module each, compiled in one workspace below the target folder.
//!
//! Names of packages do not change between runs, and only files that differ are written: cargo
//! compiles what has changed since the last run.

use specwright::File;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A crate of several clients.
pub struct Package {
    /// The name of the package.
    pub name: String,
    /// The clients by module: the files of a generated crate, with paths such as `src/lib.rs`.
    pub clients: Vec<(String, Vec<File>)>,
}

/// Writes a workspace of these packages and checks it. Returns whether it compiles without a
/// warning, and what cargo printed. A line for each package that is compiled goes to the terminal.
#[allow(dead_code)] // Not every test has such packages.
pub fn check(workspace: &str, packages: &[Package]) -> std::io::Result<(bool, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(workspace);
    let mut written = BTreeSet::new();
    for package in packages {
        write_package(&folder.join(&package.name), package, &mut written)?;
    }
    check_members(&folder, packages.iter().map(|package| package.name.as_str()), written)
}

/// Checks generated crates, each with its own manifest.
#[allow(dead_code)] // Not every test has such crates.
pub fn check_crates(
    workspace: &str,
    crates: &[(String, Vec<File>)],
) -> std::io::Result<(bool, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(workspace);
    let mut written = BTreeSet::new();
    for (name, files) in crates {
        for file in files {
            update(&folder.join(name).join(&file.path), &file.text, &mut written)?;
        }
    }
    check_members(&folder, crates.iter().map(|(name, _)| name.as_str()), written)
}

/// Writes the manifest of a workspace and checks its members.
fn check_members<'a>(
    folder: &Path,
    names: impl Iterator<Item = &'a str>,
    mut written: BTreeSet<PathBuf>,
) -> std::io::Result<(bool, String)> {
    let mut members = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for name in names {
        writeln!(members, "    {name:?},").map_err(std::io::Error::other)?;
    }
    members.push_str("]\n");
    update(&folder.join("Cargo.toml"), &members, &mut written)?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    if !folder.join("Cargo.lock").exists() {
        std::fs::copy(lock, folder.join("Cargo.lock"))?;
    }
    remove_others(folder, folder, &written)?;
    // Without a network if everything is there; cargo says so if it is not.
    let mut output = run(folder, true)?;
    if String::from_utf8_lossy(&output.stderr).contains("--offline") {
        output = run(folder, false)?;
    }
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_clean = output.status.success() && !printed.contains("warning:");
    for line in printed.lines().filter(|line| line.trim_start().starts_with("Checking ")) {
        // The test harness captures `eprintln!`, and this is progress.
        writeln!(std::io::stderr(), "{line}")?;
    }
    Ok((is_clean, printed))
}

fn write_package(
    folder: &Path,
    package: &Package,
    written: &mut BTreeSet<PathBuf>,
) -> std::io::Result<()> {
    let mut root = String::from("//! Clients, one module each.\n");
    for (module, files) in &package.clients {
        writeln!(root, "pub mod {module};").map_err(std::io::Error::other)?;
        for file in files {
            let Some(path) = file.path.strip_prefix("src/") else { continue };
            let path = if path == "lib.rs" { "mod.rs" } else { path };
            update(&folder.join("src").join(module).join(path), &file.text, written)?;
        }
    }
    update(&folder.join("src/lib.rs"), &root, written)?;
    update(&folder.join("Cargo.toml"), &manifest(&package.name), written)
}

/// The manifest of a crate that needs all dependencies, with another name.
fn manifest(name: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec.yaml");
    std::fs::write(&spec, EVERYTHING).expect("a file in a temporary folder");
    let options = specwright::Options::new(spec).name(name);
    let files = specwright::generate(&options).into_files();
    let manifest = files.into_iter().flatten().find(|file| file.path == "Cargo.toml");
    manifest.expect("a crate has a manifest").text
}

/// A document whose client needs every dependency: dates, a stream, a file and a token.
const EVERYTHING: &str = "
openapi: 3.0.3
security: [{ token: [] }]
paths:
  /pets:
    get:
      parameters: [{ name: since, in: query, schema: { type: string, format: date } }]
      responses: { '200': { content: { text/event-stream: { schema: { type: string } } } } }
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { photo: { type: string, format: binary } } }
      responses: { '204': {} }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
";

/// Writes a file if it differs, so that cargo does not see it as changed.
fn update(path: &Path, text: &str, written: &mut BTreeSet<PathBuf>) -> std::io::Result<()> {
    written.insert(path.to_owned());
    if std::fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    std::fs::write(path, text)
}

/// Removes the sources of earlier runs.
fn remove_others(root: &Path, folder: &Path, written: &BTreeSet<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(root, &path, written)?;
            // Fails as long as something is inside.
            let _ = std::fs::remove_dir(&path);
        } else if !written.contains(&path) && path != root.join("Cargo.lock") {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn run(folder: &Path, offline: bool) -> std::io::Result<Output> {
    // All workspaces share their dependencies.
    let target: PathBuf = [env!("CARGO_TARGET_TMPDIR"), "checked"].iter().collect();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).args(["check", "--workspace", "--keep-going", "--color=never"]);
    // Flags of the developer's own build are not meant for this one.
    command.env("CARGO_TARGET_DIR", target).env_remove("RUSTFLAGS");
    if offline {
        command.arg("--offline");
    }
    command.output()
}
