//! Whatever the input: it ends in a crate that is Rust, or in a diagnostic, and nothing of it is
//! lost without a word.
//!
//! Every run tries some inputs of each kind. For long runs, and to see one case again:
//!
//! ```sh
//! SPECWRIGHT_FUZZ_SECONDS=600 cargo test --release -p specwright --test fuzz
//! SPECWRIGHT_FUZZ_SEED=123 SPECWRIGHT_FUZZ_CASES=1 cargo test -p specwright --test fuzz structured
//! ```
//!
//! An input that goes wrong is made smaller and kept in the target folder; the message says where.

/// The names of pairs are of use to snapshots alone.
macro_rules! each {
    ($($names:tt)*) => {};
}

#[path = "fuzz/account.rs"]
mod account;
mod cargo;
#[path = "fuzz/checks.rs"]
mod checks;
#[path = "fuzz/code.rs"]
mod code;
#[path = "fuzz/documents.rs"]
mod documents;
#[path = "fuzz/harness.rs"]
mod harness;
#[path = "fuzz/minimise.rs"]
mod minimise;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "fuzz/random.rs"]
mod random;
#[path = "pairs/mod.rs"]
mod snippets;
#[path = "fuzz/words.rs"]
mod words;

use harness::{Input, number, try_all};
use random::Random;
use serde_json::Value;
use std::path::Path;

/// Documents of OpenAPI 3 that are fine: the pairs', and the flagship's.
fn seeds() -> Vec<(String, String)> {
    let rooms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/video_v1.yaml");
    let rooms = std::fs::read_to_string(rooms).expect("the flagship's document");
    let pairs = snippets::all().map(|pair| (pair.name.to_owned(), pair.document()));
    let pairs = pairs.filter(|(_, text)| !is_swagger(text));
    pairs.chain([("video_v1".to_owned(), rooms)]).collect()
}

fn is_swagger(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("swagger:"))
}

fn trees() -> Vec<(String, Value)> {
    let tree = |(name, text): (String, String)| Some((name, serde_yaml::from_str(&text).ok()?));
    seeds().into_iter().filter_map(tree).collect()
}

#[test]
fn arbitrary_bytes() {
    try_all("arbitrary_bytes", 400, |random| {
        let start: &[u8] = match random.below(4) {
            0 => b"openapi: 3.0.3\n",
            1 => b"{\"openapi\": \"3.1.0\", ",
            _ => b"",
        };
        let mut text = start.to_vec();
        match random.percent(50) {
            true => text.extend((0..random.below(300)).map(|_| random.next() as u8)),
            false => text.extend(words::any(random).bytes()),
        }
        Input::bytes(text)
    });
}

#[test]
fn mutated_bytes() {
    let seeds = seeds();
    try_all("mutated_bytes", 100, |random| {
        let mut text = random.pick_named(&seeds).cloned().unwrap_or_default().into_bytes();
        mutate::bytes(random, &mut text);
        Input::bytes(text)
    });
}

#[test]
fn mutated_trees() {
    let seeds = trees();
    try_all("mutated_trees", 60, |random| {
        let mut tree = random.pick_named(&seeds).cloned().unwrap_or_default();
        mutate::tree(random, &mut tree);
        Input::tree(random, tree)
    });
}

/// What is lost of Swagger 2.0 is not looked for: the places differ from those of OpenAPI 3.
#[test]
fn mutated_swagger() {
    let seeds = snippets::all().map(snippets::Pair::document).filter(|text| is_swagger(text));
    let seeds: Vec<Value> = seeds.filter_map(|text| serde_yaml::from_str(&text).ok()).collect();
    try_all("mutated_swagger", 100, |random| {
        let mut tree = random.pick(&seeds).clone();
        mutate::tree(random, &mut tree);
        Input::tree(random, tree)
    });
}

#[test]
fn structured_and_tame() {
    try_all("structured_and_tame", 60, |random| {
        let document = documents::document(random, documents::TAME);
        Input::tree(random, document)
    });
}

#[test]
fn structured_and_wild() {
    try_all("structured_and_wild", 60, |random| {
        let document = documents::document(random, documents::WILD);
        Input::tree(random, document)
    });
}

#[test]
fn wrong_kinds() {
    let seeds = trees();
    try_all("wrong_kinds", 100, |random| {
        let mut tree = match random.percent(50) {
            true => documents::document(random, documents::TAME),
            false => random.pick_named(&seeds).cloned().unwrap_or_default(),
        };
        let wrong = mutate::kind(random, &mut tree);
        Input { wrong, ..Input::tree(random, tree) }
    });
}

/// Some documents in one crate: `SPECWRIGHT_FUZZ_COMPILE=300` compiles that many.
#[test]
fn what_comes_out_compiles() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz/compiled");
    std::fs::create_dir_all(&folder)?;
    let count = number("SPECWRIGHT_FUZZ_COMPILE").unwrap_or(4);
    let seed = number("SPECWRIGHT_FUZZ_SEED").unwrap_or(1);
    let mut clients = Vec::new();
    for seed in (seed..).take(count as usize) {
        let document = documents::document(&mut Random::new(seed), documents::TAME);
        let spec = folder.join(format!("seed_{seed}.json"));
        std::fs::write(&spec, document.to_string())?;
        let generated = specwright::generate(&specwright::Options::new(spec));
        clients.extend(generated.into_files().map(|files| (format!("seed_{seed}"), files)));
    }
    let packages = clients.chunks(8).enumerate().map(|(part, clients)| cargo::Package {
        name: format!("seeds-{part}"),
        clients: clients.to_vec(),
    });
    let (is_clean, printed) = cargo::check("fuzz/crates", &packages.collect::<Vec<_>>())?;
    let folder = folder.display();
    assert!(is_clean, "it does not compile or has warnings, see {folder}:\n{printed}");
    Ok(())
}
