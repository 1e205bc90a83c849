//! What is published: sources, documentation and licenses only, with complete metadata.

use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files of a package.
fn files(package: &str) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let list = Command::new(cargo)
        .args(["package", "--list", "--offline", "--allow-dirty", "--package", package])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    let text = String::from_utf8_lossy(&list.stdout).into_owned();
    text.lines().map(|line| line.replace('\\', "/")).collect()
}

#[test]
fn packages_contain_sources_docs_and_licenses() {
    /// What cargo adds.
    const CARGO: &[&str] = &[".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml", "Cargo.toml.orig"];
    for package in ["specwright", "twilio-video"] {
        let files = files(package);
        for file in &files {
            let is_source = file.starts_with("src/") || file.starts_with("runtime/");
            let is_text = !file.contains('/') && file.ends_with(".md");
            let is_license = file.starts_with("LICENSE-");
            let is_known = is_source || is_text || is_license || CARGO.contains(&file.as_str());
            assert!(is_known, "{package} contains {file}");
        }
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs"] {
            assert!(files.iter().any(|one| one == file), "{package} does not contain {file}");
        }
    }
}

#[test]
fn metadata_is_complete() {
    for manifest in ["generator/Cargo.toml", "generated/Cargo.toml"] {
        let text = read(manifest);
        for key in ["description", "keywords", "categories", "repository", "license", "readme"] {
            let is_set = |line: &str| line.split([' ', '.']).next() == Some(key);
            assert!(text.lines().any(is_set), "{manifest} has no {key}");
        }
    }
    assert!(read("generated/Cargo.toml").contains("[package.metadata.docs.rs]"));
    assert!(read("generator/Cargo.toml").contains("[package.metadata.binstall]"));
}

/// The names of the archives are those that a release makes.
#[test]
fn the_installer_finds_the_archives_of_a_release() {
    let workflow = read(".github/workflows/release.yml");
    assert!(workflow.contains("name=\"specwright-${{ matrix.target }}-${GITHUB_REF_NAME}\""));
    assert!(workflow.contains("tar czf \"$name.tgz\" \"$name\""));
    let manifest = read("generator/Cargo.toml");
    assert!(manifest.contains("/download/v{ version }/{ name }-{ target }-v{ version }.tgz\""));
}

/// A package contains no file from outside of its folder, except for the README.
#[test]
fn licenses_are_the_same_everywhere() {
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert_eq!(read(license), read(&format!("generator/{license}")), "{license}");
    }
    assert_eq!(read("LICENSE-APACHE"), read("generated/LICENSE-APACHE"));
}
