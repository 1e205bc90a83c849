//! Stage six: texts to disk. All or nothing, only what changed, and never a file of anybody else's.

use crate::render::{File, MARK};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a run changes in the output folder. Paths are below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// New files.
    pub added: Vec<String>,
    /// Files with another text than before.
    pub changed: Vec<String>,
    /// Files that are no longer generated.
    pub removed: Vec<String>,
    /// Files that stay as they are.
    pub unchanged: usize,
}

impl Changes {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    pub(crate) path: PathBuf,
    pub(crate) why: String,
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for WriteError {}

impl WriteError {
    /// The file or folder that the error is about.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn new(path: &Path, why: impl ToString) -> Self {
        Self { path: path.to_owned(), why: why.to_string() }
    }
}

/// What writing the files to a folder would change. A file in the way that was not generated is
/// a failure.
pub fn plan(out: &Path, files: &[File]) -> Result<Changes, WriteError> {
    let mut changes = plan_files(out, files)?;
    let wanted: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut present = Vec::new();
    generated_below(out, &out.join("src"), &mut present)
        .map_err(|error| WriteError::new(out, error))?;
    changes.removed = present.into_iter().filter(|path| !wanted.contains(path.as_str())).collect();
    changes.removed.sort();
    Ok(changes)
}

/// As [`plan`], for files that are not all that was generated into a folder: none is removed.
pub fn plan_files(out: &Path, files: &[File]) -> Result<Changes, WriteError> {
    if out.exists() && !out.is_dir() {
        return Err(WriteError::new(out, "it is there, and is not a folder"));
    }
    let mut changes = Changes::default();
    for file in files {
        refuse_links(out, &file.path)?;
        let path = out.join(&file.path);
        match read(&path) {
            Ok(before) if before == file.text.as_bytes() => changes.unchanged += 1,
            // Without a header: it was written once, and is the user's since.
            Ok(_) if !is_ours(file.text.as_bytes()) => changes.unchanged += 1,
            Ok(before) if is_ours(&before) => changes.changed.push(file.path.clone()),
            Ok(_) => {
                let why = format!(
                    "it is in the way, and its first line does not say `{MARK}`: move it, or choose another folder"
                );
                return Err(WriteError::new(&path, why));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                changes.added.push(file.path.clone())
            }
            Err(error) => return Err(WriteError::new(&path, error)),
        }
    }
    Ok(changes)
}

/// Refuses folders below the output folder that are links: their files belong to something else.
fn refuse_links(out: &Path, file: &str) -> Result<(), WriteError> {
    let mut folder = out.to_owned();
    let mut names = Path::new(file).iter().peekable();
    while let Some(name) = names.next() {
        folder.push(name);
        let is_link = |found: fs::Metadata| found.file_type().is_symlink();
        if names.peek().is_some() && fs::symlink_metadata(&folder).is_ok_and(is_link) {
            return Err(WriteError::new(&folder, "it is a link to another folder: remove it"));
        }
    }
    Ok(())
}

/// Reads a regular file. Reading a FIFO or a device would not end.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    match found.is_file() {
        true => fs::read(path),
        false => Err(io::Error::other("it is not a regular file")),
    }
}

fn is_ours(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n');
    let first = match lines.next() {
        // The first line of JSON has no space for it.
        Some(b"{") => lines.next(),
        first => first,
    };
    String::from_utf8_lossy(first.unwrap_or_default()).contains(MARK)
}

/// The generated files below a folder. Links are not followed: they lead to other people's files.
fn generated_below(out: &Path, folder: &Path, found: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            generated_below(out, &path, found)?;
        } else if kind.is_file()
            && path.extension().is_some_and(|ending| ending == "rs")
            && is_ours(&fs::read(&path)?)
        {
            let below = path.strip_prefix(out).unwrap_or(&path);
            let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
            found.push(names.join("/"));
        }
    }
    Ok(())
}

/// Carries out what [`plan`] found. Every new text is on disk, under another name, before the
/// first file is replaced; if anything fails, everything is put back.
pub fn apply(out: &Path, files: &[File], changes: &Changes) -> Result<(), WriteError> {
    let mut undo = Undo::default();
    remove_leftovers(out, files);
    let result = stage(out, files, changes, &mut undo)
        .and_then(|staged| commit(out, staged, changes, &mut undo));
    if let Err(failure) = result {
        undo.all();
        return Err(failure);
    }
    remove_empty_folders(out, &changes.removed);
    Ok(())
}

/// What to do to get back to where we were, last thing first.
#[derive(Default)]
struct Undo(Vec<Step>);

enum Step {
    Remove(PathBuf),
    RemoveFolder(PathBuf),
    Restore(PathBuf, Vec<u8>),
}

impl Undo {
    fn all(self) {
        for step in self.0.into_iter().rev() {
            // There is nobody left to tell when putting back fails too.
            let _ = match step {
                Step::Remove(path) => fs::remove_file(path),
                Step::RemoveFolder(path) => fs::remove_dir(path),
                Step::Restore(path, before) => fs::write(path, before),
            };
        }
    }
}

fn stage(
    out: &Path,
    files: &[File],
    changes: &Changes,
    undo: &mut Undo,
) -> Result<Vec<(PathBuf, PathBuf)>, WriteError> {
    let touched: BTreeSet<&str> =
        changes.added.iter().chain(&changes.changed).map(String::as_str).collect();
    let mut staged = Vec::new();
    for file in files.iter().filter(|file| touched.contains(file.path.as_str())) {
        let path = out.join(&file.path);
        let folder = path.parent().unwrap_or(out);
        make_folders(folder, undo)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let temporary = folder.join(temporary_name(&name, std::process::id()));
        undo.0.push(Step::Remove(temporary.clone()));
        fs::write(&temporary, &file.text).map_err(|error| WriteError::new(&path, error))?;
        staged.push((temporary, path));
    }
    Ok(staged)
}

fn temporary_name(name: &str, process: u32) -> String {
    format!(".{name}.{process}.new")
}

/// Removes the temporary files of runs that were killed.
fn remove_leftovers(out: &Path, files: &[File]) {
    let folders = files.iter().map(|file| out.join(&file.path));
    let folders: BTreeSet<PathBuf> =
        folders.filter_map(|path| Some(path.parent()?.to_owned())).collect();
    for folder in folders {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| is_leftover(&entry.file_name().to_string_lossy())) {
            // It is in nobody's way if it stays.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is one of [`temporary_name`].
fn is_leftover(name: &str) -> bool {
    let inside = name.strip_prefix('.').and_then(|name| name.strip_suffix(".new"));
    let Some((name, process)) = inside.and_then(|inside| inside.rsplit_once('.')) else {
        return false;
    };
    let is_generated = |ending: &str| name.ends_with(ending);
    process.parse().is_ok_and(|process: u32| process != std::process::id())
        && ([".rs", ".toml", ".md", ".json"].into_iter().any(is_generated)
            || name.starts_with("LICENSE-"))
}

fn make_folders(folder: &Path, undo: &mut Undo) -> Result<(), WriteError> {
    if folder.is_dir() || folder.as_os_str().is_empty() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folders(parent, undo)?;
    }
    fs::create_dir(folder).map_err(|error| WriteError::new(folder, error))?;
    undo.0.push(Step::RemoveFolder(folder.to_owned()));
    Ok(())
}

fn commit(
    out: &Path,
    staged: Vec<(PathBuf, PathBuf)>,
    changes: &Changes,
    undo: &mut Undo,
) -> Result<(), WriteError> {
    for (temporary, path) in staged {
        undo.0.push(match fs::read(&path) {
            Ok(before) => Step::Restore(path.clone(), before),
            Err(_) => Step::Remove(path.clone()),
        });
        fs::rename(&temporary, &path).map_err(|error| WriteError::new(&path, error))?;
    }
    for removed in &changes.removed {
        let path = out.join(removed);
        let before = fs::read(&path).map_err(|error| WriteError::new(&path, error))?;
        undo.0.push(Step::Restore(path.clone(), before));
        fs::remove_file(&path).map_err(|error| WriteError::new(&path, error))?;
    }
    Ok(())
}

/// Folders that are empty now that their files are gone.
fn remove_empty_folders(out: &Path, removed: &[String]) {
    for path in removed {
        let mut folder = out.join(path);
        while folder.pop() && folder != out {
            // It stays where it is not empty, which is the point.
            if fs::remove_dir(&folder).is_err() {
                break;
            }
        }
    }
}
