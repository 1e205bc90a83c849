//! Stage one: files to one tree, with overlays applied, that knows where everything stands.

mod coerce;
pub mod files;
pub mod locate;
mod normalize;
mod nulls;
pub mod overlay;
mod swagger;
pub mod text;
pub mod tracked;
pub mod tree;
mod trust;

use self::swagger::Moves;
use crate::Options;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::EXTENSION;
use crate::document::pointer::{self, Node};
use locate::Places;
use overlay::Added;
use serde_json::Value;
use std::path::Path;
use text::Source;

/// A document as it is after its overlays, with the texts that it came from.
#[derive(Debug)]
pub struct Document {
    /// The tree.
    pub root: Value,
    /// The document's own text first, then those of the overlays.
    pub sources: Vec<Source>,
    /// What overlays and files of rules put in.
    pub added: Vec<Added>,
    /// Where the parts of the tree were before it was converted to OpenAPI 3.
    moves: Moves,
}

impl Document {
    /// The root node.
    pub fn node(&self) -> Node<'_> {
        Node { value: &self.root, pointer: String::new() }
    }

    /// Fills in the positions of problems.
    pub fn locate(&self, problems: &mut Diagnostics) {
        locate_in(&self.sources, &self.added, &self.moves, problems);
    }

    /// Returns a pointer as the document's author knows it: before the document was converted.
    pub fn original(&self, pointer: &str) -> String {
        self.moves.old(pointer)
    }
}

/// Reads a document, its overlays and its files of rules. Without a readable document there is
/// nothing to give back; `problems` says why.
pub fn load(options: &Options, problems: &mut Diagnostics) -> Option<Document> {
    let Options { overlays, rules, refs_below, .. } = options;
    let spec = options.document();
    let (source, mut root) = read(spec, problems)?;
    trust::restrict(&mut root, &source.name, problems);
    let mut sources = vec![source];
    let mut added = files::bring_in(&mut root, &mut sources, spec, refs_below.as_deref(), problems);
    match check_version(&root) {
        Err(error) => problems.push(error),
        Ok(()) if root.get("swagger").is_some() && !is_swagger(&root) => {
            let message = "`swagger` is ignored, because there is an `openapi` version";
            problems.push(Diagnostic::warning(message).at("/swagger").help("keep one of them"));
        }
        Ok(()) => {}
    }
    let mut budget = crate::limits::MAX_OVERLAY_BYTES;
    for path in overlays {
        if let Some((source, overlay)) = read(path, problems) {
            added.extend(overlay::apply(&mut root, &overlay, &source.name, &mut budget, problems));
            sources.push(source);
        }
    }
    for path in rules {
        if let Some((source, rules)) = read(path, problems) {
            added.extend(merged_rules(&root, &rules, &source.name));
            overlay::merge(&mut root, &serde_json::json!({ EXTENSION: rules }));
            sources.push(source);
        }
    }
    let mut moves = Moves::default();
    if is_swagger(&root) && !problems.has_errors() {
        let converted = swagger::convert(&mut root, problems);
        // All that has been found so far is about the Swagger document.
        locate_in(&sources, &added, &moves, problems);
        moves = converted;
    }
    coerce::mend(&mut root, problems);
    if !problems.has_errors() {
        crate::mistakes::report(&root, problems);
    }
    normalize::normalize(&mut root);
    nulls::inline(&mut root);
    if problems.has_errors() {
        locate_in(&sources, &added, &moves, problems);
        return None;
    }
    Some(Document { root, sources, added, moves })
}

/// Where the parts of a file of rules are once they are merged. Lists are joined, so that its
/// entries come behind those that are there.
fn merged_rules(root: &Value, rules: &Value, file: &str) -> Vec<Added> {
    let place = format!("/{EXTENSION}");
    let whole = Added { pointer: place.clone(), file: file.to_owned(), from: String::new() };
    if root.get(EXTENSION).is_none() || !rules.is_object() {
        return vec![whole];
    }
    let node = Node { value: rules, pointer: String::new() };
    let sections = node.members().into_iter().flat_map(|(_, section)| {
        let there = root.pointer(&format!("{place}{}", section.pointer));
        match there.and_then(Value::as_array).map(Vec::len) {
            Some(before) if section.value.is_array() => {
                let moved = |(i, entry): (usize, Node<'_>)| {
                    (format!("{place}{}/{}", section.pointer, before + i), entry.pointer)
                };
                section.elements().into_iter().enumerate().map(moved).collect()
            }
            _ if there.is_some() && section.value.is_object() => {
                let entries = section.members().into_iter();
                entries
                    .map(|(_, entry)| (format!("{place}{}", entry.pointer), entry.pointer))
                    .collect()
            }
            _ => vec![(format!("{place}{}", section.pointer), section.pointer)],
        }
    });
    sections.map(|(pointer, from)| Added { pointer, file: file.to_owned(), from }).collect()
}

fn read(path: &Path, problems: &mut Diagnostics) -> Option<(Source, Value)> {
    let name = path.display().to_string();
    // Reading a FIFO or a device would not end.
    let bytes = match std::fs::metadata(path) {
        Ok(found) if !found.is_file() && !found.is_dir() => {
            let message = "cannot read the file: it is not a regular file";
            problems.push(Diagnostic::error(message).in_file(name).help("copy it to a file"));
            return None;
        }
        _ => std::fs::read(path),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let why = match path.is_dir() {
                true => "it is a folder".to_owned(),
                false => error.to_string(),
            };
            problems.push(Diagnostic::error(format!("cannot read the file: {why}")).in_file(name));
            return None;
        }
    };
    match text::parse(&name, bytes) {
        Ok((source, value)) => {
            warn_of_repeated(&source, problems);
            Some((source, value))
        }
        Err(error) => {
            problems.push(error);
            None
        }
    }
}

/// Keys that stand twice in an object: the last one counts, which is hardly what was meant.
fn warn_of_repeated(source: &Source, problems: &mut Diagnostics) {
    if source.repeated.is_empty() {
        return;
    }
    let places = Places::find(source, source.repeated.iter().map(String::as_str));
    let at = |pointer: &String| places.at(pointer);
    let shown = source.places(source.repeated.iter().filter_map(at).collect());
    for pointer in &source.repeated {
        // What is found nowhere stands in a copy that a YAML alias made.
        let Some(place) = at(pointer).and_then(|at| shown.get(&at)) else { continue };
        let message =
            format!("the key `{}` is repeated; the last one counts", pointer::last(pointer));
        let help = "keep one of them, or give the other its own name";
        let mut warning = Diagnostic::warning(message).in_file(&source.name).help(help).at(pointer);
        warning.place = Some(Box::new(place.clone()));
        problems.push(warning);
    }
}

/// The versions that are read.
const SUPPORTED: &str = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are";

/// Whether a document is one of Swagger 2.0, which a number may say too.
fn is_swagger(root: &Value) -> bool {
    let is_2 = match root.get("swagger") {
        Some(Value::String(version)) => {
            let version = version.trim();
            version == "2" || version == "2.0" || version.starts_with("2.0.")
        }
        Some(version) => version.as_f64() == Some(2.0),
        None => false,
    };
    is_2 && !root.get("openapi").is_some_and(|openapi| openapi.is_string() || openapi.is_number())
}

fn check_version(root: &Value) -> Result<(), Diagnostic> {
    let Some(members) = root.as_object() else {
        let help = "an OpenAPI document is an object that starts with `openapi: 3.0.3` or the like";
        return Err(Diagnostic::error("this is not an OpenAPI document").at("").help(help));
    };
    let text = |key: &str| match members.get(key)? {
        Value::String(version) => Some(version.clone()),
        Value::Number(version) => Some(version.to_string()),
        _ => None,
    };
    let swagger = [("/swagger", text("swagger")), ("/swaggerVersion", text("swaggerVersion"))];
    let version =
        match (text("openapi"), swagger.into_iter().find(|(_, version)| version.is_some())) {
            (Some(version), _) => version,
            (None, Some(("/swagger", _))) if is_swagger(root) => return Ok(()),
            (None, Some((at, Some(version)))) => {
                let message = format!("Swagger {} is not supported", version.trim());
                return Err(Diagnostic::error(message).at(at).help(SUPPORTED));
            }
            _ => {
                let help = "an OpenAPI document says its version at the top: `openapi: 3.0.3`";
                return Err(Diagnostic::error("there is no `openapi` version").at("").help(help));
            }
        };
    match version.split('.').next() {
        Some("3") => Ok(()),
        _ => {
            let message = format!("OpenAPI {version} is not supported");
            Err(Diagnostic::error(message).at("/openapi").help(SUPPORTED))
        }
    }
}

/// Fills in the positions of problems: at the node itself where it stands in the file, else (it
/// came from an overlay) at the closest node around it.
fn locate_in(sources: &[Source], added: &[Added], moves: &Moves, problems: &mut Diagnostics) {
    let is_open = |problem: &&mut Diagnostic| problem.file.is_none() && problem.place.is_none();
    for problem in problems.iter_mut().filter(is_open) {
        let Some(pointer) = &mut problem.pointer else { continue };
        *pointer = moves.old(pointer);
        let inside = |added: &&Added| {
            pointer
                .strip_prefix(&added.pointer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // The last file that touched the place is the one to look into.
        if let Some(added) = added.iter().filter(inside).max_by_key(|added| added.pointer.len()) {
            problem.pointer = Some(format!("{}{}", added.from, &pointer[added.pointer.len()..]));
            problem.file = Some(added.file.clone());
        }
    }
    for (i, source) in sources.iter().enumerate() {
        let is_here = |problem: &&mut Diagnostic| {
            let here = problem.file.as_ref().map_or(i == 0, |file| source.name == *file);
            here && problem.place.is_none() && problem.pointer.is_some()
        };
        let here: Vec<&mut Diagnostic> = problems.iter_mut().filter(is_here).collect();
        let places =
            Places::find(source, here.iter().filter_map(|problem| problem.pointer.as_deref()));
        let at = |problem: &Diagnostic| places.closest(problem.pointer.as_deref()?);
        let shown = source.places(here.iter().filter_map(|problem| at(problem)).collect());
        for problem in here {
            problem.place = at(problem).and_then(|at| shown.get(&at).cloned()).map(Box::new);
        }
    }
}
