//! Arguments. Those for options come from the table in `options.rs`.

use crate::Options;
use crate::options::{Definition, TABLE};
use clap::error::Error;
use clap::{
    Arg, ArgAction, ArgMatches, Args as ClapArgs, FromArgMatches, Parser, Subcommand, ValueEnum,
};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  specwright                                        what Cargo.toml configures
  specwright generate openapi.yaml                  a crate in a folder named after the title
  specwright generate api.json --out client --name my-client
  specwright generate api.yaml --overlay vendor.overlay.yaml
  specwright --check                                is the output up to date? (for CI)
  specwright generate api.yaml --emit ir            the API of the client as JSON

Configuration (paths are relative to the file; every option of the guide is a key):
  [workspace.metadata.specwright]
  spec = \"spec/openapi.yaml\"
  overlays = [\"spec/vendor.overlay.yaml\"]
  out = \"generated\"
  name = \"my-client\"

Exit codes: 0 done; 1 the document has errors, or --check found something that would change;
2 wrong usage.";

/// Generates a Rust client crate from an OpenAPI 3 document.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub generate: Generate,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate a client crate (what `specwright` alone does too)
    #[command(after_help = EXAMPLES)]
    Generate(Generate),
}

#[derive(ClapArgs, Debug)]
pub struct Generate {
    #[command(flatten)]
    pub options: OptionFlags,
    /// Read the configuration from this file instead of the closest Cargo.toml that has one
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Generate a crate, or one file, which is printed unless `--out` names a file
    #[arg(long, value_name = "FORM", default_value = "crate")]
    pub emit: Form,
    /// Write what was generated, skipped and untyped to a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write nothing; exit with 1 if something would change
    #[arg(long)]
    pub check: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Print errors only
    #[arg(long, short)]
    pub quiet: bool,
}

/// What to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A crate in a folder
    Crate,
    /// The client as one Rust file, to be included in a module
    Module,
    /// The API of the client as JSON: types, methods, settings
    Ir,
}

/// The options that are given as flags.
#[derive(Debug, Default)]
pub struct OptionFlags(pub Options);

impl ClapArgs for OptionFlags {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.args(TABLE.iter().map(argument))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for OptionFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for definition in TABLE {
            if let Some(values) = matches.get_raw(id(definition)) {
                self.0.set(definition.key, values.map(ToOwned::to_owned).collect());
            }
        }
        Ok(())
    }
}

/// The identifier of an option's argument. Keys may be names of clap's own arguments (`version`).
fn id(definition: &Definition) -> &'static str {
    match definition.flag {
        "" => definition.key,
        flag => flag,
    }
}

/// The argument of an option.
fn argument(definition: &'static Definition) -> Arg {
    let Definition { flag, value, kind, help, default, .. } = definition;
    let repeated = if kind.is_list() { "; may be given several times" } else { "" };
    let help = format!("{}{repeated} [default: {default}]", capitalized(help));
    let argument = Arg::new(id(definition)).value_name(*value).help(help);
    let argument = match *flag {
        "" => argument,
        flag => argument.long(flag),
    };
    let argument = match kind.is_list() {
        true => argument.action(ArgAction::Append),
        false => argument.action(ArgAction::Set),
    };
    match kind.is_path() {
        true => argument.value_parser(clap::value_parser!(PathBuf)),
        false => argument.value_parser(|text: &str| match definition.problem(text) {
            Some(problem) => Err(problem),
            None => Ok(text.to_owned()),
        }),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
