//! What has to hold whatever the input is.

use serde_json::Value;
use specwright::File;
use specwright::Severity;
use specwright::{Generated, Options};
use std::collections::HashSet;
use std::path::{Component, Path};

/// Generates from a file, and says what is wrong with what comes out. Of the node at the pointer
/// `wrong`, something has to be said.
pub fn ends_well(spec: &Path, wrong: Option<&str>, twice: bool) -> Result<(), String> {
    let generated = generate(spec);
    if let Some(pointer) = wrong
        && !generated.diagnostics().iter().any(|one| one.pointer() == Some(pointer))
    {
        return Err(format!("nothing is said of {pointer}"));
    }
    let said: Vec<String> = generated.diagnostics().iter().map(ToString::to_string).collect();
    let said = said.join("\n");
    if said.contains("internal error: ") {
        return Err(said);
    }
    match generated.files() {
        None if !said.contains("error: ") => return Err("nothing came out, without a word".into()),
        None => {}
        Some(files) => {
            if generated.diagnostics().iter().any(|one| one.severity() == Severity::Error) {
                return Err(format!("files in spite of an error\n{said}"));
            }
            paths_are_tame(files)?;
            super::code::is_sound(files)?;
            let is_openapi_3 = |document: &Value| document.get("swagger").is_none();
            if let Some(document) = read(spec).filter(is_openapi_3) {
                super::account::nothing_is_lost(&document, &generated, files)?;
            }
        }
    }
    match twice && generate(spec).files() != generated.files() {
        true => Err("a second run gives something else".into()),
        false => Ok(()),
    }
}

fn generate(spec: &Path) -> Generated {
    let options = Options::new(spec).name("fuzzed");
    specwright::generate(&options)
}

/// The document, as others read it; but for merge keys, which they do not carry out.
fn read(spec: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(spec).ok().filter(|text| !text.contains("<<"))?;
    serde_json::from_str(&text).ok().or_else(|| serde_yaml::from_str(&text).ok())
}

/// Whether Windows has no file of this name.
fn is_device(stem: &str) -> bool {
    let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let is_number = numbered.is_some_and(|rest| rest.len() == 1 && rest.parse::<u8>().is_ok());
    is_number || ["aux", "con", "nul", "prn"].contains(&stem)
}

/// Every file is below the folder, on every system.
fn paths_are_tame(files: &[File]) -> Result<(), String> {
    let mut seen = HashSet::new();
    for file in files {
        let path = Path::new(&file.path);
        let tame = |part: Component<'_>| match part {
            Component::Normal(name) => name.to_str().is_some_and(|name| {
                let stem = name.split('.').next().unwrap_or_default();
                name.len() <= 120
                    && !is_device(stem)
                    && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
            }),
            _ => false,
        };
        if !path.components().all(tame) {
            return Err(format!("the path {:?}", file.path));
        }
        if !seen.insert(file.path.to_lowercase()) {
            return Err(format!("the path {:?} twice", file.path));
        }
    }
    Ok(())
}
