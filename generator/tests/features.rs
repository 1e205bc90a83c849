//! The table of features names tests that exist.

use std::path::Path;

/// The names in the third column, `a/b::c`, of a row.
fn named(row: &str) -> Vec<&str> {
    let shown = row.split('|').nth(3).unwrap_or_default();
    shown.split('`').filter(|part| part.contains("::")).collect()
}

/// Whether a file has a test, a pair or a case of that name: a function, or a name at the start of
/// a line that something in quotes or brackets follows.
fn has(text: &str, name: &str) -> bool {
    text.lines().map(str::trim_start).any(|line| {
        let test = line.split_once("fn ").map_or("", |(_, rest)| rest);
        let starts = |line: &str, ends: &[&str]| {
            line.strip_prefix(name).is_some_and(|rest| ends.iter().any(|end| rest.starts_with(end)))
        };
        starts(test, &["("]) || starts(line, &[" [", " \""])
    })
}

#[test]
fn every_test_in_the_table_exists() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [generator.join("tests"), generator.join("../tests")];
    let table = std::fs::read_to_string(generator.join("FEATURES.md")).expect("the table");
    let rows = table.lines().filter(|line| line.starts_with("| "));
    let mut states = std::collections::BTreeMap::<&str, usize>::new();
    for row in rows.filter(|row| !row.starts_with("| feature ")) {
        let state = row.split('|').nth(2).unwrap_or_default().trim();
        *states.entry(state).or_default() += 1;
        let named = named(row);
        assert!(state != "yes" || !named.is_empty(), "nothing shows it: {row}");
        for test in named {
            let (file, name) = test.rsplit_once("::").expect("a file and a name");
            let mut texts = folders.iter().filter_map(|folder| {
                std::fs::read_to_string(folder.join(format!("{file}.rs"))).ok()
            });
            assert!(texts.any(|text| has(&text, name)), "there is no {test}, in: {row}");
        }
    }
    let known: Vec<&str> = states.keys().copied().collect();
    assert_eq!(known, ["no", "partly", "yes"], "every row has one of these states");
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let text = "fn one() {}\ntwo [\"a\"] r\"\n    three \"spec.yaml\" \"";
    for name in ["one", "two", "three"] {
        assert!(has(text, name), "{name}");
        assert!(!has(text, &name[..2]), "{name}");
    }
}
