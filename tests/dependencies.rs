//! What the generated crate depends on: each dependency has its reason, and `cost.md` says the
//! truth about how many crates that makes.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("the file can be read")
}

/// The names and reasons of a manifest's dependencies: the comment above each.
fn dependencies(manifest: &str) -> Vec<(&str, &str)> {
    let (_, section) = manifest.split_once("[dependencies]\n").expect("there is the section");
    let lines: Vec<&str> = section.lines().take_while(|line| !line.starts_with('[')).collect();
    let entry = |at: usize| {
        let (name, _) = lines[at].split_once(" = ")?;
        let above = at.checked_sub(1).map_or("", |above| lines[above]);
        Some((name, above.strip_prefix("# ").unwrap_or_default()))
    };
    (0..lines.len()).filter_map(entry).collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("generated/Cargo.toml");
    let dependencies = dependencies(&manifest);
    assert!(dependencies.len() > 10);
    for (name, reason) in &dependencies {
        assert!(!reason.is_empty(), "nothing says why there is `{name}`");
    }
    // The first column of the table.
    let report = read("tests/cost.md");
    let cell = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let told: BTreeSet<String> = report.lines().filter_map(cell).collect();
    let there: BTreeSet<String> = dependencies.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(told, there);
}

/// Rules cannot add these again: a manifest with a key twice is none.
#[test]
fn dependencies_are_known_to_the_generator() {
    for (name, _) in dependencies(&read("generated/Cargo.toml")) {
        assert!(specwright::internals::names::reserved::DEPENDENCIES.contains(&name), "{name}");
    }
}

/// The crates that the client needs, itself among them; those of build scripts left out.
fn crates(features: &[&str]) -> usize {
    tree("twilio-video", "normal", features).len()
}

/// The crates that a package needs: name and version.
fn tree(package: &str, edges: &str, features: &[&str]) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--offline", "--locked", "--package", package])
        .args(["--edges", edges, "--prefix", "none", "--format", "{p}"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    // A crate that has been shown before is marked by a star.
    let names = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    names.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A build script that generates code compiles neither the command line nor C code.
#[test]
fn the_library_alone_is_small() {
    let crates = tree("specwright", "normal,build", &["--no-default-features"]);
    for name in ["anstream", "cc", "clap", "libmimalloc-sys", "mimalloc"] {
        let found = crates.iter().find(|line| line.split(' ').next() == Some(name));
        assert_eq!(found, None);
    }
    let all = tree("specwright", "normal,build", &[]);
    assert!(crates.len() < all.len());
    // Other systems need other crates.
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        let told = format!("compiles {} crates instead of {}", crates.len(), all.len());
        assert!(read("generator/GUIDE.md").contains(&told), "GUIDE.md does not say: {told}");
    }
}

/// Other systems need other crates: the table is that of one.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn the_table_of_crates_is_true() {
    let report = read("tests/cost.md");
    for (row, features) in [
        ("| the generated crate ", &[][..]),
        ("| the generated crate, without TLS ", &["--no-default-features"][..]),
        ("| the generated crate, `gzip` ", &["--features", "gzip"][..]),
        ("| the generated crate, `tracing` ", &["--features", "tracing"][..]),
    ] {
        let line = report.lines().find(|line| line.starts_with(&format!("{row}|")));
        let line = line.unwrap_or_else(|| panic!("no row {row}"));
        let told = line.split('|').nth(2).and_then(|cell| cell.trim().parse::<usize>().ok());
        assert_eq!(told, Some(crates(features)), "{line}");
    }
}
