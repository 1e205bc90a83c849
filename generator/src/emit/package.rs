//! What a registry shows of the generated crate: the section `[package]` of its manifest, and its
//! license files.

use super::CrateInfo;
use super::manifest::toml_string;
use crate::ir::Api;

/// The section `[package]`.
pub(super) fn section(api: &Api, info: &CrateInfo) -> String {
    let list = |values: &[String]| {
        let values: Vec<String> = values.iter().map(|value| toml_string(value)).collect();
        format!("[{}]", values.join(", "))
    };
    let optional = |key: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{key} = {}\n", toml_string(value))).unwrap_or_default()
    };
    let keywords = match info.keywords.as_slice() {
        [] => default_keywords(&info.name),
        given => given.to_vec(),
    };
    let categories = match info.categories.as_slice() {
        [] => vec!["api-bindings".to_owned()],
        given => given.to_vec(),
    };
    [
        format!("name = {}\n", toml_string(&info.name)),
        format!("version = {}\n", toml_string(&info.version)),
        "edition = \"2024\"\nrust-version = \"1.88\"\n".to_owned(),
        format!("description = {}\n", toml_string(&description(api, info))),
        optional("license", &info.license),
        optional("repository", &info.repository),
        "readme = \"README.md\"\n".to_owned(),
        format!("keywords = {}\n", list(&keywords)),
        format!("categories = {}\n", list(&categories)),
        "exclude = [\"/rustfmt.toml\"]\n".to_owned(),
    ]
    .concat()
}

/// The configured description, or one from the title.
fn description(api: &Api, info: &CrateInfo) -> String {
    /// Registries show about so many characters.
    const LONGEST: usize = 300;
    if let Some(description) = &info.description {
        return description.clone();
    }
    let title = api.title.split(|c: char| c.is_whitespace() || c.is_control());
    let mut text = "Client for".to_owned();
    for word in title.filter(|word| !word.is_empty()) {
        if text.len() + word.len() >= LONGEST {
            break;
        }
        text.push(' ');
        text.push_str(word);
    }
    match text.as_str() {
        "Client for" => "HTTP client".to_owned(),
        _ => text,
    }
}

/// The words of the crate's name, and what every client is; as many as a registry takes.
fn default_keywords(name: &str) -> Vec<String> {
    const MOST: usize = 5;
    let words =
        name.split(['-', '_']).filter(|word| word.len() > 1 && crate::names::is_keyword(word));
    let mut keywords: Vec<String> = Vec::new();
    for word in words.take(MOST - 2).chain(["api", "client"]) {
        let word = word.to_ascii_lowercase();
        if !keywords.contains(&word) {
            keywords.push(word);
        }
    }
    keywords
}

/// The texts of the licenses that the expression names: file name and text. The text of the MIT
/// license has no copyright notice, because the holder is not known here.
pub(super) fn licenses(info: &CrateInfo) -> impl Iterator<Item = (&'static str, &'static str)> {
    const KNOWN: [(&str, &str, &str); 2] = [
        ("Apache-2.0", "LICENSE-APACHE", include_str!("../../LICENSE-APACHE")),
        ("MIT", "LICENSE-MIT", include_str!("mit.txt")),
    ];
    let expression = info.license.clone().unwrap_or_default();
    let is_named = move |license: &str| {
        let mut ids =
            expression.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.'));
        ids.any(|id| id == license)
    };
    KNOWN.into_iter().filter(move |(id, ..)| is_named(id)).map(|(_, file, text)| (file, text))
}
