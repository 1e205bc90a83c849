//! What the command prints: problems to standard error, what it did to standard output.

use super::args::Generate;
use crate::diagnostic::{Diagnostic, Severity, Topic};
use crate::{Changes, Generated, Options};
use anstream::{eprintln, println};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// One error.
pub fn error(error: &Diagnostic) {
    eprintln!("{}", error.coloured());
}

/// All problems; only the errors among them where it should be quiet. Examples that contradict their
/// schemas may be thousands in one document, and are no reason to lose sight of the rest.
pub fn diagnostics(diagnostics: &[Diagnostic], quiet: bool) {
    const MOST: usize = 20;
    let mut examples = 0;
    for diagnostic in diagnostics {
        if quiet && diagnostic.severity != Severity::Error {
            continue;
        }
        examples += usize::from(diagnostic.topic == Topic::Example);
        if diagnostic.topic != Topic::Example || examples <= MOST {
            eprintln!("{}\n", diagnostic.coloured());
        }
    }
    if examples > MOST {
        let more = Diagnostic::warning(match examples - MOST {
            1 => "one more example does not match its schema".to_owned(),
            more => format!("{more} more examples do not match their schemas"),
        });
        eprintln!("{}\n", more.help("`--report FILE` lists all of them").coloured());
    }
}

/// A generated file. A reader that stops early, such as `head`, is no error.
pub fn text(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// The last line of a run that wrote nothing.
pub fn failed(generated: &Generated, strict: bool) {
    let errors =
        generated.diagnostics.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = generated.diagnostics.len() - errors;
    let why = match strict && errors == 0 {
        true => format!("{} are errors because of `--strict`", count(warnings, "warning")),
        false => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    eprintln!("nothing was generated: {why}");
}

/// What the document held.
pub fn summary(quiet: bool, options: &Options, generated: &Generated, warnings: usize) {
    if quiet {
        return;
    }
    let report = &generated.report;
    let title = [report.title.trim(), report.version.trim()].join(" ");
    println!("Read {} ({})", options.document().display(), title.trim());
    let mut line = format!(
        "     {}, {}",
        count(report.operations.len(), "operation"),
        count(report.types, "model")
    );
    if !report.skipped.is_empty() {
        line.push_str(&format!(", {} skipped", count(report.skipped.len(), "operation")));
    }
    if !report.untyped.is_empty() {
        line.push_str(&format!(", {} untyped", count(report.untyped.len(), "place")));
    }
    match report.contradictions.len() {
        0 => {}
        1 => line.push_str(", 1 example that does not match its schema"),
        more => line.push_str(&format!(", {more} examples that do not match their schemas")),
    }
    println!("{line}, {}", count(warnings, "warning"));
}

/// What was written, and how long it all took.
pub fn written(
    args: &Generate,
    out: &Path,
    changes: &Changes,
    generated: &Generated,
    took: Duration,
) {
    if args.quiet {
        return;
    }
    let (written, removed) = (changes.added.len() + changes.changed.len(), changes.removed.len());
    println!(
        "Done {}/: {} written, {} unchanged, {removed} removed, in {:.2} s",
        out.display(),
        count(written, "file"),
        changes.unchanged,
        took.as_secs_f64()
    );
    list(changes);
    if std::env::var_os("SPECWRIGHT_TIMINGS").is_some() {
        for (stage, took) in &generated.report.stages {
            println!("     {stage}: {:.3} s", took.as_secs_f64());
        }
    }
}

/// The output is what it should be.
pub fn fresh(quiet: bool, out: &Path) {
    if !quiet {
        println!("Fine {}/ is up to date", out.display());
    }
}

/// The output is not what it should be.
pub fn stale(out: &Path, changes: &Changes, command: &str) {
    eprintln!("{}/ is out of date: run `{command}`", out.display());
    list(changes);
}

fn list(changes: &Changes) {
    const MOST: usize = 20;
    let lists =
        [("added", &changes.added), ("changed", &changes.changed), ("removed", &changes.removed)];
    let mut lines = lists
        .iter()
        .flat_map(|(what, paths)| paths.iter().map(move |path| format!("     {what} {path}")));
    lines.by_ref().take(MOST).for_each(|line| println!("{line}"));
    match lines.count() {
        0 => {}
        more => println!("     and {more} more"),
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
