//! The snapshots of pairs are Rust: all of it compiles without a warning.
//!
//! Only pairs that have changed since the last run are compiled. To compile some pairs alone, set
//! `SPECWRIGHT_PAIRS` to parts of their names:
//!
//! ```sh
//! SPECWRIGHT_PAIRS=enum,union cargo test -p specwright --test compile
//! ```

/// Snapshots use the names of pairs; this test does not.
macro_rules! each {
    ($($names:tt)*) => {};
}

mod cargo;
#[path = "pairs/mod.rs"]
mod snippets;

/// How many pairs share a crate. Each one has run-time support of its own, and the time that a
/// crate takes grows with the square of that.
const PAIRS_IN_A_CRATE: usize = 8;

#[test]
fn every_pair_compiles_without_a_warning() -> std::io::Result<()> {
    let wanted = std::env::var("SPECWRIGHT_PAIRS").unwrap_or_default();
    let mut packages = Vec::new();
    for (group, pairs) in snippets::GROUPS {
        let is_wanted =
            |pair: &&snippets::Pair| wanted.split(',').any(|part| pair.name.contains(part));
        let pairs: Vec<_> = pairs.iter().filter(is_wanted).collect();
        for (part, pairs) in pairs.chunks(PAIRS_IN_A_CRATE).enumerate() {
            let client = |pair: &&snippets::Pair| {
                let files = pair.generate().into_files();
                let files = files.unwrap_or_else(|| panic!("{} gives no code", pair.name));
                (pair.name.to_owned(), files)
            };
            let clients = pairs.iter().map(client).collect();
            packages.push(cargo::Package { name: format!("{group}-{part}"), clients });
        }
    }
    assert!(!packages.is_empty(), "no pair has `{wanted}` in its name");
    let workspace = if wanted.is_empty() { "pairs" } else { "pairs-selected" };
    let (is_clean, printed) = cargo::check(workspace, &packages)?;
    assert!(is_clean, "the code of the pairs does not compile, or has warnings:\n{printed}");
    Ok(())
}
