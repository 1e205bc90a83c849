//! Arguments.

use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  specwright                                        what Cargo.toml configures
  specwright generate openapi.yaml                  a crate in a folder named after the title
  specwright generate api.json --out client --name my-client
  specwright generate api.yaml --overlay vendor.overlay.yaml
  specwright --check                                is the output up to date? (for CI)

Configuration (paths are relative to the file; every key is also a flag):
  [workspace.metadata.specwright]
  spec = \"spec/openapi.yaml\"
  overlays = [\"spec/vendor.overlay.yaml\"]
  out = \"generated\"
  name = \"my-client\"

Exit codes: 0 done; 1 the document is bad, or --check found something that would change;
2 wrong usage.";

/// Turns an OpenAPI 3 description into a Rust client crate.
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
    /// The OpenAPI document, JSON or YAML [default: as configured]
    pub spec: Option<PathBuf>,
    /// The folder to write the crate to [default: as configured, else the crate's name]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The crate's name [default: as configured, else made from the document's title]
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,
    /// The crate's version [default: 0.1.0]
    #[arg(long = "crate-version", value_name = "VERSION")]
    pub crate_version: Option<String>,
    /// The crate's licence, an SPDX expression
    #[arg(long, value_name = "SPDX")]
    pub license: Option<String>,
    /// An OpenAPI Overlay to apply first; may be given several times
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// A file of rules, as the extension `x-specwright` holds them; may be given several times
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<PathBuf>,
    /// Generate only this tag, path or operationId and the models that it reaches; may be given
    /// several times
    #[arg(long, value_name = "WHAT")]
    pub only: Vec<String>,
    /// Files that `$ref`s name may be anywhere below this folder [default: the document's]
    #[arg(long, value_name = "DIR")]
    pub refs_below: Option<PathBuf>,
    /// Read the configuration from this file instead of the closest Cargo.toml that has one
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The command that headers of generated files name
    #[arg(long, value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write what was generated, left out and untyped to a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write nothing; exit with 1 when something would change
    #[arg(long)]
    pub check: bool,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// Print errors only
    #[arg(long, short)]
    pub quiet: bool,
}
