//! Stage two: the document's tree to the intermediate representation.
//!
//! Schemas are lowered from a queue, so that neither deep chains nor circles of references reach
//! the stack. What cannot be lowered is left out or falls back, with a warning at its place.

mod additional;
mod body;
mod collection;
mod enum_names;
mod equality;
mod header;
mod hierarchy;
mod limits;
mod media;
mod merge;
mod object;
mod operation;
mod parameter;
mod path;
mod query;
mod response;
mod schema;
mod service;
mod stream;
mod union;
mod values;
mod webhook;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::pointer::{Node, escape, percent_decoded, unescape};
use crate::document::reference::shown;
use crate::draft::StringValue;
use crate::draft::{DraftApi, DraftType, Owner};
use crate::ir::{Docs, Ty, TypeId};
use crate::load::Document;
use crate::names::{self, Kind};
use crate::rules::Rules;
use crate::similar::closest;
use crate::validate::Contradicted;
pub(crate) use media::is_json;
use schema::Lowered;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// What could not be generated as the document has it: for the report.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Operations left out: pointer and reason.
    pub skipped: Vec<(String, String)>,
    /// Schemas and other parts left out: pointer and reason.
    pub skipped_parts: Vec<(String, String)>,
    /// Places that ended as untyped JSON: pointer and reason.
    pub untyped: Vec<(String, String)>,
}

impl Coverage {
    /// Replaces each pointer.
    #[must_use]
    pub fn located(mut self, place: impl Fn(&str) -> String) -> Self {
        let all = self.skipped.iter_mut().chain(&mut self.skipped_parts).chain(&mut self.untyped);
        all.for_each(|(pointer, _)| *pointer = place(pointer));
        self
    }
}

/// Why an operation cannot be generated, and the place that is to blame.
#[derive(Debug)]
struct Skip {
    pointer: String,
    why: String,
    help: String,
}

impl Skip {
    fn new(node: &Node<'_>, why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { pointer: node.pointer.clone(), why: why.into(), help: help.into() }
    }

    /// What is said of a reference that names nothing.
    fn missing(what: &str, target: &str) -> String {
        format!("the {what} `{}` does not exist", shown(target))
    }
}

/// Lowers a document. Problems of single places are warnings; `problems` says where they are.
///
/// A chain of `allOf`s is followed far, so this runs on a stack of its own, of which no more is
/// used than is needed.
///
/// Schemas that are `contradicted` by examples are read in a way that suits those.
///
/// Where `only` names tags, paths or operations, nothing else is lowered.
pub fn lower(
    document: &Document,
    only: &[String],
    contradicted: &Contradicted,
    problems: &mut Diagnostics,
) -> (DraftApi, Coverage) {
    const STACK: usize = 64 << 20;
    let lowered = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread =
            thread.spawn_scoped(scope, || lower_here(document, only, contradicted, problems));
        let thread = thread.ok()?;
        Some(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // A system without memory for it has none for long chains either.
    lowered.unwrap_or_else(|| lower_here(document, only, contradicted, problems))
}

fn lower_here(
    document: &Document,
    only: &[String],
    contradicted: &Contradicted,
    problems: &mut Diagnostics,
) -> (DraftApi, Coverage) {
    let root = document.node();
    let rules = Rules::read(&root, problems);
    let lowering = Lowering {
        root,
        only,
        contradicted,
        rules,
        problems,
        types: Vec::new(),
        known: HashMap::new(),
        queue: VecDeque::new(),
        depth: 0,
        seen: merge::Seen::default(),
        taken_over: 0,
        hierarchies: hierarchy::Hierarchies::default(),
        files: BTreeMap::new(),
        untyped: Vec::new(),
        nullable: HashMap::new(),
        schema_types: HashMap::new(),
        skipped: Vec::new(),
        skipped_parts: Vec::new(),
    };
    lowering.api()
}

/// What a type is named after if it needs a name, and where it belongs.
#[derive(Clone, Debug)]
struct Hint {
    name: String,
    /// The name of the property or parameter, if it is one or is in one.
    own: Option<String>,
    owner: Owner,
}

impl Hint {
    /// A type with this name, before its schema is lowered.
    fn draft(&self, origin: String) -> DraftType {
        let Self { name: wanted, own, owner } = self.clone();
        let (docs, also) = (Docs::default(), Vec::new());
        DraftType {
            wanted,
            own,
            owner,
            origin,
            also,
            common: 0,
            is_request: false,
            docs,
            shape: None,
        }
    }

    fn component(name: &str) -> Self {
        let owner = Owner::Component(name.to_owned());
        Self { name: name.to_owned(), own: None, owner }
    }

    fn operation(name: &str, pointer: &str) -> Self {
        let owner = Owner::Operation(pointer.to_owned());
        Self { name: name.to_owned(), own: None, owner }
    }

    /// For something inside that has a name.
    fn child(&self, name: &str) -> Self {
        let own = Some(name.to_owned());
        Self { own, ..self.renamed(&format!("{} {name}", self.name)) }
    }

    /// For something inside that has none, but a part in the whole.
    fn part(&self, role: &str) -> Self {
        let own = self.own.as_ref().map(|own| format!("{own} {role}"));
        Self { own, ..self.renamed(&format!("{} {role}", self.name)) }
    }

    /// By the name that the document gives: a schema that stands on its own goes into a file of
    /// that name.
    fn named(&self, name: &str) -> Self {
        match &self.owner {
            Owner::Component(owner) if *owner == self.name => Self::component(name),
            _ => self.renamed(name),
        }
    }

    fn renamed(&self, name: &str) -> Self {
        Self { name: name.to_owned(), own: None, owner: self.owner.clone() }
    }
}

/// What is known of a schema that has been seen before, by its pointer.
#[derive(Debug)]
enum SchemaState {
    /// It has a type of its own.
    Type(TypeId),
    /// It is another name for a type.
    Alias(Lowered),
    /// It is being lowered.
    Busy,
}

struct Lowering<'a> {
    root: Node<'a>,
    /// The tags, paths and operations that are wanted; all where there are none.
    only: &'a [String],
    contradicted: &'a Contradicted,
    rules: Rules,
    problems: &'a mut Diagnostics,
    types: Vec<DraftType>,
    known: HashMap<String, SchemaState>,
    /// Types that are reserved and wait for their turn.
    queue: VecDeque<(TypeId, Node<'a>, Hint)>,
    /// The schemas that are made of another one with a discriminator, by the pointer of that.
    hierarchies: hierarchy::Hierarchies,
    /// The files that the rules give to schemas, by the names of their types.
    files: BTreeMap<String, String>,
    /// How deep in schemas inside schemas we are.
    depth: usize,
    /// What is known of objects.
    seen: merge::Seen,
    /// How many members types have taken over from others.
    taken_over: usize,
    untyped: Vec<(String, String)>,
    /// Whether null is a value of the schemas that have been asked, by pointer.
    nullable: HashMap<String, bool>,
    schema_types: HashMap<String, Ty>,
    skipped: Vec<(String, String)>,
    skipped_parts: Vec<(String, String)>,
}

impl<'a> Lowering<'a> {
    fn api(mut self) -> (DraftApi, Coverage) {
        self.check_sections();
        self.find_hierarchies();
        let mut components: Vec<_> = self.components("schemas");
        components.sort_by_key(|(name, _)| *name);
        // Of a part of the document, only what its operations reach is wanted.
        if !self.only.is_empty() {
            components.clear();
        }
        for (_, node) in &components {
            self.component(node);
            self.drain();
        }
        self.webhooks();
        let scheme_names = self.scheme_names();
        let servers = self.servers(&self.root.clone());
        let operations = self.operations(&scheme_names);
        self.drain();
        let description = match self.info("description") {
            none if none.is_empty() => self.info("summary"),
            description => description,
        };
        let api = DraftApi {
            title: self.info("title"),
            version: self.info("version"),
            description,
            servers: servers.unwrap_or_default(),
            schemes: self.schemes(),
            errors: self.error_shape(),
            operations,
            tag_docs: self.tag_docs(),
            types: self.types,
            files: self.files,
            schema_types: self.schema_types,
            rules: self.rules,
            is_partial: !self.only.is_empty(),
        };
        let Self { skipped, skipped_parts, untyped, .. } = self;
        let coverage = Coverage { skipped, skipped_parts, untyped };
        warn_if_empty(&api, &coverage, self.problems);
        (api, coverage)
    }

    /// The description of each tag; the first one if a tag is declared twice.
    fn tag_docs(&self) -> BTreeMap<String, String> {
        let tags = self.root.get("tags").map(|tags| tags.elements()).unwrap_or_default();
        let described = |tag: &Node<'a>| {
            Some((tag.text("name")?.to_owned(), tag.text("description")?.to_owned()))
        };
        tags.iter().rev().filter_map(described).collect()
    }

    /// The sections that everything is found in have to be objects.
    fn check_sections(&mut self) {
        let root = self.root.clone();
        let schemas = root.get("components").and_then(|components| components.get("schemas"));
        let sections = [
            ("a list of paths", root.get("paths")),
            ("the components", root.get("components")),
            ("a list of schemas", schemas),
        ];
        for (what, section) in sections {
            if let Some(section) = section.filter(|section| !section.value.is_object()) {
                self.skip_part(&section, what);
            }
        }
    }

    fn component(&mut self, node: &Node<'a>) {
        if !(node.value.is_object() || node.value.is_boolean()) {
            self.skip_part(node, "a schema");
            return;
        }
        // Lowered once, however it is met first.
        if !self.known.contains_key(&node.pointer) {
            let hint = self.component_hint(node);
            let lowered = self.schema(node, &hint);
            self.known.entry(node.pointer.clone()).or_insert(SchemaState::Alias(lowered));
        }
    }

    /// Warns that a part of the document is not what it should be, and so is left out.
    fn skip_part(&mut self, node: &Node<'a>, what: &str) {
        let why = format!("expected {what}, which is an object; the entry is skipped");
        self.skipped_parts.push((node.pointer.clone(), why.clone()));
        self.warn(node, why, "correct or remove it");
    }

    /// A part of the document, or what it refers to.
    fn referred(&self, node: Node<'a>, what: &str) -> Result<Node<'a>, Skip> {
        let Some(target) = node.text("$ref") else { return Ok(node) };
        self.resolve(target).ok_or_else(|| {
            Skip::new(&node, Skip::missing(what, target), self.help_for_reference(target))
        })
    }

    /// What to do about a reference that names nothing.
    fn help_for_reference(&self, target: &str) -> String {
        let section = target.rsplit_once('/').map(|(section, name)| (section, unescape(name)));
        let found = section.and_then(|(section, name)| {
            let pointer = percent_decoded(section.strip_prefix('#')?);
            let names = self.root.value.pointer(&pointer)?.as_object()?.keys();
            let meant = closest(&name, names.map(String::as_str))?;
            Some(format!("did you mean `{section}/{}`?", escape(meant)))
        });
        found.unwrap_or_else(|| "correct the reference, or add what it names".to_owned())
    }

    fn drain(&mut self) {
        while let Some((id, node, hint)) = self.queue.pop_front() {
            self.fill(id, &node, &hint);
        }
    }

    fn reserve(&mut self, draft: DraftType) -> TypeId {
        self.types.push(draft);
        TypeId(self.types.len() - 1)
    }

    fn components(&self, kind: &str) -> Vec<(&'a str, Node<'a>)> {
        let components = self.root.get("components").and_then(|components| components.get(kind));
        components.map(|components| components.plain_members()).unwrap_or_default()
    }

    /// Whether the document is one of OpenAPI 3.0, where nothing counts beside a reference.
    fn is_3_0(&self) -> bool {
        crate::document::Version::of(self.root.value) == crate::document::Version::V3_0
    }

    fn info(&self, key: &str) -> String {
        let info = self.root.get("info");
        info.and_then(|info| info.text(key).map(str::to_owned)).unwrap_or_default()
    }

    fn warn(&mut self, node: &Node<'_>, message: impl Into<String>, help: impl Into<String>) {
        let warning = Diagnostic::warning(message).at(&node.pointer).help(help);
        self.problems.push(warning);
    }
}

/// A document of which everything was skipped is an error. One without content makes an empty
/// client, with a warning.
fn warn_if_empty(api: &DraftApi, coverage: &Coverage, problems: &mut Diagnostics) {
    if !api.operations.is_empty() || !api.types.is_empty() {
        return;
    }
    problems.push(match coverage.skipped.is_empty() && coverage.skipped_parts.is_empty() {
        false => Diagnostic::error("nothing to generate: everything in this document was skipped")
            .help("correct what the warnings name"),
        true => {
            Diagnostic::warning("this document has no operations, and no schemas that need a type")
                .help("a client without methods is generated")
        }
    });
}

/// Adds values to an enum of texts, each once.
fn add_strings(all: &mut Vec<StringValue>, words: &[Cow<'_, str>]) {
    let mut known: HashSet<String> = all.iter().map(|word| word.wire.clone()).collect();
    let new = words.iter().filter(|wire| known.insert(wire.to_string()));
    all.extend(new.map(|wire| StringValue {
        name: String::new(),
        wire: wire.clone().into_owned(),
        docs: String::new(),
    }));
}

/// Whether a title would make a good name: one word, or a few short ones.
fn is_name(title: &str) -> bool {
    let name = names::identifier(title, Kind::Type);
    let tame = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.');
    title.len() <= 40
        && title.split_whitespace().count() <= 4
        && title.chars().all(tame)
        && name.len() > 1
}
