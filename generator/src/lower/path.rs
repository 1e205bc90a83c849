//! Paths: which operations stand under them, and what of them is sent.

use super::{Lowering, Skip};
use crate::diagnostic::Diagnostic;
use crate::document::pointer::Node;
use crate::document::reference::shown;
use crate::document::structure::METHODS;
use std::borrow::Cow;

/// An operation before it is lowered.
pub(super) struct OperationSource<'a> {
    /// Its path, as the document writes it.
    pub path: &'a str,
    /// What of it is sent.
    pub template: Cow<'a, str>,
    /// The HTTP method, as it is sent.
    pub http_method: Cow<'a, str>,
    /// The path item that it stands in.
    pub item: Node<'a>,
    pub node: Node<'a>,
    /// Where it stands in its path item, which may be a reference to it.
    pub pointer: String,
}

impl OperationSource<'_> {
    /// By path and HTTP method: the order of the document's map means nothing.
    fn order(&self) -> (&str, usize, &str) {
        let known = METHODS
            .iter()
            .position(|http_method| self.http_method.eq_ignore_ascii_case(http_method));
        (self.path, known.unwrap_or(METHODS.len()), &self.http_method)
    }
}

impl<'a> Lowering<'a> {
    /// All operations of the document, by path and HTTP method.
    pub(super) fn candidates(&mut self) -> Vec<OperationSource<'a>> {
        let mut all = Vec::new();
        let Some(paths) = self.root.get("paths") else { return all };
        let mut cut: Vec<Node<'a>> = Vec::new();
        for (path, item) in paths.plain_members() {
            let items = self.path_items(item);
            let template = match items.iter().any(|item| has_operations(item)) {
                true => self.template(path, &items[0], &mut cut),
                false => path.into(),
            };
            let mut found: Vec<OperationSource<'a>> = Vec::new();
            for item in &items {
                for (http_method, node) in methods(item) {
                    if found.iter().any(|known| known.http_method == http_method) {
                        let help = "take one of them out";
                        let message = format!(
                            "`{http_method} {path}` is defined both next to the `$ref` and in its target; the target's is skipped"
                        );
                        self.warn(&node, message, help);
                        continue;
                    }
                    let (item, template) = (item.clone(), template.clone());
                    let (pointer, node) = (node.pointer.clone(), self.followed(&node));
                    found.push(OperationSource {
                        path,
                        template,
                        http_method,
                        item,
                        node,
                        pointer,
                    });
                }
            }
            all.append(&mut found);
        }
        self.warn_of_fragments(&cut);
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all
    }

    /// A path item, and those that it refers to.
    fn path_items(&mut self, item: Node<'a>) -> Vec<Node<'a>> {
        const MOST: usize = 64;
        let mut items = vec![item];
        while let Some(target) = items.last().and_then(|item| item.text("$ref")) {
            match self.resolve(target).filter(|_| items.len() < MOST) {
                Some(found) => items.push(found),
                None => {
                    let last = items.last().cloned().unwrap_or_else(|| self.root.clone());
                    let why = self.why_lost("path item", target);
                    self.skipped_parts.push((last.pointer.clone(), why.clone()));
                    self.warn(&last, why, "correct the reference, or add what it names");
                    break;
                }
            }
        }
        if let Some(wrong) = items.last().filter(|item| !item.value.is_object()).cloned() {
            self.skip_part(&wrong, "a path item");
        }
        items
    }

    /// Why nothing is found behind a reference.
    fn why_lost(&self, what: &str, target: &str) -> String {
        match target.strip_prefix('#').and_then(|at| self.root.value.pointer(at)) {
            Some(_) => {
                let target = shown(target);
                format!("the {what} `{target}` is circular, or its reference chain is too long")
            }
            None => Skip::missing(what, target),
        }
    }

    /// Refuses an operation that is a reference still, since nothing is found behind it.
    pub(super) fn check_references(&self, node: &Node<'a>) -> Result<(), Skip> {
        let Some(target) = node.text("$ref") else { return Ok(()) };
        let why = self.why_lost("operation", target);
        Err(Skip::new(node, why, "correct the reference, or add what it names"))
    }

    /// What of a path is sent: it starts with a slash, and has no fragment, which is never sent.
    /// Paths that lose a fragment are `cut`.
    fn template(
        &mut self,
        path: &'a str,
        item: &Node<'a>,
        cut: &mut Vec<Node<'a>>,
    ) -> Cow<'a, str> {
        let mut template = Cow::from(path);
        match path.split_once('#') {
            Some((_, fragment)) if fragment.contains('/') => {
                let help = "use a parameter, such as `{parameter}`, for the part that differs";
                self.warn(item, "`#` is not allowed in a path; it is sent as `%23`", help);
                template = path.replace('#', "%23").into();
            }
            Some((before, _)) => {
                cut.push(item.clone());
                template = before.into();
            }
            None => {}
        }
        if template.contains('?') {
            let help = "declare parameters `in: query`, which are optional and checked";
            self.warn(item, "the query string in this path is always sent unchanged", help);
        }
        if !template.starts_with('/') {
            let help = "begin the path with `/`";
            self.warn(item, "this path does not start with `/`; it is added", help);
            template = format!("/{template}").into();
        }
        template
    }

    /// One warning for all paths that lose their fragments: documents tell operations of one path
    /// apart so, and then all have one.
    fn warn_of_fragments(&mut self, cut: &[Node<'a>]) {
        let Some((first, others)) = cut.split_first() else { return };
        let others = match others.len() {
            0 => String::new(),
            count => format!(", and in {count} more,"),
        };
        let message = format!("the URL fragment of this path{others} is never sent");
        let help = "declare a parameter `in: query` if the server needs it";
        self.warn(first, message, help);
    }

    /// Says that an operation is left out, and why.
    pub(super) fn skip_operation(&mut self, candidate: &OperationSource<'a>, skip: Skip) {
        let Skip { pointer, why, help } = skip;
        let OperationSource { http_method, path, .. } = candidate;
        let message = format!("operation `{http_method} {path}` is skipped: {why}");
        self.problems.push(Diagnostic::warning(message).at(pointer).help(help));
        self.skipped.push((candidate.pointer.clone(), why));
    }
}

fn has_operations(item: &Node<'_>) -> bool {
    METHODS.iter().any(|http_method| item.has(http_method)) || item.has("additionalOperations")
}

/// The operations of a path item, by the HTTP method that is sent.
fn methods<'a>(item: &Node<'a>) -> Vec<(Cow<'a, str>, Node<'a>)> {
    let known =
        |http_method: &&str| Some((http_method.to_uppercase().into(), item.get(http_method)?));
    let more = item.get("additionalOperations").map(|more| more.plain_members());
    let more =
        more.unwrap_or_default().into_iter().map(|(http_method, node)| (http_method.into(), node));
    METHODS.iter().filter_map(known).chain(more).collect()
}

/// Whether a text can be an HTTP method (RFC 9110, a token).
pub(super) fn is_token(text: &str) -> bool {
    let tame = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(tame)
}

/// The names in the braces of a path.
pub(super) fn slots(path: &str) -> Vec<&str> {
    let mut slots = Vec::new();
    let mut rest = path;
    while let Some((_, tail)) = rest.split_once('{') {
        let Some((slot, tail)) = tail.split_once('}') else { break };
        if !slots.contains(&slot) {
            slots.push(slot);
        }
        rest = tail;
    }
    slots
}
