//! Which operations answer in pages, by the rules of the root extension.

use super::types::Definition;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::draft::{DraftOperation, Field, Operation, Param, Response, Shape};
use crate::ir::{Follow, Location, Next, Paging, Step, Ty, TypeId};
use crate::rules::{FollowRule, PagingRule};
use std::collections::BTreeMap;

/// Finds the operations that respond with pages, by the final fields of the types.
pub(super) fn find(
    operations: &mut [DraftOperation],
    types: &[Definition],
    rules: &[PagingRule],
    problems: &mut Diagnostics,
) -> Vec<Option<Paging>> {
    let finder = Finder { types, rules };
    let mut pages: BTreeMap<TypeId, Paging> = BTreeMap::new();
    let mut find = |DraftOperation { operation, .. }: &mut DraftOperation| {
        let mut paging = finder.paging(operation)?;
        if let Ty::Named(id) = paging.page {
            paging.implements_page = !pages.contains_key(&id);
            let first = pages.entry(id).or_insert_with(|| paging.clone());
            // `Paged` is implemented once for each type.
            if !first.reads_like(&paging) {
                let message = "conflicting paging rule for a shared response schema; this list is not paginated";
                let help = "give the two lists schemas of their own, or one paging rule";
                problems.push(Diagnostic::warning(message).at(&operation.origin).help(help));
                return None;
            }
        }
        // A page that is null would not lead to the next one.
        operation.response = Response::Json(paging.page.clone());
        Some(paging)
    };
    operations.iter_mut().map(&mut find).collect()
}

/// What a page says about the next one is found in the types of the API.
struct Finder<'a> {
    types: &'a [Definition],
    rules: &'a [PagingRule],
}

impl Finder<'_> {
    /// The first paging rule that fits an operation.
    fn paging(&self, operation: &Operation) -> Option<Paging> {
        if operation.http_method != "GET" {
            return None;
        }
        let Response::Json(page) = &operation.response else { return None };
        let page = match page {
            Ty::Nullable(page) => &**page,
            page => page,
        };
        self.rules.iter().find_map(|rule| {
            let paging = self.paged_by(rule, operation, page)?;
            rule.matched();
            Some(paging)
        })
    }

    fn paged_by(&self, rule: &PagingRule, operation: &Operation, page: &Ty) -> Option<Paging> {
        let envelope = match page {
            Ty::Named(id) => Some(*id),
            _ => None,
        };
        let (items, item) = match (page, envelope) {
            (Ty::List(item), None) if rule.items.is_none() => (Vec::new(), (**item).clone()),
            (_, Some(id)) => self.items(id, rule.items.as_deref())?,
            _ => return None,
        };
        if matches!(item, Ty::Nullable(_)) {
            return None;
        }
        let location = |name: &str| query_parameter(operation, name);
        let (follow, next) = match &rule.follow {
            FollowRule::NextUrl(pointer) => {
                (Follow::Url, Some(Next::Field(self.text_or_number(envelope?, pointer)?)))
            }
            FollowRule::Link => (Follow::Link, None),
            FollowRule::Cursor { parameter, member } => {
                let next = Next::Field(self.text_or_number(envelope?, member)?);
                (Follow::Cursor(location(parameter)?), Some(next))
            }
            FollowRule::LastItem { parameter, member } => {
                let Ty::Named(item) = item else { return None };
                let next = Next::LastItem(self.text_or_number(item, member)?);
                (Follow::Cursor(location(parameter)?), Some(next))
            }
            FollowRule::Page { parameter, first } => {
                (Follow::Page(location(parameter)?, *first), None)
            }
            FollowRule::Offset { parameter } => (Follow::Offset(location(parameter)?), None),
        };
        let more = match &rule.more {
            Some(pointer) => Some(self.steps(envelope?, pointer, |ty| *ty == Ty::Bool)?),
            None => None,
        };
        let page_size = rule.page_size.as_ref().and_then(|name| {
            let at = location(name)?;
            let most = operation.params[at].bounds.max.map_or(u64::MAX, |max| max.max(1.0) as u64);
            Some((at, most))
        });
        Some(Paging {
            page: page.clone(),
            implements_page: false,
            follow,
            next,
            more,
            items,
            item,
            page_size,
        })
    }

    fn fields(&self, id: TypeId) -> Option<&[Field]> {
        match &self.types[id.0].shape {
            Shape::Object(object) => Some(&object.fields),
            _ => None,
        }
    }

    /// The fields on the way to a member that is a text or a number.
    fn text_or_number(&self, from: TypeId, pointer: &str) -> Option<Vec<Step>> {
        self.steps(from, pointer, |ty| matches!(ty, Ty::String | Ty::Number(_)))
    }

    /// The fields on the way to a member of a type that is wanted.
    fn steps(
        &self,
        from: TypeId,
        pointer: &str,
        wanted: impl Fn(&Ty) -> bool,
    ) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut at = Some(from);
        let mut tokens = pointer.split('/').skip(1).peekable();
        while let Some(token) = tokens.next() {
            let field = self.fields(at?)?.iter().find(|field| field.wire == token)?;
            steps.push(step(field));
            at = match &field.ty {
                Ty::Named(id) => Some(*id),
                ty if tokens.peek().is_none() && wanted(ty) => return Some(steps),
                _ => return None,
            };
        }
        None
    }

    /// The fields on the way to the items, and the type of one.
    fn items(&self, envelope: TypeId, named: Option<&str>) -> Option<(Vec<Step>, Ty)> {
        let Some(name) = named else {
            let is_list = |field: &&Field| matches!(field.ty, Ty::List(_));
            let mut lists = self.fields(envelope)?.iter().filter(is_list);
            let (only, other) = (lists.next()?, lists.next());
            // Of several lists nobody can say which is meant.
            let Ty::List(item) = &only.ty else { return None };
            return other.is_none().then(|| (vec![step(only)], (**item).clone()));
        };
        let pointer = if name.starts_with('/') { name.to_owned() } else { format!("/{name}") };
        let found = std::cell::RefCell::new(None);
        let steps = self.steps(envelope, &pointer, |ty| match ty {
            Ty::List(item) => found.replace(Some((**item).clone())).is_none(),
            _ => false,
        })?;
        Some((steps, found.into_inner()?))
    }
}

fn step(field: &Field) -> Step {
    Step { field: field.name.clone(), options: field.presence.options() }
}

fn query_parameter(operation: &Operation, name: &str) -> Option<usize> {
    let is_it = |param: &Param| param.location == Location::Query && param.wire == *name;
    operation.params.iter().position(is_it)
}
