//! The run-time support: the files in `runtime/`, without the parts that an API does not need.
//!
//! In these files, `#[cfg(part = "…")]` is the first line of an item, field, arm or statement that
//! belongs to a [`Part`](crate::ir::Part). Conditions can contain `any`, `all` and `not`. A file belongs to the
//! parts of its declaration in `mod.rs`. The files are formatted, so the lines of an item are
//! known by their indentation: nothing has to be parsed, and comments stay.

use crate::ir::Parts;

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/", $name, ".rs")))),*]
    };
}

/// The files as they are written: name and text. The first one is the root.
const SOURCES: &[(&str, &str)] = sources![
    "mod",
    "attempt",
    "attempts",
    "authorize",
    "base64",
    "body",
    "bounds",
    "builder",
    "call",
    "charset",
    "chunks",
    "client",
    "clock",
    "credential",
    "date",
    "date_time",
    "date_time_or_date",
    "description",
    "encode",
    "error",
    "error_kind",
    "events",
    "failure",
    "header",
    "integer_enum",
    "known",
    "lenient",
    "lines",
    "links",
    "locate",
    "mail_date_time",
    "moved",
    "multipart",
    "object",
    "page",
    "paging",
    "path",
    "percent",
    "received",
    "request",
    "response",
    "response_future",
    "retry",
    "scalar",
    "secrets",
    "server",
    "stream",
    "string_enum",
    "text",
    "token",
    "trace",
    "transport",
    "union",
    "upload",
];

/// A file of the run-time support.
pub struct RuntimeFile {
    /// The name of the module; `mod` for the root.
    pub name: &'static str,
    /// The text.
    pub text: String,
}

/// The files that some parts need, without what these parts do not need.
pub fn runtime_files(parts: &Parts) -> Vec<RuntimeFile> {
    let Some(((name, root), others)) = SOURCES.split_first() else { return Vec::new() };
    let root = select(root, parts);
    let modules: Vec<&str> = root.lines().filter_map(declared).collect();
    let others = others.iter().filter(|(name, _)| modules.contains(name));
    let others: Vec<RuntimeFile> =
        others.map(|(name, source)| RuntimeFile { name, text: select(source, parts) }).collect();
    [RuntimeFile { name, text: root }].into_iter().chain(others).collect()
}

/// The name of the module that a line declares.
pub(super) fn declared(line: &str) -> Option<&str> {
    line.trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';')
}

/// A source without what these parts do not need, and without the conditions.
fn select(source: &str, parts: &Parts) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at = match condition(line) {
            Some(condition) if holds(condition, parts) => at + 1,
            Some(_) => end(&lines, at),
            None => {
                push(&mut out, line);
                at + 1
            }
        };
    }
    out
}

/// The line after the item whose condition is in a line: the item ends before the next line that
/// is indented no deeper and begins something new.
fn end(lines: &[&str], start: usize) -> usize {
    let indent = indentation(lines[start]);
    let (mut end, mut has_begun) = (start + 1, false);
    for (at, line) in lines.iter().enumerate().skip(start + 1).filter(|(_, line)| !line.is_empty())
    {
        let begins = indentation(line) == indent && !continues(line);
        if indentation(line) < indent || (has_begun && begins) {
            break;
        }
        has_begun |= !is_attribute(line);
        end = at + 1;
    }
    end
}

/// Adds a line. A blank line is not repeated, and neither follows an opening bracket nor precedes
/// a closing one.
fn push(out: &mut String, line: &str) {
    let before = out.lines().next_back().unwrap_or_default();
    if line.is_empty() && (before.is_empty() || before.ends_with(['{', '('])) {
        return;
    }
    if before.is_empty() && line.trim_start().starts_with(['}', ')']) && out.ends_with("\n\n") {
        out.pop();
    }
    out.push_str(line);
    out.push('\n');
}

/// The condition on parts that a line states.
fn condition(line: &str) -> Option<&str> {
    let condition = line.trim_start().strip_prefix("#[cfg(")?.strip_suffix(")]")?;
    condition.contains("part = ").then_some(condition)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_attribute(line: &str) -> bool {
    line.trim_start().starts_with("//") || line.trim_start().starts_with("#[")
}

/// Whether a line continues the item that a line with the same indentation began.
fn continues(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['}', ')', ']', '{']) || line.starts_with("where")
}

/// Whether a condition holds: `part = "…"`, or `any(…)`, `all(…)` or `not(…)` of conditions.
fn holds(condition: &str, parts: &Parts) -> bool {
    let condition = condition.trim();
    let inside = |name: &str| condition.strip_prefix(name)?.strip_suffix(')');
    if let Some(name) = condition.strip_prefix("part = ") {
        return parts.iter().any(|part| part.name() == name.trim_matches('"'));
    }
    if let Some(inner) = inside("not(") {
        return !holds(inner, parts);
    }
    if let Some(inner) = inside("any(") {
        return split(inner).into_iter().any(|one| holds(one, parts));
    }
    inside("all(").is_some_and(|inner| split(inner).into_iter().all(|one| holds(one, parts)))
}

/// Splits at the commas that are not in parentheses.
fn split(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_comma = |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    list.split(is_comma).filter(|one| !one.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Part;

    const SOURCE: &str = r#"//! A file.

#[cfg(part = "files")]
use std::fs;
use std::io;

/// Stays.
struct Kept {
    #[cfg(any(part = "files", all(part = "pages", not(part = "events"))))]
    /// Goes, with its comment.
    field: u8,
    other: u8,
}

#[cfg(part = "files")]
/// Goes.
#[derive(Debug)]
impl<T> Kept
where
    T: Clone,
{
    fn gone(
        self,
    ) -> u8 {
        1
    }

    fn too() {}
}

fn last() {
    #[cfg(not(part = "files"))]
    if true {
        first();
    }
    #[cfg(part = "files")]
    second();
}
"#;

    #[test]
    fn what_no_part_needs_is_left_out() {
        let expected = "//! A file.\n\nuse std::io;\n\n/// Stays.\nstruct Kept {\n    other: u8,\n}\n\nfn last() {\n    if true {\n        first();\n    }\n}\n";
        assert_eq!(select(SOURCE, &Parts::new()), expected);
        let pages = select(SOURCE, &Parts::from([Part::Pages]));
        assert!(pages.contains("    /// Goes, with its comment.\n    field: u8,\n"), "{pages}");
        let both = select(SOURCE, &Parts::from([Part::Pages, Part::Events]));
        assert_eq!(both, expected);
    }

    #[test]
    fn what_a_part_needs_stays() {
        let all = select(SOURCE, &Parts::from([Part::Files]));
        let lines = SOURCE.lines().filter(|line| condition(line).is_none());
        let expected: String = lines.map(|line| format!("{line}\n")).collect();
        assert_eq!(all, expected.replace("    if true {\n        first();\n    }\n", ""));
    }

    /// A condition that rustfmt breaks into lines, or one on a part with another name, would not
    /// be evaluated.
    #[test]
    fn all_conditions_are_on_one_line_and_name_parts() {
        for (name, source) in SOURCES {
            for line in source.lines().filter(|line| line.contains("part = ")) {
                let condition = condition(line);
                let condition = condition.unwrap_or_else(|| panic!("{name}.rs: {line}"));
                let names = condition.split('"').skip(1).step_by(2);
                for part in names {
                    let is_known = Part::ALL.iter().any(|known| known.name() == part);
                    assert!(is_known, "{name}.rs: there is no part {part}");
                }
            }
        }
    }

    #[test]
    fn every_file_and_every_part_is_used() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
        let files = std::fs::read_dir(folder).expect("the folder").count();
        assert_eq!(files, SOURCES.len());
        assert_eq!(runtime_files(&Part::ALL.iter().copied().collect()).len(), files);
    }
}
