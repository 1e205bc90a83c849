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
    for diagnostic in &generated.diagnostics {
        let pointer = diagnostic.pointer.as_deref().unwrap_or_default();
        text.push_str(&section("problem", &format!("{} (#{pointer})", diagnostic.message)));
    }
    for shows in pair.shows {
        let path = format!("src/{shows}.rs");
        let files = generated.files.as_deref().unwrap_or_default();
        let file = files.iter().find(|file| file.path == path);
        let body = file.map_or("(not generated)", |file| without_header(&file.text));
        text.push_str(&section(&path, body));
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

/// The first line is the same in every file.
fn without_header(text: &str) -> &str {
    text.split_once('\n').map_or(text, |(_, rest)| rest)
}
