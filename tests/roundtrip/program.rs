//! The program that reads values into the types of clients, and writes them again.

use crate::cases::DocumentCases;
use serde_json::Value;
use specwright::internals::ir::{Part, Parts};
use std::path::Path;
use std::process::{Command, Output};

/// What every program ends with: it reads cases from a file (document, type, value, a line each)
/// and answers each with the value as it is written again, or with the error.
const MAIN: &str = r#"
fn round<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<String, String> {
    let read: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&read).map_err(|error| error.to_string())
}

fn main() {
    let file = std::env::args().nth(1).expect("a file of cases");
    let text = std::fs::read_to_string(file).expect("the cases can be read");
    for line in text.lines() {
        let mut parts = line.splitn(3, ' ');
        let mut number = || parts.next().and_then(|part| part.parse().ok()).expect("a number");
        let (document, ty): (usize, usize) = (number(), number());
        match round_of(document, ty, parts.next().expect("a value")) {
            Ok(written) => println!("ok {written}"),
            Err(why) => println!("no {}", why.replace('\n', " ")),
        }
    }
}
"#;

/// What came of a case.
pub type Outcome = Result<Value, String>;

/// Builds one program for several documents, a module each, and runs all their cases; `Err` where
/// it does not build or does not end well.
pub fn run(target: &Path, documents: &[DocumentCases]) -> Result<Vec<Vec<Outcome>>, String> {
    let folder = target.join("tmp/roundtrip");
    write(&folder, documents).map_err(|error| format!("the program cannot be written: {error}"))?;
    build(&folder, target)?;
    let program = Command::new(target.join("debug/roundtrip")).arg(folder.join("cases")).output();
    let output = program.map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("it ends badly: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let said = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let mut lines = said.lines();
    let outcome = |line: &str| match line.split_once(' ') {
        Some(("ok", text)) => serde_json::from_str(text).map_err(|error| error.to_string()),
        _ => Err(line.trim_start_matches("no ").to_owned()),
    };
    let of =
        |document: &DocumentCases| lines.by_ref().take(document.cases.len()).map(outcome).collect();
    Ok(documents.iter().map(of).collect())
}

/// Writes the program and its cases.
fn write(folder: &Path, documents: &[DocumentCases]) -> std::io::Result<()> {
    const ROUND: &str = "fn round_of(ty: usize, text: &str) -> Result<String, String>";
    const ROUNDS: &str =
        "fn round_of(document: usize, ty: usize, text: &str) -> Result<String, String>";
    let (mut modules, mut rounds, mut cases) = (String::new(), String::new(), String::new());
    // All of them share the run-time support, which is the same for every client.
    let support = folder.join("src/support");
    std::fs::create_dir_all(&support)?;
    for file in specwright::internals::emit::runtime_files(&all_parts()) {
        std::fs::write(support.join(format!("{}.rs", file.name)), file.text)?;
    }
    for (d, document) in documents.iter().enumerate() {
        std::fs::write(folder.join(format!("src/d{d}.rs")), &document.code)?;
        let types = document.types.iter().enumerate();
        let types: String =
            types.map(|(t, ty)| format!("{t} => crate::round::<{ty}>(text),\n")).collect();
        modules.push_str(&format!(
            "mod d{d} {{\nuse crate::support;\ninclude!(\"d{d}.rs\");\npub {ROUND} {{ match ty {{\n{types}_ => unreachable!()\n}} }}\n}}\n"
        ));
        rounds.push_str(&format!("{d} => d{d}::round_of(ty, text),\n"));
        let lines = document.cases.iter().map(|case| format!("{d} {} {}\n", case.ty, case.value));
        cases.extend(lines);
    }
    let main = format!(
        "#![allow(warnings)]\nmod support;\n{modules}{ROUNDS} {{ match document {{\n{rounds}_ => unreachable!()\n}} }}\n{MAIN}"
    );
    std::fs::write(folder.join("src/main.rs"), main)?;
    std::fs::write(folder.join("Cargo.toml"), manifest())?;
    std::fs::write(folder.join("cases"), cases)?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).map(drop)
}

/// All parts of the run-time support: the clients share one that has what each of them needs.
pub fn all_parts() -> Parts {
    Part::ALL.iter().copied().collect()
}

/// A manifest with all that any generated client needs; for the rest it says what the workspace
/// says, so that what both need is built once.
fn manifest() -> String {
    let line = |line: &str| match line {
        "name = \"twilio-video\"" => "name = \"roundtrip\"\n".to_owned(),
        tokio if tokio.starts_with("tokio = ") => TOKIO.to_owned(),
        line => format!("{line}\n"),
    };
    let client = include_str!("../../generated/Cargo.toml");
    let package = client.split_once("[dependencies]\n").map_or(client, |(package, _)| package);
    let client = format!(
        "{package}[dependencies]\n{}",
        specwright::internals::emit::dependencies(&all_parts())
    );
    let client: String = client.lines().map(line).collect();
    let root = include_str!("../../Cargo.toml");
    let profile = root.find("[profile.dev]").map_or("", |at| &root[at..]);
    // Nobody debugs the program itself.
    format!("{client}\n[workspace]\n\n{profile}\n[profile.dev.package.roundtrip]\ndebug = false\n")
}

/// With what the tests need of it.
const TOKIO: &str = r#"tokio = { version = "1", features = ["fs", "io-util", "macros", "net", "rt-multi-thread", "sync", "test-util", "time"] }
"#;

fn build(folder: &Path, target: &Path) -> Result<(), String> {
    let cargo = |offline: bool| -> Result<Output, String> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(folder).args(["build", "--quiet", "--color=never"]);
        cargo.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
        if offline {
            cargo.arg("--offline");
        }
        cargo.output().map_err(|error| error.to_string())
    };
    // Without a network where everything is at hand; cargo says when it is not.
    let mut output = cargo(true)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() && said.contains("--offline") {
        output = cargo(false)?;
    }
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
