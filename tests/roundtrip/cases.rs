//! What there is to try of a document: its examples, each with the Rust type of its schema.

use serde_json::{Map, Value};
use specwright::Options;
use specwright::Severity;
use specwright::internals::diagnostic::Diagnostics;
use specwright::internals::document::pointer::{escape, percent_decoded};
use specwright::internals::emit::{Content, CrateInfo, TypeNames};
use specwright::internals::examples::{self, Example, Shows};
use specwright::internals::ir::{Api, Shape, Ty, TypeDef, TypeId, VariantContent};
use specwright::internals::load::Document;
use specwright::internals::resolve::{self, Resolved};
use specwright::internals::validate::{FaultKind, Validator};
use specwright::internals::{emit, load, lower};
use std::collections::{BTreeMap, HashMap};

/// A value to read and to write again.
pub struct Case {
    /// Where the example stands.
    pub pointer: String,
    /// The place of its type in [`DocumentCases::types`].
    pub ty: usize,
    /// The value.
    pub value: Value,
    /// The pointer of its schema.
    pub schema: String,
    /// Whether it does not match its schema.
    pub contradicts: bool,
}

/// A document and what there is to try of it.
#[derive(Default)]
pub struct DocumentCases {
    /// The document's path.
    pub name: String,
    /// The tree that schemas are looked up in.
    pub root: Value,
    /// The types of the client that are tried, and those that they are made of, as a module beside
    /// the run-time support.
    pub code: String,
    /// Rust types.
    pub types: Vec<String>,
    /// Values.
    pub cases: Vec<Case>,
    /// How many examples there are.
    pub examples: usize,
    /// What is wrong first with each that does not match its schema.
    pub contradicting: Vec<&'static str>,
    /// Those that have no type, and what they show: no model is made of them, such as headers and
    /// bodies that are text.
    pub untyped: Vec<(String, &'static str)>,
}

/// Generates the client of a document, and gathers its examples.
pub fn gather(name: &str, options: &Options) -> Result<DocumentCases, String> {
    let mut problems = Diagnostics::default();
    let document = load::load(options, &mut problems);
    let lowered = document.as_ref().map(|document| {
        let (_, contradicted) = examples::contradictions(document);
        let (draft, _) = lower::lower(document, &[], &contradicted, &mut problems);
        resolve::resolve(draft, &mut problems)
    });
    let errors = problems.into_sorted().into_iter();
    let mut errors = errors.filter(|problem| problem.severity() == Severity::Error);
    let (Some(document), Some(Resolved { mut api, schema_types }), None) =
        (document, lowered, errors.next())
    else {
        return Err("it cannot be generated".to_owned());
    };
    let mut tried = DocumentCases { name: name.to_owned(), ..DocumentCases::default() };
    let mut gathered = Gathering {
        names: TypeNames::new(&api),
        types: &schema_types,
        validator: Validator::new(&document.root),
        known: HashMap::new(),
        reached: Vec::new(),
        tried: &mut tried,
    };
    for example in examples::find(&document.root) {
        gathered.example(&document, &example);
    }
    let reached = gathered.reached;
    keep(&mut api, reached);
    api.parts = crate::program::all_parts();
    tried.code = models(&api);
    tried.root = document.root;
    Ok(tried)
}

/// Leaves out of a client what no value is read into: a compiler has enough to do with the rest.
fn keep(api: &mut Api, mut open: Vec<TypeId>) {
    let mut kept = vec![false; api.types.len()];
    while let Some(TypeId(id)) = open.pop() {
        if !std::mem::replace(&mut kept[id], true) {
            api.types[id].shape.types().into_iter().for_each(|ty| ty.names(&mut open));
        }
    }
    for file in &mut api.model_files {
        file.types.retain(|TypeId(id)| kept[*id]);
    }
    for resource in &mut api.resources {
        resource.types.retain(|TypeId(id)| kept[*id]);
        resource.operations.clear();
    }
    api.types.iter_mut().for_each(read_only);
}

/// Values are read and written here, never made: constructors and setters would only take time to
/// compile.
fn read_only(def: &mut TypeDef) {
    match &mut def.shape {
        Shape::Struct(structure) => {
            structure.constructor = None;
            structure.default_is_new = false;
            structure.fields.iter_mut().for_each(|field| field.setters.clear());
        }
        Shape::Enum(enumeration) => enumeration.from_string = false,
        Shape::Union(union) => {
            for variant in &mut union.variants {
                if let VariantContent::Value { from, .. } = &mut variant.content {
                    *from = false;
                }
            }
        }
    }
}

/// The types of a client.
fn models(api: &Api) -> String {
    let info =
        CrateInfo { name: "tried".to_owned(), version: "0.1.0".to_owned(), ..CrateInfo::default() };
    let mut folders = BTreeMap::from([("models", String::new()), ("operations", String::new())]);
    emit::files(api, &info, |file| {
        let path = file.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs"));
        let (Some((folder, name)), Content::Rust(code)) =
            (path.and_then(|path| path.split_once('/')), file.content)
        else {
            return;
        };
        if let Some(inside) = folders.get_mut(folder).filter(|_| name != "mod") {
            // What stands before the items is known once they have been made.
            let items: String = code.body.map(|item| item.to_string() + "\n").collect();
            let head = (code.head)();
            inside.push_str(&format!("mod {name} {{\n{head}\n{items}}}\npub use {name}::*;\n"));
        }
    });
    folders.iter().map(|(folder, inside)| format!("pub mod {folder} {{\n{inside}}}\n")).collect()
}

struct Gathering<'a, 't> {
    names: TypeNames<'a>,
    types: &'a HashMap<String, Ty>,
    validator: Validator<'a>,
    /// Where types are in the list.
    known: HashMap<String, usize>,
    /// The types of the client's own that values are read into.
    reached: Vec<TypeId>,
    tried: &'t mut DocumentCases,
}

impl<'a> Gathering<'a, '_> {
    fn example(&mut self, document: &'a Document, example: &Example<'a>) {
        let faults = example.faults(&mut self.validator);
        self.tried.examples += 1;
        self.tried.contradicting.extend(faults.first().map(|fault| match fault.kind {
            FaultKind::Null => "are null, or hold it, where nothing says that they may be",
            FaultKind::Type => "are of another type",
            FaultKind::Implied => "are of another type than the one that is meant and not named",
            FaultKind::Format => "do not have the format",
            FaultKind::Other => "miss a member, are none of the values, do not match, …",
        }));
        let Example { value, pointer, schema_pointer, .. } = example;
        let read = example.read(&mut self.validator);
        if self.add(read.as_ref().unwrap_or(value), pointer, schema_pointer, !faults.is_empty()) {
            return;
        }
        // The members of a form have types of their own.
        let is_form = matches!(example.shows, Shows::Body(name) if name.contains("form"));
        let mut found = false;
        if let (true, Value::Object(members)) = (is_form, *value) {
            for (name, value) in members {
                let Some((schema, at)) = member(document, example.schema, schema_pointer, name, 0)
                else {
                    continue;
                };
                let contradicts = !self.validator.fits(schema, value);
                let pointer = format!("{pointer}/{}", escape(name));
                found |= self.add(value, &pointer, &at, contradicts);
            }
        }
        if !found {
            let shows = match example.shows {
                Shows::Value => {
                    "schemas without a type of their own, such as a part of `allOf`, or what a second media type repeats"
                }
                Shows::Parameter => "parameters and headers",
                Shows::Body(media_type) if media_type.contains("json") => "bodies of JSON",
                Shows::Body(_) => "bodies of other media types",
            };
            self.tried.untyped.push((pointer.clone(), shows));
        }
    }

    /// Adds a value, if its schema has a type.
    fn add(&mut self, value: &Value, pointer: &str, schema: &str, contradicts: bool) -> bool {
        let Some((ty, name)) = self.types.get(schema).and_then(|ty| Some((ty, self.names.of(ty)?)))
        else {
            return false;
        };
        ty.names(&mut self.reached);
        let new = self.tried.types.len();
        let ty = *self.known.entry(name.clone()).or_insert(new);
        if ty == new {
            self.tried.types.push(name);
        }
        let (pointer, schema) = (pointer.to_owned(), schema.to_owned());
        self.tried.cases.push(Case { pointer, ty, value: value.clone(), schema, contradicts });
        true
    }
}

/// The schema of a member of an object, and its place.
fn member<'a>(
    document: &'a Document,
    schema: &'a Value,
    pointer: &str,
    name: &str,
    depth: usize,
) -> Option<(&'a Value, String)> {
    const DEEPEST: usize = 32;
    if depth > DEEPEST {
        return None;
    }
    let deeper = |schema, pointer: &str| member(document, schema, pointer, name, depth + 1);
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let pointer = percent_decoded(target.strip_prefix('#')?);
        return deeper(document.root.pointer(&pointer)?, &pointer);
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    if let Some(found) = properties.and_then(|properties: &Map<String, Value>| properties.get(name))
    {
        return Some((found, format!("{pointer}/properties/{}", escape(name))));
    }
    let all = schema.get("allOf").and_then(Value::as_array)?;
    let mut all = all.iter().enumerate();
    all.find_map(|(i, part)| deeper(part, &format!("{pointer}/allOf/{i}")))
}
