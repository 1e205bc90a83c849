//! Specwright generates a Rust client crate from an OpenAPI document.
//!
//! ```no_run
//! let options = specwright::Options::new("petstore.yaml").name("petstore");
//! let generated = specwright::generate(&options);
//! for diagnostic in generated.diagnostics() {
//!     eprintln!("{diagnostic}");
//! }
//! specwright::write(&generated, "petstore")?;
//! # Ok::<(), specwright::WriteError>(())
//! ```
//!
//! A build script wants one file to include instead of a crate: see [`module`]. The options can
//! also be read from a file: see [`Config`].
//!
//! # Features
//!
//! * `cli` (default): the command `specwright`. Without it, neither clap nor C code is compiled:
//!   use `default-features = false` in a build script.
//!
//! # Stages
//!
//! `load` reads files into a tree, `lower` makes a draft of the API, `resolve` turns the draft into
//! the finished `ir::Api`, `check` verifies it, `emit` prints token streams, `render` formats them,
//! and `write` updates the files on disk. Each stage adds its problems to one list of diagnostics
//! with line and column.

mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod config;
mod diagnostic;
mod document;
mod draft;
mod emit;
mod examples;
mod ir;
mod limits;
mod load;
mod lower;
mod mistakes;
mod names;
mod options;
mod prose;
mod render;
mod report;
mod resolve;
mod rules;
mod similar;
mod validate;
mod write;

/// The stages, for the tests of this repository. They change without notice.
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;

pub use config::{Config, ConfigError};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use options::Options;
pub use render::File;
pub use report::Report;
pub use write::{Changes, WriteError};

use diagnostic::Diagnostics;
use emit::CrateInfo;
use std::error::Error;
use std::path::Path;

impl Options {
    fn info(&self, title: &str) -> CrateInfo {
        CrateInfo {
            name: self.name.clone().unwrap_or_else(|| names::package(title)),
            version: self.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
            license: self.license.clone(),
            description: self.description.clone(),
            keywords: self.keywords.clone(),
            categories: self.categories.clone(),
            repository: self.repository.clone(),
        }
    }

    /// The file name of the document. Its folder differs from machine to machine.
    fn source(&self) -> String {
        let spec = self.document();
        let name = spec.file_name().unwrap_or(spec.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

/// The result of a run.
#[derive(Debug)]
pub struct Generated {
    diagnostics: Vec<Diagnostic>,
    files: Option<Vec<File>>,
    report: Report,
    name: String,
    form: Form,
}

/// What the files of a run are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// All generated files of a folder.
    Crate,
    /// One file of a folder.
    SingleFile,
}

impl Generated {
    /// The problems of the document, ordered by position.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The generated files; `None` if there are errors.
    pub fn files(&self) -> Option<&[File]> {
        self.files.as_deref()
    }

    /// The generated files; `None` if there are errors.
    pub fn into_files(self) -> Option<Vec<File>> {
        self.files
    }

    /// What was generated and what was not.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The name of the crate.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Generates a crate. Nothing is written: see [`write`](write()).
pub fn generate(options: &Options) -> Generated {
    let (command, source) = (options.command_line(), options.source());
    run(options, Form::Crate, |api, info| {
        let files = emit::files(api, info, |file| render::render(file, &source, command));
        Ok(files.into_iter().collect::<Result<_, _>>()?)
    })
}

/// Generates the client as one file, `client.rs`, without inner attributes, to be included in a
/// module: `mod client { include!(concat!(env!("OUT_DIR"), "/client.rs")); }`.
pub fn module(options: &Options) -> Generated {
    let header = render::header("client.rs", &options.source(), options.command_line());
    run(options, Form::SingleFile, |api, info| {
        let text = header + &render::format(emit::module(api, info))?;
        Ok(vec![File::new("client.rs", text)])
    })
}

/// Generates a description of the API as one JSON file, `api.json`: everything that the printers of
/// code know about it.
#[cfg(feature = "cli")]
pub(crate) fn api_json(options: &Options) -> Generated {
    let header = render::header_text(&options.source(), options.command_line());
    run(options, Form::SingleFile, |api, _| {
        let output = ir::Output { generated: &header, api };
        let text = serde_json::to_string_pretty(&output)?;
        Ok(vec![File::new("api.json", text + "\n")])
    })
}

/// Returns what [`write`](write()) would change in a folder.
///
/// # Errors
///
/// If nothing was generated, if the folder cannot be read, or if a file that was not generated is
/// in the way.
pub fn plan(generated: &Generated, folder: impl AsRef<Path>) -> Result<Changes, WriteError> {
    let folder = folder.as_ref();
    let Some(files) = &generated.files else {
        return Err(WriteError::new(folder, "nothing was generated"));
    };
    match generated.form {
        Form::Crate => write::plan(folder, files),
        Form::SingleFile => write::plan_files(folder, files),
    }
}

/// Writes generated files to a folder: those that differ, and all or none. Removes generated files
/// that are no longer part of a crate.
///
/// # Errors
///
/// As for [`plan`], and if a file cannot be written. Nothing is changed then.
pub fn write(generated: &Generated, folder: impl AsRef<Path>) -> Result<Changes, WriteError> {
    let folder = folder.as_ref();
    let changes = plan(generated, folder)?;
    write::apply(folder, generated.files.as_deref().unwrap_or_default(), &changes)?;
    Ok(changes)
}

fn run(
    options: &Options,
    form: Form,
    emit: impl FnOnce(&ir::Api, &CrateInfo) -> Result<Vec<File>, Box<dyn Error>>,
) -> Generated {
    let mut problems = Diagnostics::default();
    options.problems().into_iter().for_each(|problem| problems.push(Diagnostic::error(problem)));
    let mut report = Report::default();
    let mut clock = report::Clock::start();
    let Some(document) = load::load(options, &mut problems) else {
        let name = options.info("").name;
        return Generated { diagnostics: problems.into_sorted(), files: None, report, name, form };
    };
    report.stages.push(("load", clock.lap()));
    let (contradictions, contradicted) = examples::contradictions(&document);
    report.stages.push(("examples", clock.lap()));
    let (draft, coverage) = lower::lower(&document, &options.only, &contradicted, &mut problems);
    report.stages.push(("lower", clock.lap()));
    let resolve::Resolved { mut api, .. } = resolve::resolve(draft, &mut problems);
    report.stages.push(("resolve", clock.lap()));
    check::check(&api).into_iter().for_each(|problem| problems.push(defect(&problem)));
    for warning in contradictions {
        // Of a document of which only a part is wanted, the rest may be as it is.
        if options.only.is_empty() || warning.pointer.as_deref().is_some_and(|at| api.holds(at)) {
            problems.push(warning);
        }
    }
    report.count(&api, coverage.located(|pointer| document.original(pointer)));
    report.stages.push(("check", clock.lap()));
    // From here on the document is of no use, and a large one takes much space.
    document.locate(&mut problems);
    api.relocate(|pointer| document.original(pointer));
    drop(document);
    report.stages.push(("locate", clock.lap()));
    let info = options.info(&api.title);
    let files = if problems.has_errors() { None } else { Some(emit(&api, &info)) };
    report.stages.push(("emit and render", clock.lap()));
    let files = files.and_then(|files| files.map_err(|error| problems.push(defect(&error))).ok());
    let diagnostics = problems.into_sorted();
    report.take_contradictions(&diagnostics);
    Generated { diagnostics, files, report, name: info.name, form }
}

/// A defect of the generator that the checks found. Nothing is written then.
fn defect(problem: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(format!("internal error: {problem}"))
        .help("report this defect of Specwright, with the document")
}
