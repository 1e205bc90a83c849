//! References to other files: what they name is brought into the one tree.
//!
//! Only files, only below one folder, and never the network: a document must not be able to make
//! the generator read what is none of its business.

use super::overlay::Added;
use super::text::Source;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::pointer::escape;
use crate::document::reference::FILES;
use crate::document::structure::Kind;
use crate::document::{each_object_mut, kind_of_file};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

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
        ids: HashSet::new(),
        selves: HashMap::new(),
        known: HashMap::new(),
        keys: spec.canonicalize().map(|real| (real, None)).into_iter().collect(),
        files: Map::new(),
        waiting: Vec::new(),
        problems,
    };
    gathered.find_ids(root);
    gathered.note_self(root, None);
    gathered.rewrite(root, Path::new(""), None);
    let mut added = Vec::new();
    while let Some((key, path)) = gathered.waiting.pop() {
        let Some((source, mut value)) = super::read(&path, gathered.problems) else { continue };
        let relative = Path::new(&key).parent().unwrap_or(Path::new("")).to_owned();
        gathered.find_ids(&value);
        gathered.note_self(&value, Some(&key));
        gathered.rewrite(&mut value, &relative, Some(&key));
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
    /// What schemas call themselves by `$id`: a reference to one of these is none to a file.
    ids: HashSet<String>,
    /// The key of each file that says what its URL is (`$self`), by that; none for the document.
    selves: HashMap<String, Option<String>>,
    /// What becomes of each path: the key of the file that it names, none for the document.
    known: HashMap<String, Result<Option<String>, Reason>>,
    /// The key of each file, by where it really is: several paths may lead to it.
    keys: HashMap<PathBuf, Option<String>>,
    files: Map<String, Value>,
    waiting: Vec<(String, PathBuf)>,
    problems: &'a mut Diagnostics,
}

impl Gathered<'_> {
    fn find_ids(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(id)) = members.get("$id") {
                    self.ids.insert(id.trim_end_matches('#').to_owned());
                }
                members.values().for_each(|member| self.find_ids(member));
            }
            Value::Array(items) => items.iter().for_each(|item| self.find_ids(item)),
            _ => {}
        }
    }

    fn note_self(&mut self, value: &Value, key: Option<&str>) {
        if let Some(Value::String(url)) = value.get("$self") {
            self.selves.insert(url.clone(), key.map(str::to_owned));
        }
    }

    /// Rewrites the references in a value that is in the file `key` (the document itself if there is
    /// none), in a folder relative to the document's.
    fn rewrite(&mut self, value: &mut Value, folder: &Path, key: Option<&str>) {
        // A file that is not a document may be a map of schemas, of parameters or of anything.
        let kind = Some(kind_of_file(value)).filter(|kind| *kind == Kind::Document);
        each_object_mut(value, kind, &mut |kind, members, at| {
            if let Some(Value::String(target)) = members.get("$ref")
                && let Some(rewritten) = self.target(target, &at.pointer(), folder, key)
            {
                members.insert("$ref".to_owned(), rewritten.into());
            }
            // A discriminator can name files, which are references too.
            if kind == Some(Kind::Discriminator) {
                self.rewrite_mapping(members, &at.pointer(), folder, key);
            }
        });
    }

    fn rewrite_mapping(
        &mut self,
        members: &mut Map<String, Value>,
        pointer: &str,
        folder: &Path,
        key: Option<&str>,
    ) {
        let is_reference = |target: &str| {
            let file = target.split('#').next().unwrap_or_default();
            target.contains(['#', '/'])
                || [".yaml", ".yml", ".json"].iter().any(|it| file.ends_with(it))
        };
        let Some(Value::Object(mapping)) = members.get_mut("mapping") else { return };
        for (name, target) in mapping {
            let Some(reference) = target.as_str().filter(|target| is_reference(target)) else {
                continue;
            };
            let pointer = format!("{pointer}/mapping/{}", escape(name));
            if let Some(rewritten) = self.target(reference, &pointer, folder, key) {
                *target = rewritten.into();
            }
        }
    }

    /// Where a reference leads in the one tree; `None` where it stays as it is. An anchor keeps its
    /// name, behind the place of the file that it is in.
    fn target(
        &mut self,
        target: &str,
        pointer: &str,
        folder: &Path,
        key: Option<&str>,
    ) -> Option<String> {
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        // A slash alone would name a member without a name; what is meant is the whole file.
        let fragment = if fragment == "/" { "" } else { fragment };
        let is_anchor = !fragment.is_empty() && !fragment.starts_with('/');
        let fragment = if is_anchor { format!("#{fragment}") } else { fragment.to_owned() };
        if file.is_empty() {
            let here = key.map(|key| format!("#/{FILES}/{}", uri(&escape(key))))?;
            return Some(format!("{here}{fragment}"));
        }
        if self.ids.contains(file) {
            return None;
        }
        match self.file(file, folder) {
            Ok(Some(found)) => Some(format!("#/{FILES}/{}{fragment}", uri(&escape(&found)))),
            Ok(None) if is_anchor => Some(fragment),
            Ok(None) => Some(format!("#{fragment}")),
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

    /// The key of a file, which is read if it is new; none for the document itself.
    fn file(&mut self, file: &str, folder: &Path) -> Result<Option<String>, Reason> {
        if let Some(known) = self.selves.get(file) {
            return Ok(known.clone());
        }
        // Opening a UNC path would connect to another machine.
        if file.starts_with("\\\\") || file.starts_with("//") {
            let why = "it is a path on another machine".to_owned();
            return Err((why, "copy the file next to the document"));
        }
        if file.contains("://") {
            let why = "only files are read, never the network".to_owned();
            return Err((why, "download it, and refer to the file"));
        }
        let path = normal(&folder.join(file.replace("%20", " ")));
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let found = self.check(&self.folder.join(&path)).map(|real| {
            let key = self.keys.entry(real).or_insert_with(|| {
                self.waiting.push((path.clone(), self.folder.join(&path)));
                Some(path.clone())
            });
            key.clone()
        });
        self.known.insert(path, found.clone());
        found
    }

    /// Where a file really is, if it may be read.
    fn check(&self, path: &Path) -> Result<PathBuf, Reason> {
        let unreadable = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => {
                ("the file does not exist".to_owned(), "correct the reference, or add the file")
            }
            _ => {
                (format!("the file cannot be read: {error}"), "check the file and its permissions")
            }
        };
        let real = path.canonicalize().map_err(unreadable)?;
        // The folder of a bare file name is the empty path, which is the current folder.
        let below = if self.below.as_os_str().is_empty() { Path::new(".") } else { &self.below };
        let below = below.canonicalize().map_err(unreadable)?;
        if !real.is_dir() && !real.is_file() {
            return Err(("it is not a regular file".to_owned(), "copy it to a file"));
        }
        match (real.starts_with(&below), real.is_dir()) {
            (true, false) => Ok(real),
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
