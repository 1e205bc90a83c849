//! The command line: arguments, what is printed, exit codes.

mod args;
mod print;

use crate::diagnostic::{Diagnostic, Severity};
use crate::{Changes, Config, Generated, Options, WriteError};
use args::{Args, Command, Form, Generate};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// The document is bad, or `--check` found something that would change.
const FAILED: u8 = 1;
/// The command was used wrongly.
const USAGE: u8 = 2;

/// Runs the command.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let generate = match args.command {
        Some(Command::Generate(generate)) => generate,
        None => args.generate,
    };
    match self::generate(&generate) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(code)) => ExitCode::from(code),
    }
}

/// Why the command ends early; everything has been said by then.
struct Stop(u8);

fn generate(args: &Generate) -> Result<(), Stop> {
    let start = Instant::now();
    let options = options(args)?;
    let generated = match args.emit {
        Form::Crate => crate::generate(&options),
        Form::Module => crate::module(&options),
        Form::Ir => crate::api_json(&options),
    };
    let is_warning = |problem: &&Diagnostic| problem.severity == Severity::Warning;
    let warnings = generated.diagnostics.iter().filter(is_warning).count();
    let strict = args.strict && warnings > 0;
    print::diagnostics(&generated.diagnostics, args.quiet && !strict);
    report(args, &generated)?;
    if generated.files.is_none() || strict {
        print::failed(&generated, strict);
        return Err(Stop(FAILED));
    }
    let Some((generated, out)) = place(args, &options, generated)? else { return Ok(()) };
    if args.check {
        let changes = crate::plan(&generated, &out).map_err(cannot_write)?;
        print::summary(args.quiet, &options, &generated, warnings);
        return check(args, &options, &out, &changes);
    }
    let changes = crate::write(&generated, &out).map_err(cannot_write)?;
    print::summary(args.quiet, &options, &generated, warnings);
    print::written(args, &out, &changes, &generated, start.elapsed());
    Ok(())
}

/// The folder to write to. One file is named as `--out` says, or else printed.
fn place(
    args: &Generate,
    options: &Options,
    mut generated: Generated,
) -> Result<Option<(Generated, PathBuf)>, Stop> {
    if args.emit == Form::Crate {
        let out = options.out.clone().unwrap_or_else(|| PathBuf::from(&generated.name));
        return Ok(Some((generated, out)));
    }
    let Some(file) = generated.files.iter_mut().flatten().next() else { return Ok(None) };
    let Some(out) = &args.options.0.out else {
        if args.check {
            return Err(wrong_usage("nothing to compare with", "add `--out FILE`"));
        }
        print::text(&file.text);
        return Ok(None);
    };
    let Some(name) = out.file_name().filter(|_| !out.is_dir()) else {
        let message = format!("{}: expected a file, found a folder", out.display());
        return Err(wrong_usage(message, "`--out` names the file to write here"));
    };
    file.path = name.to_string_lossy().into_owned();
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    Ok(Some((generated, folder.unwrap_or(Path::new(".")).to_owned())))
}

fn check(args: &Generate, options: &Options, out: &Path, changes: &Changes) -> Result<(), Stop> {
    if changes.is_empty() {
        print::fresh(args.quiet, out);
        return Ok(());
    }
    print::stale(out, changes, options.command_line());
    Err(Stop(FAILED))
}

fn report(args: &Generate, generated: &Generated) -> Result<(), Stop> {
    let Some(file) = &args.report else { return Ok(()) };
    std::fs::write(file, generated.report.to_json()).map_err(|error| {
        print::error(
            &Diagnostic::error(format!("cannot write the report: {error}"))
                .in_file(file.display().to_string()),
        );
        Stop(FAILED)
    })
}

fn cannot_write(failure: WriteError) -> Stop {
    let file = failure.path.display().to_string();
    let error = Diagnostic::error(format!("cannot write: {}", failure.why)).in_file(file);
    print::error(&error.help("nothing was changed"));
    Stop(FAILED)
}

fn wrong_usage(message: impl Into<String>, help: &str) -> Stop {
    print::error(&Diagnostic::error(message).help(help));
    Stop(USAGE)
}

/// The options of the configuration, replaced by those of the flags. A document named on the
/// command line that is not the configured one is generated without the configuration.
fn options(args: &Generate) -> Result<Options, Stop> {
    let mut options = configured(args)?;
    let flags = &args.options.0;
    if let Some(spec) = &flags.spec
        && args.config.is_none()
        && !is_same(spec, options.document())
    {
        options = Options::default();
    }
    options.merge(flags);
    if options.spec.is_none() {
        let help = "name one: `specwright generate openapi.yaml`, or set `spec` in \
                    `[workspace.metadata.specwright]` of Cargo.toml";
        return Err(wrong_usage("no document to generate from", help));
    }
    Ok(shorten(options))
}

fn configured(args: &Generate) -> Result<Options, Stop> {
    let config = match &args.config {
        Some(file) => Config::read(file),
        None => Config::find(&current_folder()),
    };
    let config = config.map_err(|error| {
        print::error(error.diagnostic());
        Stop(USAGE)
    })?;
    match (config, &args.config) {
        (Some(config), _) => Ok(config.into_options()),
        (None, None) => Ok(Options::default()),
        (None, Some(file)) => {
            let message = format!("no configuration in {}", file.display());
            Err(wrong_usage(message, "add `[package.metadata.specwright]`"))
        }
    }
}

/// Whether two paths lead to the same file.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn current_folder() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

/// Paths as the user would write them from here.
fn short(path: &Path) -> PathBuf {
    match path.strip_prefix(current_folder()) {
        Ok(below) if !below.as_os_str().is_empty() => below.to_owned(),
        _ => path.to_owned(),
    }
}

fn shorten(mut options: Options) -> Options {
    options.paths().into_iter().for_each(|path| *path = short(path));
    options
}
