//! The command line: arguments, what is printed, exit codes.

mod args;
mod print;

use args::{Args, Command, Generate};
use clap::Parser;
use specwright::config::Config;
use specwright::diagnostic::{Diagnostic, Severity};
use specwright::{Generated, Options, names, write};
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

/// What to do, from flags and configuration.
struct Task {
    options: Options,
    out: Option<PathBuf>,
}

fn generate(args: &Generate) -> Result<(), Stop> {
    let start = Instant::now();
    let Task { options, out } = task(args)?;
    let generated = specwright::generate(&options);
    let warnings = generated
        .diagnostics
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
        .count();
    let strict = args.strict && warnings > 0;
    print::diagnostics(&generated.diagnostics, args.quiet && !strict);
    report(args, &generated)?;
    let Some(files) = generated.files.as_deref().filter(|_| !strict) else {
        print::failed(&generated, strict);
        return Err(Stop(FAILED));
    };
    let out = out.unwrap_or_else(|| PathBuf::from(&generated.name));
    let changes = write::plan(&out, files).map_err(cannot_write)?;
    if args.check {
        print::summary(args.quiet, &options, &generated, warnings);
        return check(args, &options, &out, &changes);
    }
    write::apply(&out, files, &changes).map_err(cannot_write)?;
    print::summary(args.quiet, &options, &generated, warnings);
    print::written(args, &out, &changes, &generated, start.elapsed());
    Ok(())
}

fn check(
    args: &Generate,
    options: &Options,
    out: &Path,
    changes: &write::Changes,
) -> Result<(), Stop> {
    if changes.is_empty() {
        print::fresh(args.quiet, out);
        return Ok(());
    }
    print::stale(out, changes, options.command.as_deref().unwrap_or("specwright generate"));
    Err(Stop(FAILED))
}

fn report(args: &Generate, generated: &Generated) -> Result<(), Stop> {
    let Some(file) = &args.report else { return Ok(()) };
    let text = format!("{:#}\n", generated.report.to_json());
    std::fs::write(file, text).map_err(|error| {
        print::error(
            &Diagnostic::error(format!("cannot write the report: {error}"))
                .in_file(file.display().to_string()),
        );
        Stop(FAILED)
    })
}

fn cannot_write(failure: write::Failure) -> Stop {
    let file = failure.path.display().to_string();
    let error = Diagnostic::error(format!("cannot write: {}", failure.why)).in_file(file);
    print::error(&error.help("nothing was changed"));
    Stop(FAILED)
}

fn wrong_usage(message: impl Into<String>, help: &str) -> Stop {
    print::error(&Diagnostic::error(message).help(help));
    Stop(USAGE)
}

/// The configuration, with the flags over it. A document named on the command line has nothing to
/// do with the configuration of another.
fn task(args: &Generate) -> Result<Task, Stop> {
    let config = match &args.config {
        Some(file) => Config::read(file).and_then(|config| {
            config
                .map(Some)
                .ok_or_else(|| format!("{}: there is no configuration in it", file.display()))
        }),
        None => Config::find(&current_folder()),
    };
    let mut config = config
        .map_err(|why| {
            wrong_usage(
                why,
                "the keys are spec, out, name, version, license, overlays, rules, only, refs-below, command",
            )
        })?
        .unwrap_or_default();
    let same = |spec: &PathBuf| match (
        spec.canonicalize(),
        config.spec.as_ref().map(|spec| spec.canonicalize()),
    ) {
        (Ok(given), Some(Ok(configured))) => given == configured,
        _ => false,
    };
    if let Some(spec) = &args.spec {
        if args.config.is_none() && !same(spec) {
            config = Config::default();
        }
        config.spec = Some(spec.clone());
    }
    merge(&mut config, args);
    check_name(&config)?;
    let Some(options) = config.options() else {
        let help = "name one: `specwright generate openapi.yaml`, or set `spec` in \
                    `[workspace.metadata.specwright]` of Cargo.toml";
        return Err(wrong_usage("there is no document to generate from", help));
    };
    Ok(Task { options: shorten(options), out: config.out.map(|path| short(&path)) })
}

fn merge(config: &mut Config, args: &Generate) {
    let set = |value: &Option<String>, target: &mut Option<String>| {
        if value.is_some() {
            target.clone_from(value);
        }
    };
    set(&args.name, &mut config.name);
    set(&args.crate_version, &mut config.version);
    set(&args.license, &mut config.license);
    set(&args.command, &mut config.command);
    if args.out.is_some() {
        config.out.clone_from(&args.out);
    }
    if args.refs_below.is_some() {
        config.refs_below.clone_from(&args.refs_below);
    }
    if !args.only.is_empty() {
        config.only.clone_from(&args.only);
    }
    if !args.overlays.is_empty() {
        config.overlays.clone_from(&args.overlays);
    }
    if !args.rules.is_empty() {
        config.rules.clone_from(&args.rules);
    }
}

fn check_name(config: &Config) -> Result<(), Stop> {
    if let Some(name) = &config.name
        && !names::is_package(name)
    {
        let help = "a crate's name has letters, digits, `-` and `_`, and starts with a letter";
        return Err(wrong_usage(format!("`{name}` cannot be the name of a crate"), help));
    }
    match &config.version {
        Some(version) if !names::is_version(version) => {
            let help = "a version has three numbers, as in `0.1.0`";
            Err(wrong_usage(format!("`{version}` cannot be the version of a crate"), help))
        }
        _ => Ok(()),
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
    options.spec = short(&options.spec);
    options.overlays.iter_mut().chain(&mut options.rules).for_each(|path| *path = short(path));
    options
}
