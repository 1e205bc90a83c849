//! Which types are reached from where.

use crate::draft::Shape;
use crate::draft::{DraftOperation, DraftType, Owner};
use crate::ir::TypeId;
use std::collections::HashSet;

/// Marks the types that a request can hold.
pub(super) fn mark_requests(drafts: &mut [DraftType], found: &[DraftOperation]) {
    let mut sent = vec![false; drafts.len()];
    let mut open: Vec<TypeId> = Vec::new();
    for found in found {
        found.operation.sent().into_iter().for_each(|ty| ty.names(&mut open));
    }
    spread(drafts, open, &mut sent, |_| {});
    drafts.iter_mut().zip(sent).for_each(|(draft, sent)| draft.is_request = sent);
}

/// Types that stand in an operation which was left out, and which are reached all the same, get
/// another owner: the first operation that reaches them, else themselves.
pub(super) fn adopt(drafts: &mut [DraftType], found: &mut [DraftOperation]) {
    let owners: HashSet<String> =
        found.iter().map(|found| found.operation.origin.clone()).collect();
    let is_orphan = |draft: &DraftType| match &draft.owner {
        Owner::Operation(pointer) => !owners.contains(pointer),
        Owner::Component(_) | Owner::Shared => false,
    };
    if !drafts.iter().any(is_orphan) {
        return;
    }
    let mut seen = vec![false; drafts.len()];
    let mut adopted: Vec<(usize, Owner)> = Vec::new();
    for DraftOperation { operation, .. } in found {
        let mut open = Vec::new();
        operation.types_mut().into_iter().for_each(|ty| ty.names(&mut open));
        spread(drafts, open, &mut seen, |id| {
            if is_orphan(&drafts[id]) {
                adopted.push((id, Owner::Operation(operation.origin.clone())));
            }
        });
    }
    let components = drafts.iter().enumerate().filter(|(_, draft)| !is_orphan(draft));
    let components = components.map(|(id, _)| TypeId(id)).collect();
    spread(drafts, components, &mut seen, |id| {
        if is_orphan(&drafts[id]) {
            adopted.push((id, Owner::Component(drafts[id].wanted.clone())));
        }
    });
    for (id, owner) in adopted {
        drafts[id].owner = owner;
    }
    // What nobody reaches is not in the output, and nothing there is the same type as it.
    let lost = drafts.iter_mut().zip(seen).filter(|(_, seen)| !seen);
    lost.for_each(|(draft, _)| draft.own = None);
}

/// Marks all that is reached, and calls `meet` with what was not marked before.
fn spread(
    drafts: &[DraftType],
    mut open: Vec<TypeId>,
    marks: &mut [bool],
    mut meet: impl FnMut(usize),
) {
    while let Some(TypeId(id)) = open.pop() {
        if !std::mem::replace(&mut marks[id], true) {
            meet(id);
            let types = drafts[id].shape.iter().flat_map(Shape::parts);
            types.for_each(|ty| ty.names(&mut open));
        }
    }
}
