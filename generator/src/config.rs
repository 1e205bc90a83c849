//! Configuration, in `[workspace.metadata.specwright]` or `[package.metadata.specwright]` of a
//! `Cargo.toml`, or in a file of its own.

use crate::Options;
use crate::diagnostic::{Diagnostic, Place};
use crate::options::{self, Definition};
use std::ffi::OsString;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A configuration. Paths in it are relative to its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    options: Options,
}

/// Why a configuration cannot be used, and where in its file.
#[derive(Clone, Debug)]
pub struct ConfigError {
    file: PathBuf,
    diagnostic: Box<Diagnostic>,
}

impl ConfigError {
    fn new(file: &Path, message: impl Into<String>) -> Self {
        let diagnostic = Diagnostic::error(message).in_file(file.display().to_string());
        Self { file: file.to_owned(), diagnostic: Box::new(diagnostic) }
    }

    fn at(mut self, text: &str, span: Range<usize>) -> Self {
        let file = self.file.display().to_string();
        self.diagnostic.place = Some(Box::new(place(file, text, span.start)));
        self
    }

    fn help(mut self, help: Option<String>) -> Self {
        self.diagnostic.help = help;
        self
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The line, from 1, if the error is about the content of the file.
    pub fn line(&self) -> Option<usize> {
        self.diagnostic.place.as_deref().map(|place| place.line)
    }

    /// The column, from 1, in characters.
    pub fn column(&self) -> Option<usize> {
        self.diagnostic.place.as_deref().map(|place| place.column)
    }

    /// What was expected and what was found.
    pub fn message(&self) -> &str {
        &self.diagnostic.message
    }

    /// The error with an excerpt of the file.
    pub fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }
}

/// In one line: `file:line:column: message (help)`.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.diagnostic.place {
            Some(place) => write!(f, "{place}: ")?,
            None => write!(f, "{}: ", self.file.display())?,
        }
        write!(f, "{}", self.diagnostic.message)?;
        match &self.diagnostic.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the configuration of a folder, or of the closest folder around it that has one.
    ///
    /// # Errors
    ///
    /// If a manifest cannot be read, or its configuration has unknown keys or values of a wrong
    /// type.
    pub fn find(folder: &Path) -> Result<Option<Self>, ConfigError> {
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

    /// Reads the configuration in a manifest, or in a file that contains nothing else. Returns
    /// `None` for a manifest without configuration.
    ///
    /// # Errors
    ///
    /// As for [`find`](Self::find).
    pub fn read(file: &Path) -> Result<Option<Self>, ConfigError> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| ConfigError::new(file, error.to_string()))?;
        let root = DeTable::parse(&text).map_err(|error| {
            let said = ConfigError::new(file, error.message());
            match error.span() {
                Some(span) => said.at(&text, span),
                None => said,
            }
        })?;
        let root = root.get_ref();
        let table = match in_manifest(root, "workspace").or_else(|| in_manifest(root, "package")) {
            Some(value) => match value.get_ref().as_table() {
                Some(table) => table,
                None => {
                    let found = value.get_ref().type_str();
                    let message = format!("`specwright`: expected a table, found {found}");
                    return Err(ConfigError::new(file, message).at(&text, value.span()));
                }
            },
            None if root.contains_key("workspace") || root.contains_key("package") => {
                return Ok(None);
            }
            None => root,
        };
        let mut options = Options::default();
        for (key, value) in table {
            let definition = options::by_key(key.get_ref())
                .ok_or_else(|| unknown(file, key.get_ref()).at(&text, key.span()))?;
            let values = values(definition, value)
                .map_err(|(message, span)| ConfigError::new(file, message).at(&text, span))?;
            let folder = file.parent().unwrap_or(Path::new(""));
            let values = values.into_iter().map(|value| match definition.kind.is_path() {
                true => folder.join(value).into_os_string(),
                false => OsString::from(value),
            });
            options.set(definition.key, values.collect());
        }
        Ok(Some(Self { options }))
    }

    /// The options for [`generate`](crate::generate()); `None` if no document is configured.
    pub fn options(&self) -> Option<Options> {
        self.options.spec.is_some().then(|| self.options.clone())
    }

    /// The folder of the crate, if it is configured.
    pub fn out(&self) -> Option<&Path> {
        self.options.out.as_deref()
    }

    /// All options, with or without a document.
    #[cfg(feature = "cli")]
    pub(crate) fn into_options(self) -> Options {
        self.options
    }
}

fn in_manifest<'t, 'i>(root: &'t DeTable<'i>, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    let metadata = root.get(key)?.get_ref().as_table()?.get("metadata")?;
    metadata.get_ref().as_table()?.get("specwright")
}

fn unknown(file: &Path, key: &str) -> ConfigError {
    let keys = options::TABLE.iter().map(|definition| definition.key);
    let help = match crate::similar::closest(key, keys.clone()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("the keys are {}", keys.collect::<Vec<_>>().join(", ")),
    };
    ConfigError::new(file, format!("unknown key `{key}`")).help(Some(help))
}

/// The values of a key, or what is wrong with them and where.
fn values<'i>(
    definition: &Definition,
    value: &'i Spanned<DeValue<'_>>,
) -> Result<Vec<&'i str>, (String, Range<usize>)> {
    let text = |value: &'i Spanned<DeValue<'_>>, expected: &str| match value.get_ref().as_str() {
        Some(text) => match definition.problem(text) {
            Some(problem) => Err((problem, value.span())),
            None => Ok(text),
        },
        None => {
            let found = value.get_ref().type_str();
            let message = format!("`{}`: expected {expected}, found {found}", definition.key);
            Err((message, value.span()))
        }
    };
    match value.get_ref().as_array() {
        Some(list) if definition.kind.is_list() => {
            list.iter().map(|value| text(value, "strings in the list")).collect()
        }
        _ if definition.kind.is_list() => Ok(vec![text(value, "a list of strings")?]),
        _ => Ok(vec![text(value, "a string")?]),
    }
}

/// The position of a byte of a text.
fn place(file: String, text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    Place {
        file,
        line: before.matches('\n').count() + 1,
        column: before[start..].chars().count() + 1,
        text: line.to_owned(),
        skipped: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::TABLE;

    fn read(text: &str) -> (tempfile::TempDir, Result<Option<Config>, ConfigError>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("specwright.toml");
        std::fs::write(&file, text).expect("a file in a temporary folder");
        let config = Config::read(&file);
        (folder, config)
    }

    #[test]
    fn all_paths_are_relative_to_the_file() {
        let paths = TABLE.iter().filter(|definition| definition.kind.is_path());
        for definition in paths {
            let value = if definition.kind.is_list() { "['a/b']" } else { "'a/b'" };
            let (folder, config) = read(&format!("{} = {value}", definition.key));
            let config = config.expect("it can be read").expect("it is a configuration");
            let mut expected = Options::default();
            expected.set(definition.key, vec![folder.path().join("a/b").into_os_string()]);
            assert_eq!(config.options, expected, "{}", definition.key);
        }
    }

    #[test]
    fn errors_have_a_position() {
        let cases = [
            ("name = 'a'\nuot = 'b'\n", "2:1: unknown key `uot` (did you mean `out`?)"),
            ("x = 1\n", "1:1: unknown key `x` (the keys are spec, out,"),
            (
                "[package.metadata.specwright]\n ref-below = '.'",
                "2:2: unknown key `ref-below` (did",
            ),
            ("name = 1", "1:8: `name`: expected a string, found integer"),
            ("only = { a = 1 }", "1:8: `only`: expected a list of strings, found table"),
            ("only = ['ä', 1]", "1:14: `only`: expected strings in the list, found integer"),
            ("name = '1 shop'", "1:8: `name`: expected a crate name"),
            ("version = '1'", "1:11: `version`: expected a version with three numbers"),
            ("[package]\nmetadata.specwright = 1", "2:23: `specwright`: expected a table, found"),
            ("name = [\n", "1:"),
        ];
        for (text, says) in cases {
            let (folder, config) = read(text);
            let error = config.expect_err(text).to_string();
            let said =
                error.replace(&folder.path().join("specwright.toml").display().to_string(), "");
            assert!(said.starts_with(&format!(":{says}")), "{text:?}: {said}");
        }
    }

    #[test]
    fn a_manifest_without_configuration_has_none() {
        assert_eq!(read("[package]\nname = 'a'\n").1.expect("it can be read"), None);
        let (_folder, config) = read("only = 'pets'");
        let config = config.expect("it can be read").expect("it is a configuration");
        assert_eq!(config.options.only, ["pets"]);
        assert_eq!(config.options(), None);
    }
}
