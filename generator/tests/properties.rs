//! Whatever the text: names are names, prose is prose, and nothing panics.

use proptest::prelude::*;
use specwright::Options;
use specwright::internals::names::{self, Kind, Scope};
use specwright::internals::prose;
use std::collections::HashSet;

const KINDS: [Kind; 4] = [Kind::Type, Kind::Variant, Kind::Value, Kind::Module];

/// Texts like those of real documents, and some that are nobody's.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("type"),
        Just("Self"),
        Just("self"),
        Just("_"),
        Just("r#"),
        Just("2"),
        Just("+1"),
        Just("-"),
        Just("größe"),
        Just("日本"),
        Just("💥"),
        Just("a_b"),
        Just("aB"),
        Just("\u{202e}"),
        Just(" "),
        Just("\u{0}"),
        Just("'"),
        Just("Unrecognized"),
        Just("send"),
        Just("IDs"),
    ];
    prop_oneof![any::<String>(), prop::collection::vec(word, 0..6).prop_map(|words| words.concat())]
}

/// Markdown that is written to break out.
fn markdown() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("```"),
        Just("````"),
        Just("~~~"),
        Just("`"),
        Just("rust"),
        Just("\n"),
        Just("\n\n"),
        Just("    "),
        Just("\t"),
        Just("- "),
        Just("1. "),
        Just("> "),
        Just("# "),
        Just("| a |"),
        Just("|---|"),
        Just("["),
        Just("](x)"),
        Just("](https://example.com)"),
        Just("<script>"),
        Just("<!--"),
        Just("-->"),
        Just("*/"),
        Just("/*"),
        Just("//!"),
        Just("\\"),
        Just("\""),
        Just("*"),
        Just("**"),
        Just("_"),
        Just("https://example.com/a_b"),
        Just("\u{202e}"),
        Just("\u{2066}"),
        Just("\r"),
        Just("\u{0}"),
        Just("&lt;"),
        Just("<https://a.b>"),
        Just("!["),
        Just("word"),
        Just(" "),
        Just("---"),
        Just("==="),
        Just("[^1]"),
        Just("<br>"),
        Just("<p>"),
        Just("<details>"),
        Just("<ul>"),
        Just("<li>"),
        Just("</ul>"),
        Just("<pre>"),
        Just("</pre>"),
        Just("</script>"),
        Just("<Vec>"),
        Just("<h2>"),
        Just("  \n"),
        Just("&#10;"),
        Just("&#x202e;"),
        Just("&#96;"),
        Just("(http://a.b/(c"),
        Just("é"),
        Just("panic!()"),
        Just("}"),
        Just("[x]: y"),
    ];
    prop_oneof![
        any::<String>(),
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    ]
}

/// JSON of any form, with the words of OpenAPI for keys.
fn json() -> impl Strategy<Value = serde_json::Value> {
    const KEYS: &[&str] = &[
        "paths",
        "/a/{b}",
        "get",
        "post",
        "parameters",
        "name",
        "in",
        "schema",
        "content",
        "type",
        "application/json",
        "application/x-www-form-urlencoded",
        "requestBody",
        "responses",
        "200",
        "default",
        "description",
        "components",
        "schemas",
        "A",
        "B",
        "properties",
        "required",
        "allOf",
        "oneOf",
        "anyOf",
        "items",
        "enum",
        "const",
        "format",
        "additionalProperties",
        "$ref",
        "nullable",
        "discriminator",
        "propertyName",
        "mapping",
        "securitySchemes",
        "security",
        "servers",
        "url",
        "variables",
        "operationId",
        "tags",
        "x-specwright",
        "info",
        "title",
        "style",
        "explode",
        "encoding",
        "minimum",
        "maxLength",
        "pattern",
        "deprecated",
    ];
    const TEXTS: &[&str] = &[
        "",
        "A",
        "b",
        "query",
        "path",
        "header",
        "string",
        "object",
        "array",
        "integer",
        "null",
        "date-time",
        "form",
        "deepObject",
        "#/components/schemas/A",
        "#/components/schemas/B",
        "#",
        "#/paths",
        "https://example.com/{x}",
        "http",
        "apiKey",
        "basic",
        "type",
        "\u{202e}",
        "200",
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        prop::sample::select(TEXTS).prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        let key = prop::sample::select(KEYS).prop_map(str::to_owned);
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            3 => prop::collection::vec((key, inner), 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// A document in which any JSON stands in the places that are read.
fn document() -> impl Strategy<Value = serde_json::Value> {
    (json(), json(), json(), json(), json()).prop_map(|(a, b, operation, path, root)| {
        let mut document = serde_json::json!({
            "openapi": "3.0.3",
            "paths": { "/a/{b}": { "get": operation, "post": { "responses": { "200": {
                "description": "", "content": { "application/json": { "schema": path } } } } } } },
            "components": { "schemas": { "A": a, "B": b } },
        });
        if let (Some(root), Some(document)) = (root.as_object(), document.as_object_mut()) {
            for (key, value) in root {
                document.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        document
    })
}

/// Ends in files that are Rust, or in an error that says why not.
fn generates_or_says_why(bytes: &[u8]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec");
    std::fs::write(&spec, bytes).expect("a file");
    let generated = specwright::generate(&Options::new(spec));
    let said: Vec<String> = generated.diagnostics().iter().map(ToString::to_string).collect();
    let said = said.join("\n");
    prop_assert!(!said.contains("is a defect of"), "{said}");
    match generated.into_files() {
        None => prop_assert!(said.contains("error: "), "{said}"),
        Some(files) => {
            for file in files.iter().filter(|file| is_made(&file.path)) {
                let parsed = syn::parse_file(&file.text);
                prop_assert!(parsed.is_ok(), "{}: {:?}\n{}", file.path, parsed.err(), file.text);
            }
        }
    }
    Ok(())
}

/// The run-time support is the same for all documents.
fn is_made(path: &str) -> bool {
    path.ends_with(".rs") && !path.starts_with("src/support/") && path != "rustfmt.toml"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_name_is_an_identifier(text in text()) {
        for kind in KINDS {
            let name = names::identifier(&text, kind);
            prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{kind:?}: {name:?}");
            prop_assert!(name.is_ascii() && name != "_", "{kind:?}: {name:?}");
        }
    }

    #[test]
    fn no_name_is_given_twice(texts in prop::collection::vec(text(), 0..24)) {
        for kind in KINDS {
            let reserved = ["send", "Unrecognized", "Type", "mod"];
            let mut scope = Scope::new(&reserved);
            let mut files = Scope::files(&["mod", "lib"]);
            let mut given: HashSet<String> = reserved.iter().map(|name| (*name).to_owned()).collect();
            let mut given_files = HashSet::from(["mod".to_owned(), "lib".to_owned()]);
            for text in &texts {
                let name = scope.name(text, kind);
                prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name:?}");
                prop_assert!(given.insert(name.clone()), "{kind:?}: {name} twice, for {texts:?}");
                let file = files.name(text, kind).to_lowercase();
                prop_assert!(given_files.insert(file.clone()), "{kind:?}: {file} twice");
            }
        }
    }

    #[test]
    fn a_package_has_a_name_that_cargo_takes(title in text()) {
        let name = names::package(&title);
        prop_assert!(names::is_package(&name), "{name:?}");
    }

    #[test]
    fn prose_stays_in_its_comment(text in markdown()) {
        let lines = prose::lines(&text);
        prop_assert!(lines.iter().all(|line| !line.contains(['\n', '\r'])), "{lines:?}");
        let attributes = lines.iter().map(|line| format!(" {line}"));
        let attributes: Vec<String> = attributes.collect();
        let tokens = quote::quote!(#(#[doc = #attributes])* pub struct Thing;);
        let text = specwright::internals::render::format(tokens).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let parsed = syn::parse_file(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(parsed.items.len(), 1, "{}", text);
        let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert!(!text.contains(hidden), "{:?}", text);
        every_block_of_code_is_text(&lines.join("\n"))?;
    }

    #[test]
    fn a_code_span_is_one(text in markdown()) {
        let span = prose::code(&text);
        let parsed: Vec<_> = pulldown_cmark::Parser::new(&span).collect();
        prop_assert_eq!(parsed.len(), 3, "{:?} gives {:?}", span, parsed);
        prop_assert!(matches!(parsed[1], pulldown_cmark::Event::Code(_)), "{span:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_well(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        generates_or_says_why(&bytes)?;
    }

    #[test]
    fn any_text_behind_a_version_ends_well(text in any::<String>()) {
        generates_or_says_why(format!("openapi: 3.0.3\n{text}").as_bytes())?;
    }

    #[test]
    fn any_json_ends_well(document in document()) {
        generates_or_says_why(document.to_string().as_bytes())?;
    }
}

/// As rustdoc reads it: it would run any other block as a test, and an open one swallows the rest.
fn every_block_of_code_is_text(markdown: &str) -> Result<(), TestCaseError> {
    use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
    let after = format!("{markdown}\n\nthe end");
    let events: Vec<Event<'_>> = Parser::new(&after).collect();
    for event in &events {
        if let Event::Start(Tag::CodeBlock(kind)) = event {
            let is_text = matches!(kind, CodeBlockKind::Fenced(language) if &**language == "text");
            prop_assert!(is_text, "{kind:?} in\n{markdown}");
        }
        prop_assert!(
            !matches!(event, Event::Html(_) | Event::InlineHtml(_)),
            "HTML in\n{markdown}"
        );
    }
    let end = events.iter().rev().find_map(|event| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    });
    prop_assert_eq!(end, Some("the end"), "{}", markdown);
    Ok(())
}
