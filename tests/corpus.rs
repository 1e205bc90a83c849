//! Real documents: each generates, and what came out compiles without a warning.
//!
//! A spread of eight runs always; `SPECWRIGHT_CORPUS_LIST=FILE cargo test --test corpus` takes
//! other ones, a path a line. Where the documents come from is said in `tests/support/corpus.rs`;
//! without them and without a network the test says that it skips, and passes. `tests/corpus.md` keeps the table of
//! the last large run.

use specwright::Options;
use specwright::Severity;
use std::path::Path;
use std::process::{Command, Output};
use test_support::corpus::{documents, say};

/// Documents of different sizes, styles and sins.
const SPREAD: &[&str] = &[
    "callcontrol.com.json",
    "climate.com.json",
    "etmdb.com.json",
    "gsa.gov.json",
    "nrel.gov/building-case-studies.json",
    "royalmail.com/click-and-drop.json",
    "taxrates.io.json",
    "walmart.com/price.json",
];

/// What came of a document.
struct Row {
    operations: usize,
    skipped: usize,
    untyped: usize,
    fault: Option<String>,
}

fn try_document(document: &Path, name: &str) -> std::io::Result<Row> {
    let options = Options::new(document).name(name);
    let generated = specwright::generate(&options);
    let (report, files) = (generated.report(), generated.files());
    let errors =
        generated.diagnostics().iter().filter(|problem| problem.severity() == Severity::Error);
    let fault = match files {
        None => errors
            .map(|error| error.message().to_owned())
            .next()
            .or(Some("nothing came out".into())),
        Some(files) => {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(name);
            for file in files {
                let path = folder.join(&file.path);
                std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
                std::fs::write(path, &file.text)?;
            }
            let fault = check(&folder)?;
            std::fs::remove_dir_all(&folder)?;
            fault
        }
    };
    let (operations, skipped) = (report.operations().len(), report.skipped().len());
    Ok(Row { operations, skipped, untyped: report.untyped().len(), fault })
}

/// Compiles a crate, all of them in one target folder; `None` when it is fine.
fn check(folder: &Path) -> std::io::Result<Option<String>> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock"))?;
    let manifest = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    std::fs::write(&manifest, text + "\n[workspace]\n")?;
    let run = |offline: bool| -> std::io::Result<Output> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(folder).args([
            "check",
            "--quiet",
            "--color=never",
            "--message-format=short",
        ]);
        cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus-target"));
        cargo.env_remove("RUSTFLAGS");
        if offline {
            cargo.arg("--offline");
        }
        cargo.output()
    };
    let mut output = run(true)?;
    if String::from_utf8_lossy(&output.stderr).contains("--offline") {
        output = run(false)?;
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let fine = output.status.success() && said.trim().is_empty();
    Ok((!fine).then(|| said.lines().next().unwrap_or("it does not compile").to_owned()))
}

#[test]
fn real_documents_generate_and_compile() -> std::io::Result<()> {
    let Some(documents) = documents(env!("CARGO_TARGET_TMPDIR").as_ref()) else {
        test_support::skip("corpus", "the documents are missing, and npm cannot install them");
        return Ok(());
    };
    let list = match std::env::var_os("SPECWRIGHT_CORPUS_LIST") {
        Some(file) => std::fs::read_to_string(file)?,
        None => SPREAD.join("\n"),
    };
    let list: Vec<&str> = list.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (mut operations, mut skipped, mut untyped, mut faults) = (0, 0, 0, Vec::new());
    for (i, document) in list.iter().enumerate() {
        let row = try_document(&documents.join(document), &format!("document-{i}"))?;
        operations += row.operations;
        skipped += row.skipped;
        untyped += row.untyped;
        let end = row.fault.as_deref().unwrap_or("fine");
        say(&format!(
            "| {document} | {} | {} | {} | {end} |",
            row.operations, row.skipped, row.untyped
        ));
        faults.extend(row.fault.map(|fault| format!("{document}: {fault}")));
    }
    let count = list.len();
    say(&format!(
        "{count} documents, {operations} operations, {skipped} left out, {untyped} places untyped"
    ));
    assert!(
        faults.is_empty(),
        "{} of {count} documents failed:\n{}",
        faults.len(),
        faults.join("\n")
    );
    Ok(())
}
