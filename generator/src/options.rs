//! The options of a run. Each is defined once, in the table below: the builder methods of
//! [`Options`], the keys of a configuration, the flags of the command, merging, messages and the
//! table in the guide are made from it.

use crate::names;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// An option, as configurations, the command line and the guide show it.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "`--help` reads the rest"))]
pub struct Definition {
    /// The key in a configuration.
    pub key: &'static str,
    /// The flag of the command, without `--`; empty for the positional argument.
    pub flag: &'static str,
    /// The name of the value in `--help`.
    pub value: &'static str,
    /// The type of the value.
    pub kind: Kind,
    /// A description: a noun phrase without a final stop.
    pub help: &'static str,
    /// What is used if the option is not set; empty for nothing.
    pub default: &'static str,
    /// The values that are allowed.
    pub allowed: Allowed,
}

/// The type of an option's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A path. In a configuration it is relative to the file.
    Path,
    /// A list of paths.
    Paths,
    /// A string.
    Text,
    /// A list of strings.
    Texts,
}

impl Kind {
    /// Whether several values can be given.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Paths | Self::Texts)
    }

    /// Whether values are paths.
    pub fn is_path(self) -> bool {
        matches!(self, Self::Path | Self::Paths)
    }
}

/// The values that an option allows.
pub struct Allowed {
    /// A description that completes "expected …".
    pub expected: &'static str,
    /// Returns whether a value is allowed.
    pub is_valid: fn(&str) -> bool,
    /// The number of values that a list can have.
    pub most: usize,
}

impl Definition {
    /// Returns what is wrong with a value: "expected …, found …".
    pub fn problem(&self, value: &str) -> Option<String> {
        let Allowed { expected, is_valid, .. } = &self.allowed;
        (!is_valid(value)).then(|| format!("`{}`: expected {expected}, found `{value}`", self.key))
    }

    /// Returns what is wrong with all values of the option.
    fn problems(&self, values: &[&str]) -> Vec<String> {
        let (key, most, found) = (self.key, self.allowed.most, values.len());
        let too_many = format!("`{key}`: expected at most {most} values, found {found}");
        let too_many = (found > most).then_some(too_many);
        let wrong = values.iter().filter_map(|value| self.problem(value));
        too_many.into_iter().chain(wrong).collect()
    }
}

/// How the value of an option is stored.
trait Setting {
    fn assign(&mut self, values: Vec<OsString>);
    fn is_set(&self) -> bool;
    fn texts(&self) -> Vec<&str>;
    #[cfg(feature = "cli")]
    fn paths(&mut self) -> Vec<&mut PathBuf> {
        Vec::new()
    }
}

fn text(value: OsString) -> String {
    value.to_string_lossy().into_owned()
}

impl Setting for Option<PathBuf> {
    fn assign(&mut self, values: Vec<OsString>) {
        *self = values.into_iter().next().map(PathBuf::from);
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn texts(&self) -> Vec<&str> {
        Vec::new()
    }

    #[cfg(feature = "cli")]
    fn paths(&mut self) -> Vec<&mut PathBuf> {
        self.iter_mut().collect()
    }
}

impl Setting for Vec<PathBuf> {
    fn assign(&mut self, values: Vec<OsString>) {
        *self = values.into_iter().map(PathBuf::from).collect();
    }

    fn is_set(&self) -> bool {
        !self.is_empty()
    }

    fn texts(&self) -> Vec<&str> {
        Vec::new()
    }

    #[cfg(feature = "cli")]
    fn paths(&mut self) -> Vec<&mut PathBuf> {
        self.iter_mut().collect()
    }
}

impl Setting for Option<String> {
    fn assign(&mut self, values: Vec<OsString>) {
        *self = values.into_iter().next().map(text);
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn texts(&self) -> Vec<&str> {
        self.as_deref().into_iter().collect()
    }
}

impl Setting for Vec<String> {
    fn assign(&mut self, values: Vec<OsString>) {
        *self = values.into_iter().map(text).collect();
    }

    fn is_set(&self) -> bool {
        !self.is_empty()
    }

    fn texts(&self) -> Vec<&str> {
        self.iter().map(String::as_str).collect()
    }
}

/// The type of the field of an option.
macro_rules! stored {
    (Path) => { Option<PathBuf> };
    (Paths) => { Vec<PathBuf> };
    (Text) => { Option<String> };
    (Texts) => { Vec<String> };
}

/// The builder method of an option.
macro_rules! setter {
    (Path $name:ident, $help:literal $default:literal) => {
        #[doc = concat!("Sets ", $help, ". Default: ", $default, ".")]
        #[must_use]
        pub fn $name(mut self, path: impl Into<PathBuf>) -> Self {
            self.$name = Some(path.into());
            self
        }
    };
    (Paths $name:ident, $help:literal $default:literal) => {
        #[doc = concat!("Adds ", $help, ". Default: ", $default, ".")]
        #[must_use]
        pub fn $name(mut self, paths: impl IntoIterator<Item = impl Into<PathBuf>>) -> Self {
            self.$name.extend(paths.into_iter().map(Into::into));
            self
        }
    };
    (Text $name:ident, $help:literal $default:literal) => {
        #[doc = concat!("Sets ", $help, ". Default: ", $default, ".")]
        #[must_use]
        pub fn $name(mut self, value: impl Into<String>) -> Self {
            self.$name = Some(value.into());
            self
        }
    };
    (Texts $name:ident, $help:literal $default:literal) => {
        #[doc = concat!("Adds ", $help, ". Default: ", $default, ".")]
        #[must_use]
        pub fn $name(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.$name.extend(values.into_iter().map(Into::into));
            self
        }
    };
}

macro_rules! allowed {
    () => {
        Allowed { expected: "a value", is_valid: |_| true, most: usize::MAX }
    };
    ($expected:literal, $is_valid:expr) => {
        Allowed { expected: $expected, is_valid: $is_valid, most: usize::MAX }
    };
    ($expected:literal, $is_valid:expr, $most:literal) => {
        Allowed { expected: $expected, is_valid: $is_valid, most: $most }
    };
}

macro_rules! options {
    ($($name:ident: $kind:ident {
        key: $key:literal, flag: $flag:literal, value: $value:literal,
        help: $help:literal, default: $default:literal,
        $(allowed: $expected:literal, $is_valid:expr, $(most: $most:literal,)?)?
    })+) => {
        /// What to generate, from what.
        ///
        /// ```
        /// let options = specwright::Options::new("petstore.yaml")
        ///     .name("petstore")
        ///     .overlays(["petstore.overlay.yaml"]);
        /// ```
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Options {
            $(pub(crate) $name: stored!($kind),)+
        }

        impl Options {
            $(setter! { $kind $name, $help $default })+

            fn field(&mut self, key: &str) -> Option<&mut dyn Setting> {
                match key {
                    $($key => Some(&mut self.$name),)+
                    _ => None,
                }
            }

            /// Replaces the options that are set in `over`.
            pub fn merge(&mut self, over: &Self) {
                $(if over.$name.is_set() {
                    self.$name.clone_from(&over.$name);
                })+
            }

            /// All paths.
            #[cfg(feature = "cli")]
            pub(crate) fn paths(&mut self) -> Vec<&mut PathBuf> {
                [$(self.$name.paths()),+].into_iter().flatten().collect()
            }

            /// Returns what is wrong with the values.
            pub(crate) fn problems(&self) -> Vec<String> {
                let values = [$(self.$name.texts()),+];
                TABLE.iter().zip(values).flat_map(|(option, values)| option.problems(&values)).collect()
            }
        }

        /// All options.
        pub const TABLE: &[Definition] = &[$(Definition {
            key: $key,
            flag: $flag,
            value: $value,
            kind: Kind::$kind,
            help: $help,
            default: $default,
            allowed: allowed!($($expected, $is_valid $(, $most)?)?),
        }),+];
    };
}

options! {
    spec: Path {
        key: "spec", flag: "", value: "SPEC",
        help: "the OpenAPI document, JSON or YAML", default: "the configured document",
    }
    out: Path {
        key: "out", flag: "out", value: "DIR",
        help: "the folder of the crate", default: "the crate's name",
    }
    name: Text {
        key: "name", flag: "name", value: "CRATE",
        help: "the crate's name", default: "made from the document's title",
        allowed: "a crate name (letters, digits, `-` and `_`, starting with a letter; no reserved word)",
            names::is_package,
    }
    version: Text {
        key: "version", flag: "crate-version", value: "VERSION",
        help: "the crate's version", default: "0.1.0",
        allowed: "a version with three numbers, such as `0.1.0`", names::is_version,
    }
    license: Text {
        key: "license", flag: "license", value: "SPDX",
        help: "the crate's license, an SPDX expression", default: "none",
    }
    description: Text {
        key: "description", flag: "description", value: "TEXT",
        help: "the crate's description in its manifest", default: "made from the document's title",
        allowed: "one line of text", |text| !text.trim().is_empty() && !text.contains(char::is_control),
    }
    keywords: Texts {
        key: "keywords", flag: "keyword", value: "WORD",
        help: "the crate's keywords, at most five", default: "made from the crate's name",
        allowed: "a keyword (at most 20 letters, digits, `-`, `_` and `+`)", names::is_keyword,
        most: 5,
    }
    categories: Texts {
        key: "categories", flag: "category", value: "SLUG",
        help: "the crate's categories, at most five", default: "api-bindings",
        allowed: "a category of crates.io, such as `api-bindings`", names::is_category,
        most: 5,
    }
    repository: Text {
        key: "repository", flag: "repository", value: "URL",
        help: "the URL of the crate's repository", default: "none",
        allowed: "a URL that starts with `https://` or `http://`",
            |url| url.starts_with("https://") || url.starts_with("http://"),
    }
    overlays: Paths {
        key: "overlays", flag: "overlay", value: "FILE",
        help: "OpenAPI Overlays (1.0 or 1.1), applied in order", default: "none",
    }
    rules: Paths {
        key: "rules", flag: "rules", value: "FILE",
        help: "files of rules, with the content of the extension `x-specwright`", default: "none",
    }
    only: Texts {
        key: "only", flag: "only", value: "WHAT",
        help: "operations to generate, by tag, path or `operationId`, with the models that they reach",
        default: "all operations and models",
    }
    refs_below: Path {
        key: "refs-below", flag: "refs-below", value: "DIR",
        help: "the folder below which `$ref`s may name files", default: "the document's folder",
    }
    command: Text {
        key: "command", flag: "command", value: "COMMAND",
        help: "the command that the headers of generated files name",
        default: "specwright generate",
    }
}

impl Options {
    /// Creates options for a document, with defaults for everything else.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self::default().spec(spec)
    }

    /// Sets an option by its key. Returns `false` if there is no such option.
    pub(crate) fn set(&mut self, key: &str, values: Vec<OsString>) -> bool {
        self.field(key).map(|field| field.assign(values)).is_some()
    }

    /// The path of the document.
    pub(crate) fn document(&self) -> &Path {
        self.spec.as_deref().unwrap_or(Path::new(""))
    }

    /// The command that generates the files again.
    pub(crate) fn command_line(&self) -> &str {
        self.command.as_deref().unwrap_or("specwright generate")
    }
}

/// The option of a configuration key.
pub fn by_key(key: &str) -> Option<&'static Definition> {
    TABLE.iter().find(|definition| definition.key == key)
}

/// The table of options in the guide, as Markdown.
#[cfg(test)]
pub fn guide() -> String {
    let row = |definition: &Definition| {
        let Definition { key, flag, kind, help, default, .. } = definition;
        let flag = match (*flag, kind.is_list()) {
            ("", _) => "the argument".to_owned(),
            (flag, false) => format!("`--{flag}`"),
            (flag, true) => format!("`--{flag}`, repeated"),
        };
        format!("| `{key}` | {flag} | {help} | {default} |\n")
    };
    let head = "| key | flag | meaning | default |\n|---|---|---|---|\n".to_owned();
    head + &TABLE.iter().map(row).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_a_field() {
        for definition in TABLE {
            let mut options = Options::default();
            assert!(options.set(definition.key, vec!["x".into()]), "{}", definition.key);
            assert_ne!(options, Options::default(), "{}", definition.key);
            let mut merged = Options::default();
            merged.merge(&options);
            assert_eq!(merged, options, "{}", definition.key);
        }
        assert!(!Options::default().set("nonsense", Vec::new()));
    }

    #[test]
    fn keys_and_flags_are_unique() {
        for (at, one) in TABLE.iter().enumerate() {
            let clash = |other: &&Definition| other.key == one.key || other.flag == one.flag;
            assert!(TABLE[..at].iter().find(clash).is_none(), "{}", one.key);
        }
    }

    #[test]
    fn the_guide_has_the_table() {
        let guide = include_str!("../GUIDE.md");
        assert!(guide.contains(&super::guide()), "put this into GUIDE.md:\n{}", super::guide());
    }
}
