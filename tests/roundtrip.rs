//! Examples of real documents, through the clients that are generated from them: each example that
//! is valid against its own schema is read into the type of the schema, and is the same when it is
//! written again.
//!
//! The documents of this repository and a spread of others run always. `SPECWRIGHT_CORPUS_LIST=FILE cargo test
//! --test roundtrip` takes other ones: a document a line, by its place in the corpus (see
//! `tests/corpus.rs`) or as a whole path, and behind tabs the overlays that belong to it. Clients
//! are built many at a time, as modules of one program. `tests/roundtrip.md` keeps the table of the
//! last large run.

#[path = "roundtrip/cases.rs"]
mod cases;
#[path = "roundtrip/compare.rs"]
mod compare;
#[path = "roundtrip/program.rs"]
mod program;

use cases::Tried;
use compare::{Comparer, Verdict};
use program::Outcome;
use specwright::Options;
use std::path::Path;
use test_support::corpus::{documents, say, vendor};

/// The flagship, as this repository has it, and a document of 3.1.
const OURS: &[&str] = &["spec/video_v1.yaml\tspec/twilio.overlay.yaml", "tests/nulls/api.yaml"];

/// The flagship as its vendor has it, where it is at hand.
const THEIRS: &str = "twilio/twilio_video_v1.yaml";

/// Documents of different sizes, styles and sins.
const SPREAD: &[&str] = &[
    "dnd5eapi.co.json",
    "graphhopper.com.json",
    "here.com/positioning.json",
    "ideal-postcodes.co.uk.json",
    "payments.service.gov.uk/payments.json",
    "pocketsmith.com.json",
];

/// What there is to try, by its name.
fn list() -> std::io::Result<Vec<(String, Options)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = documents(env!("CARGO_TARGET_TMPDIR").as_ref());
    let given = match std::env::var_os("SPECWRIGHT_CORPUS_LIST") {
        Some(file) => Some(std::fs::read_to_string(file)?),
        None => None,
    };
    let theirs = vendor(THEIRS).map(|path| format!("{}\tspec/twilio.overlay.yaml", path.display()));
    let list = given.unwrap_or_else(|| {
        let spread = if corpus.is_some() { SPREAD } else { &[] };
        let all = OURS.iter().chain(spread).copied().chain(theirs.as_deref());
        all.collect::<Vec<_>>().join("\n")
    });
    if corpus.is_none() {
        say("without other documents: they are not at hand, and npm cannot bring them");
    }
    let line = |line: &str| {
        let mut parts = line.trim().split('\t');
        let name = parts.next().unwrap_or_default();
        let in_corpus = corpus.as_ref().map(|corpus| corpus.join(name));
        let path = in_corpus.filter(|path| path.is_file()).unwrap_or_else(|| root.join(name));
        let mut options = Options::new(path);
        options.overlays = parts.map(|overlay| root.join(overlay)).collect();
        (name.to_owned(), options)
    };
    Ok(list.lines().filter(|text| !text.trim().is_empty()).map(line).collect())
}

/// Documents that are built together: how much code a compiler takes without much memory.
const MUCH_CODE: usize = 4_000_000;

#[test]
fn examples_come_back_equal() -> std::io::Result<()> {
    let mut run = Run::default();
    let mut batch: Vec<Tried> = Vec::new();
    for (name, options) in list()? {
        match cases::gather(&name, &options) {
            Ok(tried) if tried.cases.is_empty() => run.row(&tried, [0; 3]),
            Ok(tried) => batch.push(tried),
            Err(why) => run.faults.push(format!("{name}: {why}")),
        }
        if batch.iter().map(|tried| tried.code.len()).sum::<usize>() > MUCH_CODE {
            run.judge(&std::mem::take(&mut batch));
        }
    }
    run.judge(&batch);
    let [examples, contradicting, untyped, values, equal, one_form, _] = run.sum;
    say(&format!(
        "{} documents, {examples} examples: {contradicting} contradict their schemas, {untyped} have \
         no type; of {values} valid values {equal} came back equal, {one_form} as one of several forms",
        run.documents
    ));
    assert!(run.faults.is_empty(), "{} faults:\n{}", run.faults.len(), run.faults.join("\n"));
    Ok(())
}

/// What came of a run.
#[derive(Default)]
struct Run {
    documents: usize,
    /// The columns of the table, all rows together.
    sum: [usize; 7],
    faults: Vec<String>,
}

impl Run {
    fn judge(&mut self, batch: &[Tried]) {
        if batch.is_empty() {
            return;
        }
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap_or(Path::new("."));
        match program::run(target, batch) {
            Ok(all) => {
                batch.iter().zip(all).for_each(|(tried, outcomes)| self.document(tried, outcomes));
            }
            Err(why) => {
                let names: Vec<&str> = batch.iter().map(|tried| tried.name.as_str()).collect();
                self.faults.push(format!("{}: {why}", names.join(", ")));
            }
        }
    }

    fn document(&mut self, tried: &Tried, outcomes: Vec<Outcome>) {
        let mut comparer = Comparer::new(&tried.root);
        let (mut equal, mut one_form, mut though) = (0, 0, 0);
        for (case, outcome) in tried.cases.iter().zip(outcomes) {
            let verdict = match (outcome, tried.root.pointer(&case.schema)) {
                (Ok(written), Some(schema)) => comparer.judge(schema, &case.value, &written),
                (Ok(_), None) => Verdict::Different("its schema is not there".to_owned()),
                (Err(why), _) => Verdict::Different(why),
            };
            match (case.contradicts, verdict) {
                (false, Verdict::Equal) => equal += 1,
                (false, Verdict::OneForm) => one_form += 1,
                (false, Verdict::Different(why)) => {
                    let (name, ty) = (&tried.name, &tried.types[case.ty]);
                    self.faults.push(format!("{name} #{}: {ty}: {why}", case.pointer));
                }
                (true, verdict) => though += usize::from(verdict == Verdict::Equal),
            }
        }
        self.row(tried, [equal, one_form, though]);
    }

    /// A row of the table.
    fn row(&mut self, tried: &Tried, [equal, one_form, though]: [usize; 3]) {
        let Tried { examples, contradicting, untyped, .. } = *tried;
        let values = tried.cases.iter().filter(|case| !case.contradicts).count();
        let row = [examples, contradicting, untyped, values, equal, one_form, though];
        self.sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        self.documents += 1;
        if examples > 0 {
            say(&format!(
                "| {} | {} |",
                tried.name,
                row.map(|number| number.to_string()).join(" | ")
            ));
        }
    }
}
