//! `CASES.md` tells the truth: every case once, each with a test that is there and names it.

use std::collections::BTreeSet;

const TABLE: &str = include_str!("CASES.md");

/// The recordings have this many cases.
const CASES: usize = 99;

const SOURCES: [(&str, &str); 8] = [
    ("create", include_str!("create.rs")),
    ("path", include_str!("path.rs")),
    ("list", include_str!("list.rs")),
    ("pages", include_str!("pages.rs")),
    ("hosts", include_str!("hosts.rs")),
    ("errors", include_str!("errors.rs")),
    ("decode", include_str!("decode.rs")),
    ("faults", include_str!("faults.rs")),
];

/// The rows: a case, and what covers it.
fn rows() -> Vec<(&'static str, &'static str)> {
    let lines = TABLE.lines().filter_map(|line| line.strip_prefix("| `"));
    let row = |line: &'static str| {
        let (case, rest) = line.split_once("` | ").expect("a row has two columns");
        (case, rest.trim_end_matches(" |"))
    };
    lines.map(row).collect()
}

/// The text of the test function that a row names, to the next one.
fn body(test: &str) -> Option<&'static str> {
    let (module, function) = test.split_once("::")?;
    let source = SOURCES.iter().find(|(name, _)| *name == module)?.1;
    let start = source.find(&format!("fn {function}("))?;
    let text = &source[start..];
    Some(text.split_once("\n}\n").map_or(text, |(body, _)| body))
}

#[test]
fn every_case_has_one_row() {
    let rows = rows();
    let cases: BTreeSet<&str> = rows.iter().map(|(case, _)| *case).collect();
    assert_eq!((rows.len(), cases.len()), (CASES, CASES));
}

#[test]
fn every_row_names_a_test_of_its_case_or_a_reason() {
    for (case, covered) in rows() {
        if let Some(test) = covered.strip_prefix('`').and_then(|rest| rest.split('`').next()) {
            let body = body(test).unwrap_or_else(|| panic!("{case}: there is no {test}"));
            assert!(body.contains(&format!("\"{case}\"")), "{case}: {test} does not name it");
        } else {
            let reason = covered.starts_with("not in Rust: ");
            assert!(reason, "{case}: {covered:?} is neither a test nor a reason");
        }
    }
}
