//! Which operations answer in pages, by the rules of the root extension.

use super::Lowering;
use crate::ir::{Answer, Field, Operation, Paging, Place, Presence, Shape, Ty, TypeId};

impl Lowering<'_> {
    /// The first paging rule that fits an operation. Fields have their names by now.
    pub(super) fn paging(&self, operation: &Operation) -> Option<Paging> {
        if operation.verb != "GET" {
            return None;
        }
        let Answer::Json(Ty::Named(envelope)) = operation.answer else { return None };
        self.rules.paging.iter().find_map(|rule| {
            let next = self.path(envelope, &rule.next_url)?;
            let (items, item) = self.items(envelope, rule.items.as_deref())?;
            let page_size = rule.page_size.as_ref().and_then(|name| {
                let is_it =
                    |param: &crate::ir::Param| param.place == Place::Query && param.wire == *name;
                let at = operation.params.iter().position(is_it)?;
                let most =
                    operation.params[at].bounds.max.map_or(u64::MAX, |max| max.max(1.0) as u64);
                Some((at, most))
            });
            rule.matched();
            Some(Paging { envelope, next, items, item, page_size })
        })
    }

    fn fields(&self, id: TypeId) -> Option<&[Field]> {
        match self.drafts[id.0].shape.as_ref()? {
            Shape::Object(object) => Some(&object.fields),
            _ => None,
        }
    }

    /// The fields on the way to a text, each with whether it may be absent.
    fn path(&self, envelope: TypeId, pointer: &str) -> Option<Vec<(String, bool)>> {
        let mut path = Vec::new();
        let mut at = Some(envelope);
        for token in pointer.split('/').skip(1) {
            let field = self.fields(at?)?.iter().find(|field| field.wire == token)?;
            path.push((field.name.clone(), field.presence != Presence::Required));
            at = match &field.ty {
                Ty::Named(id) => Some(*id),
                Ty::String => None,
                _ => return None,
            };
        }
        (at.is_none() && !path.is_empty()).then_some(path)
    }

    /// The member that holds the items, and the type of one.
    fn items(&self, envelope: TypeId, named: Option<&str>) -> Option<((String, bool), Ty)> {
        let is_list = |field: &&Field| matches!(field.ty, Ty::List(_));
        let mut lists = self.fields(envelope)?.iter().filter(is_list);
        let field = match named {
            Some(name) => lists.find(|field| field.wire == name)?,
            None => {
                let only = lists.next()?;
                // Of several lists nobody can say which is meant.
                lists.next().is_none().then_some(only)?
            }
        };
        let Ty::List(item) = &field.ty else { return None };
        let item = match &**item {
            Ty::Nullable(_) => return None,
            item => item.clone(),
        };
        Some(((field.name.clone(), field.presence != Presence::Required), item))
    }
}
