//! Paths and operations.

use super::body::LoweredBody;
use super::path::{self, OperationSource};
use super::response::LoweredResponses;
use super::{Hint, Lowering, Skip};
use crate::diagnostic::Diagnostic;
use crate::document::EXTENSION;
use crate::document::pointer::Node;
use crate::draft::DraftOperation;
use crate::draft::{MethodVariant, Operation, Param, Response};
use crate::ir::{Docs, Location};
use crate::names::{self, Kind};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// An operation with more parameters than this is left out.
const MAX_PARAMETERS: usize = 5_000;

impl<'a> Lowering<'a> {
    /// All operations, by path and HTTP method: the order of the document's map means nothing.
    pub(super) fn operations(&mut self, schemes: &[String]) -> Vec<DraftOperation> {
        let mut ids = HashSet::new();
        let mut all = self.candidates();
        self.choose(&mut all);
        let mut found = Vec::new();
        for candidate in all {
            match self.operation(&candidate, schemes, &mut ids) {
                Ok(methods) => found.extend(methods),
                Err(skip) => self.skip_operation(&candidate, skip),
            }
        }
        found
    }

    /// Keeps what is wanted. A wish that fits nothing is an error.
    fn choose(&mut self, all: &mut Vec<OperationSource<'a>>) {
        if self.only.is_empty() {
            return;
        }
        let known: Vec<Vec<String>> = all.iter().map(|one| self.names(one)).collect();
        let is_known = |wish: &&String| known.iter().flatten().any(|name| name == *wish);
        for wish in self.only.iter().filter(|wish| !is_known(wish)) {
            let names = known.iter().flatten().map(String::as_str);
            let help = match crate::similar::closest(wish, names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "give a tag, a path, an `operationId` or a method of the client".to_owned(),
            };
            let message = format!("there is no tag, path, operation or method `{wish}`");
            self.problems.push(Diagnostic::error(message).help(help));
        }
        let mut known = known.iter();
        all.retain(|_| {
            known.next().is_some_and(|names| names.iter().any(|it| self.only.contains(it)))
        });
    }

    /// The names by which `only` can choose an operation: tags, path, `operationId`, and the name
    /// of the client's method.
    fn names(&self, candidate: &OperationSource<'a>) -> Vec<String> {
        let OperationSource { path, http_method, node, .. } = candidate;
        let tags = node.get("tags").map(|tags| tags.elements()).unwrap_or_default();
        let tags = tags.iter().filter_map(|tag| tag.value.as_str());
        let own = tags.chain([*path]).chain(node.text("operationId")).map(str::to_owned);
        let method = names::identifier(&self.method_name(path, http_method, node), Kind::Value);
        own.chain([method]).collect()
    }

    /// The wished name of the client's method: that of the document, after the rules for names.
    fn method_name(&self, path: &str, http_method: &str, node: &Node<'a>) -> String {
        let given = node.get(EXTENSION).and_then(|extension| extension.text("name"));
        let by_rule =
            || crate::rules::rewrite(&self.rules.operation_names, &id(path, http_method, node));
        given.map_or_else(by_rule, str::to_owned)
    }

    /// An operation: a method for each of the bodies that it may be sent.
    fn operation(
        &mut self,
        candidate: &OperationSource<'a>,
        schemes: &[String],
        ids: &mut HashSet<String>,
    ) -> Result<Vec<DraftOperation>, Skip> {
        let OperationSource { path, template, http_method, item, node, .. } = candidate;
        if !path::is_token(http_method) {
            return Err(Skip::new(node, "invalid HTTP method", "correct the method"));
        }
        if !node.value.is_object() {
            return Err(Skip::new(node, "expected an object", "correct or remove it"));
        }
        self.check_references(node)?;
        let id = id(path, http_method, node);
        let named = &self.method_name(path, http_method, node);
        let hint = Hint::operation(named, &node.pointer);
        let bodies = self.bodies(node, &hint)?;
        let params = self.parameters(template, item, node, &hint)?;
        let mut answered = self.response(node, &params, &hint)?;
        check_count(node, &params, &bodies)?;
        let (title, module) = self.resource(path, node);
        self.check_id(named, node, ids);
        let others = std::mem::take(&mut answered.others);
        let common = self.common(candidate, id, answered, schemes);
        let mut methods: Vec<Operation> = Vec::new();
        for (at, body) in bodies.into_iter().enumerate() {
            let wanted = format!("{named} {}", body.suffix);
            let variant = if at == 0 { MethodVariant::First } else { MethodVariant::Body };
            methods.push(Operation { wanted, variant, ..with_body(&common, &params, body) });
        }
        if let Some(first) = methods.first().cloned() {
            methods.extend(others.into_iter().map(|other| other.method(named, &first)));
        }
        let draft =
            |operation| DraftOperation { title: title.clone(), module: module.clone(), operation };
        Ok(methods.into_iter().map(draft).collect())
    }

    /// What all methods of an operation have in common: everything but names, parameters and body.
    fn common(
        &mut self,
        candidate: &OperationSource<'a>,
        id: String,
        answered: LoweredResponses,
        schemes: &[String],
    ) -> Operation {
        let OperationSource { path, template, http_method, item, node, .. } = candidate;
        let root = self.root.clone();
        let security = self.security(node, schemes).or_else(|| self.security(&root, schemes));
        let servers = self.servers(node).or_else(|| self.servers(item));
        Operation {
            id,
            wanted: String::new(),
            variant: MethodVariant::First,
            http_method: http_method.clone().into_owned(),
            path: (*path).to_owned(),
            template: template.clone().into_owned(),
            docs: self.operation_docs(node, item),
            origin: node.pointer.clone(),
            params: Vec::new(),
            body: None,
            content_type: String::new(),
            accept: match answered.response {
                Response::Empty => String::new(),
                _ => answered.accept,
            },
            response: answered.response,
            stream: answered.stream,
            security: security.unwrap_or_default(),
            servers: servers.filter(|servers| !servers.is_empty()),
            errors: answered.errors,
            headers: answered.headers,
            responses: answered.responses,
            redirects: answered.redirects,
        }
    }

    fn operation_docs(&self, node: &Node<'a>, item: &Node<'a>) -> Docs {
        let mut docs = self.docs(node);
        docs.description = node.text("description").unwrap_or_default().to_owned();
        if docs.summary.is_empty() && docs.description.is_empty() {
            docs.description = item.text("description").unwrap_or_default().to_owned();
        }
        docs
    }

    /// The second of two operations with one name is renamed by [`Scope`], with a warning.
    fn check_id(&mut self, id: &str, node: &Node<'a>, ids: &mut HashSet<String>) {
        let name = names::identifier(id, Kind::Value);
        if !ids.insert(name.clone()) {
            let message =
                format!("duplicate operation name `{name}`; a number is appended to this one");
            let node = node.get("operationId").unwrap_or_else(|| node.clone());
            self.warn(&node, message, "give each operation its own `operationId`");
        }
    }

    /// The resource that an operation belongs to: its first tag, else the first word of its path.
    fn resource(&self, path: &str, node: &Node<'a>) -> (String, String) {
        let tag = node
            .get("tags")
            .and_then(|tags| tags.elements().first().and_then(|tag| tag.value.as_str()));
        if let Some(tag) = tag {
            return (tag.to_owned(), crate::rules::rewrite(&self.rules.tag_names, tag));
        }
        let is_version = |word: &str| {
            word.strip_prefix('v')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        let named = |word: &&str| {
            !word.is_empty() && !word.starts_with('{') && *word != "api" && !is_version(word)
        };
        let word = path.split('/').find(named).unwrap_or("api");
        (word.to_owned(), word.to_owned())
    }

    /// The parameters of an operation, with those of its path that it does not declare itself.
    fn parameters(
        &mut self,
        path: &str,
        item: &Node<'a>,
        node: &Node<'a>,
        hint: &Hint,
    ) -> Result<Vec<Param>, Skip> {
        let mut params: Vec<Param> = Vec::new();
        let mut known: HashMap<(Location, String), &str> = HashMap::new();
        for source in [node, item] {
            for parameter in source.get("parameters").iter().flat_map(Node::given) {
                if let Some(fields) = self.query_string(&parameter, hint)? {
                    params.extend(fields);
                    continue;
                }
                let Some(param) = self.parameter(&parameter, hint)? else { continue };
                if param.location == Location::Path
                    && !path.contains(&format!("{{{}}}", param.wire))
                {
                    let message =
                        format!("the path has no `{{{}}}`; the parameter is skipped", param.wire);
                    self.warn(&parameter, message, "add it to the path, or remove the parameter");
                    continue;
                }
                match known.entry((param.location, param.wire.clone())) {
                    Entry::Vacant(entry) => {
                        entry.insert(&source.pointer);
                        params.push(param);
                    }
                    // An operation may say otherwise than its path, but not than itself.
                    Entry::Occupied(entry) if **entry.get() == source.pointer => {
                        let message = format!(
                            "the parameter `{}` is declared twice; the first counts",
                            param.wire
                        );
                        self.warn(&parameter, message, "remove one of them");
                    }
                    Entry::Occupied(_) => {}
                }
            }
        }
        for slot in path::slots(path) {
            if !known.contains_key(&(Location::Path, slot.to_owned())) {
                let message =
                    format!("path parameter `{{{slot}}}` is not declared; a string is assumed");
                self.warn(node, message, "declare it as a parameter `in: path`");
                params.push(undeclared(slot));
            }
        }
        // Arguments come in the order of the path.
        let at = |param: &Param| match param.location {
            Location::Path => path.find(&format!("{{{}}}", param.wire)).unwrap_or(usize::MAX - 1),
            _ => usize::MAX,
        };
        params.sort_by_key(at);
        Ok(params)
    }
}

/// `operationId`, or a name from HTTP method and path.
fn id(path: &str, http_method: &str, node: &Node<'_>) -> String {
    match node.text("operationId") {
        Some(id) if id.chars().any(char::is_alphanumeric) => id.to_owned(),
        _ => {
            let words = path.replace(['{', '}'], " ").replace('/', " ");
            let words: Vec<&str> = words.split_whitespace().collect();
            format!("{} {}", http_method.to_ascii_lowercase(), words.join(" "))
        }
    }
}

/// Refuses what has more parameters than a compiler takes.
fn check_count(node: &Node<'_>, params: &[Param], bodies: &[LoweredBody]) -> Result<(), Skip> {
    let fields = bodies.iter().map(|sent| sent.fields.len()).max().unwrap_or_default();
    let count = params.len() + fields;
    if count <= MAX_PARAMETERS {
        return Ok(());
    }
    let why = format!("it has {count} parameters (limit {MAX_PARAMETERS})");
    Err(Skip::new(node, why, "reduce the number of parameters"))
}

/// An operation as it is with one of its bodies.
fn with_body(common: &Operation, params: &[Param], sent: LoweredBody) -> Operation {
    let (mut params, body) = (params.to_vec(), sent.body);
    params.extend(sent.fields);
    let mut docs = common.docs.clone();
    docs.notes.extend(sent.note);
    Operation { docs, params, body, content_type: sent.content_type, ..common.clone() }
}

fn undeclared(slot: &str) -> Param {
    Param { required: true, ..Param::text(slot, crate::ir::Ty::String) }
}
