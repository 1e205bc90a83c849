//! Specwright turns an OpenAPI description into a Rust client crate.
//!
//! There is one path: [`load`] reads files into a tree, [`lower`] makes a [`draft`] of the API,
//! [`resolve`] turns the draft into the finished [`ir::Api`], [`check`] verifies it, [`emit`]
//! prints token streams, [`render`] formats them, and [`write`](mod@write) updates the files on
//! disk. Each stage adds its problems to one list of [`diagnostic`]s with line and column.
//!
//! ```no_run
//! let mut options = specwright::Options::new("petstore.yaml");
//! options.name = Some("petstore".into());
//! let generated = specwright::generate(&options);
//! for diagnostic in &generated.diagnostics {
//!     eprintln!("{diagnostic}");
//! }
//! if let Some(files) = &generated.files {
//!     let changes = specwright::write::plan("petstore".as_ref(), files)?;
//!     specwright::write::apply("petstore".as_ref(), files, &changes)?;
//! }
//! # Ok::<(), specwright::write::Failure>(())
//! ```
//!
//! A build script wants one file to include instead of a crate: [`module`].

pub mod check;
pub mod config;
pub mod diagnostic;
pub mod draft;
pub mod emit;
pub mod examples;
pub mod ir;
mod limits;
pub mod load;
pub mod lower;
pub mod names;
pub mod prose;
pub mod render;
pub mod report;
pub mod resolve;
mod rules;
pub mod validate;
pub mod write;

use diagnostic::{Diagnostic, Diagnostics};
use emit::CrateInfo;
use render::Rendered;
use report::Report;
use std::path::PathBuf;

/// What to generate from what.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The document.
    pub spec: PathBuf,
    /// Overlays, applied in order.
    pub overlays: Vec<PathBuf>,
    /// Files that hold what the root extension may hold.
    pub rules: Vec<PathBuf>,
    /// The folder below which `$ref`s may name files; the document's where it is not given.
    pub refs_below: Option<PathBuf>,
    /// Only these operations, by tag, path or `operationId`, and the models that they reach; all
    /// where it is empty.
    pub only: Vec<String>,
    /// The crate's name; made from the document's title where it is not given.
    pub name: Option<String>,
    /// The crate's version; `0.1.0` where it is not given.
    pub version: Option<String>,
    /// The crate's licence.
    pub license: Option<String>,
    /// The command that makes the files anew, for their headers.
    pub command: Option<String>,
}

impl Options {
    /// Everything as it comes, from a document.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self { spec: spec.into(), ..Self::default() }
    }

    fn info(&self, title: &str) -> CrateInfo {
        CrateInfo {
            name: self.name.clone().unwrap_or_else(|| names::package(title)),
            version: self.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
            license: self.license.clone(),
        }
    }

    /// The document's file name: the folder it stands in differs from machine to machine.
    fn source(&self) -> String {
        let name = self.spec.file_name().unwrap_or(self.spec.as_os_str());
        name.to_string_lossy().replace(|c: char| c.is_control(), " ")
    }
}

/// What came of a run.
#[derive(Debug)]
pub struct Generated {
    /// Everything that is wrong with the document, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the crate; none where an error stands in the way.
    pub files: Option<Vec<Rendered>>,
    /// What was generated and what was not.
    pub report: Report,
    /// The crate's name.
    pub name: String,
}

/// Generates a crate. Nothing is written: see [`write`](mod@write).
pub fn generate(options: &Options) -> Generated {
    let command = options.command.as_deref().unwrap_or("specwright generate");
    let source = options.source();
    run(options, |api, info| {
        let files = emit::files(api, info, |file| render::render(file, &source, command));
        files.into_iter().collect()
    })
}

/// Generates the client as one file without inner attributes, to be included in a module:
/// `mod client { include!(concat!(env!("OUT_DIR"), "/client.rs")); }`.
pub fn module(options: &Options) -> Generated {
    run(options, |api, info| {
        let text = render::format(emit::module(api, info))?;
        Ok(vec![Rendered { path: "client.rs".to_owned(), text }])
    })
}

fn run(
    options: &Options,
    emit: impl FnOnce(&ir::Api, &CrateInfo) -> syn::Result<Vec<Rendered>>,
) -> Generated {
    let mut problems = Diagnostics::default();
    let mut report = Report::default();
    let mut clock = report::Clock::start();
    let Some(document) = load::load(options, &mut problems) else {
        let name = options.info("").name;
        return Generated { diagnostics: problems.into_sorted(), files: None, report, name };
    };
    report.stages.push(("load", clock.lap()));
    let (contradictions, contradicted) = examples::contradictions(&document);
    report.stages.push(("examples", clock.lap()));
    let (draft, coverage) = lower::lower(&document, &options.only, &contradicted, &mut problems);
    report.stages.push(("lower", clock.lap()));
    let resolve::Resolved { api, .. } = resolve::resolve(draft, &mut problems);
    report.stages.push(("resolve", clock.lap()));
    check::check(&api).into_iter().for_each(|problem| problems.push(defect(&problem)));
    for warning in contradictions {
        // Of a document of which only a part is wanted, the rest may be as it is.
        if options.only.is_empty() || warning.pointer.as_deref().is_some_and(|at| api.holds(at)) {
            problems.push(warning);
        }
    }
    report.count(&api, coverage);
    report.stages.push(("check", clock.lap()));
    // From here on the document is of no use, and a large one takes much space.
    document.locate(&mut problems);
    drop(document);
    report.stages.push(("locate", clock.lap()));
    let info = options.info(&api.title);
    let files = if problems.has_errors() { None } else { Some(emit(&api, &info)) };
    report.stages.push(("emit and render", clock.lap()));
    let files = files.and_then(|files| files.map_err(|error| problems.push(defect(&error))).ok());
    let diagnostics = problems.into_sorted();
    report.take_contradictions(&diagnostics);
    Generated { diagnostics, files, report, name: info.name }
}

/// A defect of the generator that the checks found. Nothing is written then.
fn defect(problem: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(format!("internal error: {problem}"))
        .help("report this defect of Specwright, with the document")
}
