//! Examples of real documents, through the clients that are generated from them: each example that
//! is valid against its own schema is read into the type of the schema, and is the same when it is
//! written again.
//!
//! The documents of this repository and a spread of others run always.
//! `SPECWRIGHT_CORPUS_LIST=FILE cargo test --test roundtrip` takes other ones: a document a line, by
//! its place in the corpus (see `tests/support/corpus.rs`) or as a whole path, and behind tabs the
//! overlays that belong to it. Clients are built many at a time, as modules of one program.
//! `tests/roundtrip.md` keeps the table of the last large run.

#[path = "roundtrip/cases.rs"]
mod cases;
#[path = "roundtrip/compare.rs"]
mod compare;
#[path = "roundtrip/program.rs"]
mod program;
#[path = "roundtrip/table.rs"]
mod table;

use cases::DocumentCases;
use compare::Comparer;
use specwright::Config;
use specwright::Options;
use std::path::Path;
use table::Table;
use test_support::corpus::{documents, say, vendor};

/// The flagship as its vendor has it, where it is at hand.
const THEIRS: &str = "twilio/twilio_video_v1.yaml";

/// A document of 3.1.
const NULLS: &str = "tests/nulls/api.yaml";

/// Documents of different sizes, styles and sins.
const SPREAD: &[&str] = &[
    "dnd5eapi.co.json",
    "graphhopper.com.json",
    "here.com/positioning.json",
    "ideal-postcodes.co.uk.json",
    "payments.service.gov.uk/payments.json",
    "pocketsmith.com.json",
];

/// The documents to try, by their names.
type List = Vec<(String, Options)>;

/// The documents of this repository, and others as far as they are at hand.
fn usual(corpus: Option<&Path>) -> List {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = Config::read(&root.join("Cargo.toml")).expect("Cargo.toml can be read");
    let flagship = config.and_then(|config| config.options()).expect("a document is configured");
    let theirs = vendor(THEIRS).map(|spec| flagship.clone().spec(spec));
    let nulls = Options::new(root.join(NULLS));
    let spread = corpus.into_iter().flat_map(|corpus| {
        SPREAD.iter().map(|name| ((*name).to_owned(), Options::new(corpus.join(name))))
    });
    let ours = [("the flagship".to_owned(), flagship), (NULLS.to_owned(), nulls)];
    let theirs = theirs.map(|options| ("the flagship of its vendor".to_owned(), options));
    ours.into_iter().chain(theirs).chain(spread).collect()
}

/// The documents of a file, with the overlays that it names.
fn listed(list: &str, corpus: Option<&Path>) -> List {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = |line: &str| {
        let mut parts = line.trim().split('\t');
        let name = parts.next().unwrap_or_default();
        let below = [corpus.map(|corpus| corpus.join(name)), vendor(name)].into_iter().flatten();
        let path = below.into_iter().find(|path| path.is_file());
        let options = Options::new(path.unwrap_or_else(|| root.join(name)));
        let options = options.overlays(parts.map(|overlay| root.join(overlay)));
        (line.trim().replace('\t', " with "), options)
    };
    list.lines().filter(|line| !line.trim().is_empty()).map(document).collect()
}

fn list() -> std::io::Result<List> {
    let corpus = documents(env!("CARGO_TARGET_TMPDIR").as_ref());
    if let Some(file) = std::env::var_os("SPECWRIGHT_CORPUS_LIST") {
        return Ok(listed(&std::fs::read_to_string(file)?, corpus.as_deref()));
    }
    if corpus.is_none() {
        say("without other documents: they are not at hand, and npm cannot bring them");
    }
    Ok(usual(corpus.as_deref()))
}

/// Documents that are built together: how much code a compiler takes without much memory.
const MUCH_CODE: usize = 2_000_000;

#[test]
fn examples_come_back_equal() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut table = Table::default();
    let mut batch: Vec<DocumentCases> = Vec::new();
    for (name, options) in list()? {
        match cases::gather(&name, &options) {
            Ok(tried) if tried.cases.is_empty() => table.add(&tried, Vec::new()),
            Ok(tried) => batch.push(tried),
            Err(why) => table.fail(&name, &why),
        }
        if batch.iter().map(|tried| tried.code.len()).sum::<usize>() > MUCH_CODE {
            judge(&mut table, &std::mem::take(&mut batch));
        }
    }
    judge(&mut table, &batch);
    std::fs::write(folder.join("roundtrip.md"), table.text())?;
    std::fs::write(folder.join("roundtrip.jsonl"), table.lines())?;
    say(&table.sum());
    let faults = table.faults();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

/// Builds and runs what there is to try of several documents.
fn judge(table: &mut Table, batch: &[DocumentCases]) {
    if batch.is_empty() {
        return;
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap_or(Path::new("."));
    match program::run(target, batch) {
        Ok(all) => batch.iter().zip(all).for_each(|(tried, outcomes)| {
            let mut comparer = Comparer::new(&tried.root);
            let both = tried.cases.iter().zip(outcomes);
            let verdicts = both.map(|(case, outcome)| comparer.outcome(&tried.root, case, outcome));
            let verdicts = verdicts.collect();
            table.add(tried, verdicts);
        }),
        Err(why) => batch.iter().for_each(|tried| table.fail(&tried.name, &why)),
    }
}
