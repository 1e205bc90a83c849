//! Small pairs, as snapshots: a snippet of a document, and the code for it.
//!
//! `INSTA_UPDATE=always cargo test -p specwright --test pairs` writes them anew.

/// A test for each pair, by its name.
macro_rules! each {
    ($module:ident: $($name:ident)+) => {
        $(#[test]
        fn $name() {
            crate::shown(PAIRS, stringify!($module), stringify!($name));
        })+
    };
}

#[path = "pairs/mod.rs"]
mod snippets;

use snippets::Pair;

/// The snippet, what was said of it, and the files that it is about.
fn shown(pairs: &[Pair], module: &str, name: &str) {
    let pair = pairs.iter().find(|pair| pair.name == name).expect("a pair of that name");
    let generated = pair.generate();
    let mut text = section("spec", pair.spec);
    if !pair.overlay.is_empty() {
        text.push_str(&section("overlay", pair.overlay));
    }
    if !pair.config.is_empty() {
        text.push_str(&section("config", pair.config));
    }
    for diagnostic in generated.diagnostics() {
        let pointer = diagnostic.pointer().unwrap_or_default();
        text.push_str(&section("problem", &format!("{} (#{pointer})", diagnostic.message())));
    }
    for shows in pair.shows {
        let path = format!("src/{shows}.rs");
        let files = generated.files().unwrap_or_default();
        let file = files.iter().find(|file| file.path == path);
        let body = file.map_or("(not generated)".to_owned(), |file| excerpt(module, &file.text));
        text.push_str(&section(&path, &body));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path(format!("snapshots/pairs/{module}"));
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn section(title: &str, text: &str) -> String {
    format!("──── {title}\n{}\n", text.trim_matches('\n'))
}

/// The group of pairs that shows whole files.
const WHOLE: &str = "operations";

/// Groups of pairs that are about the docs of methods.
const SHOW_DOCS: &[&str] = &["prose"];

/// Groups of pairs that are about the constants of operations.
const SHOW_CONSTANTS: &[&str] = &["media", "service"];

/// A generated file without what is the same in most pairs, so that a change of that shows in few
/// snapshots.
fn excerpt(module: &str, text: &str) -> String {
    let text = text.split_once('\n').map_or(text, |(_, rest)| rest).trim_start();
    if module == WHOLE {
        return text.to_owned();
    }
    let is_common = |paragraph: &&str| {
        paragraph.lines().all(|line| line.starts_with("use "))
            || paragraph.contains(" {\n    call: Box<support::Call>,\n}")
    };
    let paragraphs = text.split("\n\n").filter(|paragraph| !is_common(paragraph));
    let paragraphs = paragraphs.map(|paragraph| {
        let mut lines: Vec<&str> = paragraph.lines().collect();
        if !SHOW_DOCS.contains(&module) && lines.first() == Some(&"impl Client {") {
            remove_common_docs(&mut lines);
            if lines.iter().any(|line| line.contains(" call: support::Call::new(")) {
                lines.clear();
            }
        }
        if !SHOW_CONSTANTS.contains(&module) {
            remove_constant(&mut lines);
        }
        lines.join("\n")
    });
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
        .replace("{\n\n", "{\n")
}

/// Removes the responses, the origin and the example from the docs of a client's method.
fn remove_common_docs(lines: &mut Vec<&str>) {
    let is_common = |line: &&str| {
        *line == "    /// Responses:"
            || (line.starts_with("    /// `") && line.contains("`, from `"))
    };
    let Some(start) = lines.iter().position(is_common) else { return };
    let docs = lines[start..].iter().take_while(|line| line.starts_with("    ///")).count();
    // The line before is an empty one.
    lines.drain(start.saturating_sub(1)..start + docs);
}

/// Removes the constant that describes an operation to the run-time support.
fn remove_constant(lines: &mut Vec<&str>) {
    let start = lines.iter().position(|line| line.starts_with("    const OPERATION: "));
    let Some(start) = start else { return };
    let end = lines[start..].iter().position(|line| *line == "    };");
    lines.drain(start..=start + end.unwrap_or(lines.len() - start - 1));
    if matches!(lines.as_slice(), [head, "}"] if head.starts_with("impl ")) {
        lines.clear();
    }
}
