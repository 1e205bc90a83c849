//! Configuration, where Rust people look for it: in `Cargo.toml`, as
//! `[workspace.metadata.specwright]` or `[package.metadata.specwright]`.

use crate::Options;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The keys of the configuration. Paths are relative to the file that it stands in.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The document.
    pub spec: Option<PathBuf>,
    /// The output folder.
    pub out: Option<PathBuf>,
    /// The crate's name.
    pub name: Option<String>,
    /// The crate's version.
    pub version: Option<String>,
    /// The crate's licence.
    pub license: Option<String>,
    /// Overlays, applied in order.
    pub overlays: Vec<PathBuf>,
    /// Files that hold what the root extension may hold.
    pub rules: Vec<PathBuf>,
    /// Only these operations, by tag, path or `operationId`.
    pub only: Vec<String>,
    /// The folder below which `$ref`s may name files.
    #[serde(rename = "refs-below")]
    pub refs_below: Option<PathBuf>,
    /// The command that makes the files anew, for their headers.
    pub command: Option<String>,
}

impl Config {
    /// The configuration of the folder or of the closest one around it that has some.
    ///
    /// # Errors
    ///
    /// When a manifest cannot be read, or its configuration has keys that there are not.
    pub fn find(folder: &Path) -> Result<Option<Self>, String> {
        for folder in folder.ancestors() {
            let manifest = folder.join("Cargo.toml");
            if manifest.is_file()
                && let Some(config) = Self::read(&manifest)?
            {
                return Ok(Some(config));
            }
        }
        Ok(None)
    }

    /// The configuration in a manifest, or in a file of nothing else.
    ///
    /// # Errors
    ///
    /// As [`find`](Self::find).
    pub fn read(file: &Path) -> Result<Option<Self>, String> {
        let fail = |why: String| format!("{}: {}", file.display(), why.trim_end());
        let text = std::fs::read_to_string(file).map_err(|error| fail(error.to_string()))?;
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| fail(error.to_string()))?;
        let in_manifest = |key: &str| table.get(key)?.get("metadata")?.get("specwright").cloned();
        let is_manifest = table.contains_key("workspace") || table.contains_key("package");
        let found = match in_manifest("workspace").or_else(|| in_manifest("package")) {
            Some(found) => found,
            None if is_manifest => return Ok(None),
            None => toml::Value::Table(table),
        };
        let config: Self =
            found.try_into().map_err(|error: toml::de::Error| fail(error.to_string()))?;
        Ok(Some(config.below(file.parent().unwrap_or(Path::new("")))))
    }

    fn below(mut self, folder: &Path) -> Self {
        let paths = self
            .spec
            .iter_mut()
            .chain(&mut self.out)
            .chain(&mut self.refs_below)
            .chain(&mut self.overlays)
            .chain(&mut self.rules);
        for path in paths {
            *path = folder.join(&*path);
        }
        self
    }

    /// The options that it comes down to; `None` without a document.
    pub fn options(&self) -> Option<Options> {
        Some(Options {
            spec: self.spec.clone()?,
            overlays: self.overlays.clone(),
            rules: self.rules.clone(),
            refs_below: self.refs_below.clone(),
            only: self.only.clone(),
            name: self.name.clone(),
            version: self.version.clone(),
            license: self.license.clone(),
            command: self.command.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Config;
    use std::path::Path;

    #[test]
    fn all_paths_are_relative_to_the_file() {
        let config = Config {
            spec: Some("a.yaml".into()),
            out: Some("out".into()),
            overlays: vec!["b.yaml".into()],
            rules: vec!["c.yaml".into()],
            refs_below: Some("..".into()),
            ..Config::default()
        };
        let config = config.below(Path::new("some/folder"));
        let paths = [&config.spec, &config.out, &config.refs_below].map(|path| path.clone());
        let paths = paths.into_iter().flatten().chain(config.overlays).chain(config.rules);
        assert!(paths.into_iter().all(|path| path.starts_with("some/folder")));
    }
}
