//! References to other files: what they name is brought into the one tree.
//!
//! Only files, only below one folder, and never the network: a document must not be able to make
//! the generator read what is none of its business.

use super::overlay::Added;
use super::pointer::{Node, escape, is_data};
use super::text::Source;
use crate::diagnostic::{Diagnostic, Diagnostics};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// The root's member that holds the other files, by their paths.
pub const FILES: &str = "x-specwright-files";

/// Brings in every file that the document refers to, and those that they refer to. References are
/// rewritten to where the files are now; one that cannot be followed stays, with a warning.
pub fn bring_in(
    root: &mut Value,
    sources: &mut Vec<Source>,
    spec: &Path,
    below: Option<&Path>,
    problems: &mut Diagnostics,
) -> Vec<Added> {
    let folder = spec.parent().unwrap_or(Path::new(""));
    let mut gathered = Gathered {
        folder: folder.to_owned(),
        below: below.unwrap_or(folder).to_owned(),
        known: HashMap::new(),
        files: Map::new(),
        waiting: Vec::new(),
        problems,
    };
    gathered.rewrite(root, "", Path::new(""), None);
    let mut added = Vec::new();
    while let Some((key, path)) = gathered.waiting.pop() {
        let Some((source, mut value)) = super::read(&path, gathered.problems) else { continue };
        let relative = Path::new(&key).parent().unwrap_or(Path::new("")).to_owned();
        gathered.rewrite(&mut value, "", &relative, Some(&key));
        let pointer = format!("/{FILES}/{}", escape(&key));
        added.push(Added { pointer, file: source.name.clone(), from: String::new() });
        sources.push(source);
        gathered.files.insert(key, value);
    }
    if let (Some(root), false) = (root.as_object_mut(), gathered.files.is_empty()) {
        root.insert(FILES.to_owned(), Value::Object(gathered.files));
    }
    added
}

/// Why a file is not read, and what to do about it.
type Reason = (String, &'static str);

struct Gathered<'a> {
    /// The document's folder; keys are paths relative to it.
    folder: PathBuf,
    /// The folder that nothing outside of is read.
    below: PathBuf,
    known: HashMap<String, Result<(), Reason>>,
    files: Map<String, Value>,
    waiting: Vec<(String, PathBuf)>,
    problems: &'a mut Diagnostics,
}

impl Gathered<'_> {
    /// Rewrites the references in a value that stands in the file `key` (the document itself
    /// where there is none), in a folder relative to the document's.
    fn rewrite(&mut self, value: &mut Value, pointer: &str, folder: &Path, key: Option<&str>) {
        let parent = pointer.rsplit('/').next().unwrap_or_default();
        match value {
            Value::Object(members) => {
                if let Some(Value::String(target)) = members.get("$ref")
                    && let Some(rewritten) = self.target(target, pointer, folder, key)
                {
                    members.insert("$ref".to_owned(), rewritten.into());
                }
                for (name, member) in members.iter_mut().filter(|(name, _)| !is_data(parent, name))
                {
                    self.rewrite(member, &format!("{pointer}/{}", escape(name)), folder, key);
                }
            }
            Value::Array(items) => {
                for (i, item) in items.iter_mut().enumerate() {
                    self.rewrite(item, &format!("{pointer}/{i}"), folder, key);
                }
            }
            _ => {}
        }
    }

    /// Where a reference leads in the one tree; `None` where it stays as it is.
    fn target(
        &mut self,
        target: &str,
        pointer: &str,
        folder: &Path,
        key: Option<&str>,
    ) -> Option<String> {
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        if file.is_empty() {
            let here = key.map(|key| format!("#/{FILES}/{}", uri(&escape(key))))?;
            return Some(format!("{here}{fragment}"));
        }
        let fragment = if fragment.starts_with('/') { fragment } else { "" };
        match self.file(file, folder) {
            Ok(found) => Some(format!("#/{FILES}/{}{fragment}", uri(&escape(&found)))),
            Err(why) => {
                let message = format!("`$ref: {target}` is not followed: {}", why.0);
                let warning = Diagnostic::warning(message).help(why.1);
                self.problems.push(warning.at(match key {
                    Some(key) => format!("/{FILES}/{}{pointer}", escape(key)),
                    None => pointer.to_owned(),
                }));
                None
            }
        }
    }

    /// The key of a file, which is read if it is new.
    fn file(&mut self, file: &str, folder: &Path) -> Result<String, Reason> {
        if file.contains("://") {
            let why = "only files are read, never the network".to_owned();
            return Err((why, "download it, and refer to the file"));
        }
        let key = normal(&folder.join(file.replace("%20", " ")));
        if let Some(readable) = self.known.get(&key) {
            return readable.clone().map(|()| key);
        }
        let path = self.folder.join(&key);
        let readable = self.check(&path);
        self.known.insert(key.clone(), readable.clone());
        readable?;
        self.waiting.push((key.clone(), path));
        Ok(key)
    }

    fn check(&self, path: &Path) -> Result<(), Reason> {
        let unreadable = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => {
                ("there is no such file".to_owned(), "correct the reference, or put the file there")
            }
            _ => (format!("the file cannot be read: {error}"), "look at the file and its rights"),
        };
        let real = path.canonicalize().map_err(unreadable)?;
        // The folder of a bare file name is the empty path, which is the current folder.
        let below = if self.below.as_os_str().is_empty() { Path::new(".") } else { &self.below };
        let below = below.canonicalize().map_err(unreadable)?;
        match (real.starts_with(&below), real.is_dir()) {
            (true, false) => Ok(()),
            (true, true) => Err(("it is a folder".to_owned(), "refer to a file")),
            (false, _) => {
                let why = "it is outside of the document's folder".to_owned();
                Err((why, "`--refs-below` allows another folder"))
            }
        }
    }
}

/// A relative path without `.` and with as few `..` as can be.
fn normal(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                drop(parts.pop())
            }
            Component::ParentDir => parts.push("..".to_owned()),
            Component::RootDir | Component::Prefix(_) => {
                parts.push(part.as_os_str().to_string_lossy().into_owned())
            }
            Component::CurDir => {}
        }
    }
    parts.join("/")
}

/// A pointer's token as it stands in a URI fragment.
fn uri(token: &str) -> String {
    token.replace('%', "%25").replace(' ', "%20").replace('#', "%23")
}

/// The name that a schema has which is a whole file: that of the file.
pub fn stem(node: &Node<'_>) -> Option<String> {
    let key = node.pointer.strip_prefix(&format!("/{FILES}/")).filter(|key| !key.contains('/'))?;
    let path = PathBuf::from(super::pointer::unescape(key));
    Some(path.file_stem()?.to_string_lossy().into_owned())
}
