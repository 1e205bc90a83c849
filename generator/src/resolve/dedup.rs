//! The same schema, written several times in the document, is one type.
//!
//! Schemas that stand inline are the same where they are called the same (they are of the same
//! property or parameter, or the items of one) and say the same, their own prose aside: that is in
//! the docs of the field which holds them. What only the server sends and what a client sends
//! are two things, since what a client sends may have to tell null from absence.

use crate::draft::Shape;
use crate::draft::{DraftOperation, DraftType, Owner};
use crate::ir::{Ty, TypeId};
use crate::names::{self, Kind};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Makes one draft of those that are the same, and renames what refers to them.
pub(super) fn merge(
    drafts: &mut Vec<DraftType>,
    found: &mut [DraftOperation],
    types: &mut HashMap<String, Ty>,
) {
    let first = first_of_each(drafts);
    if first.iter().enumerate().all(|(id, first)| id == *first) {
        return;
    }
    gather(drafts, &first, found);
    // The places of those that stay.
    let mut place = vec![TypeId(0); drafts.len()];
    let mut next = 0;
    for (id, first) in first.iter().enumerate() {
        if id == *first {
            place[id] = TypeId(next);
            next += 1;
        }
    }
    let settled = |id: TypeId| place[first[id.0]];
    let mut stays = first.iter().enumerate().map(|(id, first)| id == *first);
    drafts.retain(|_| stays.next().unwrap_or(true));
    let shapes = drafts.iter_mut().filter_map(|draft| draft.shape.as_mut());
    shapes.flat_map(Shape::parts_mut).for_each(|ty| ty.renumber(&settled));
    let operations = found.iter_mut().map(|found| &mut found.operation);
    operations.flat_map(|operation| operation.types_mut()).for_each(|ty| ty.renumber(&settled));
    types.values_mut().for_each(|ty| ty.renumber(&settled));
}

/// For each draft the one that it is the same as: itself, or one before it. From the inside to
/// the outside: what holds the same may be the same.
fn first_of_each(drafts: &mut [DraftType]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..drafts.len()).collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    for (id, draft) in drafts.iter().enumerate() {
        let types = draft.shape.iter().flat_map(Shape::parts);
        let mut held = Vec::new();
        types.for_each(|ty| ty.names(&mut held));
        held.into_iter().for_each(|inner| holders[inner.0].push(id));
    }
    let mut classes: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut open: Vec<usize> = (0..drafts.len()).collect();
    while !open.is_empty() {
        let mut changed = Vec::new();
        for id in open {
            let draft = &drafts[id];
            if draft.own.is_none() || draft.shape.is_none() || first[id] != id {
                continue;
            }
            let class = classes.entry(hash(draft)).or_default();
            let is_same = |other: usize| {
                other != id && first[other] == other && what(&drafts[other]) == what(draft)
            };
            match class.iter().find(|other| is_same(**other)) {
                Some(other) => {
                    // The one whose place comes first, so that nothing depends on the order here.
                    let (stays, goes) = match drafts[*other].origin <= draft.origin {
                        true => (*other, id),
                        false => (id, *other),
                    };
                    if stays == id {
                        class.push(id);
                    }
                    first[goes] = stays;
                    changed.push(goes);
                }
                None => class.push(id),
            }
        }
        // What held the others holds the first ones now.
        open = changed.iter().flat_map(|id| holders[*id].iter().copied()).collect();
        open.sort_unstable();
        open.dedup();
        let now = |id: TypeId| TypeId(root(&first, id.0));
        for id in &open {
            let shape = drafts[*id].shape.iter_mut();
            shape.flat_map(Shape::parts_mut).for_each(|ty| ty.renumber(&now));
        }
        for id in changed {
            let stays = root(&first, id);
            let held = std::mem::take(&mut holders[id]);
            holders[stays].extend(held);
        }
    }
    (0..drafts.len()).map(|id| root(&first, id)).collect()
}

fn root(first: &[usize], mut id: usize) -> usize {
    while first[id] != id {
        id = first[id];
    }
    id
}

/// What has to be the same.
fn what(draft: &DraftType) -> impl PartialEq + Hash {
    (&draft.own, draft.is_request, &draft.shape)
}

fn hash(draft: &DraftType) -> u64 {
    let mut hasher = DefaultHasher::new();
    what(draft).hash(&mut hasher);
    hasher.finish()
}

/// What is the same tells of all its places, and is named after what their names have in common.
fn gather(drafts: &mut [DraftType], first: &[usize], found: &[DraftOperation]) {
    let modules = found.iter().map(|found| (&found.operation.origin, &found.module));
    let modules: HashMap<&String, &String> = modules.collect();
    let mut classes: HashMap<usize, Vec<usize>> = HashMap::new();
    for (id, first) in first.iter().enumerate().filter(|(id, first)| id != *first) {
        classes.entry(*first).or_default().push(id);
    }
    for (first, others) in classes {
        let all = || others.iter().chain([&first]).map(|id| &drafts[*id]);
        let home = |draft: &DraftType| match &draft.owner {
            Owner::Operation(pointer) => modules.get(pointer).map(|module| (*module).clone()),
            _ => None,
        };
        let module = home(&drafts[first]);
        let is_home = |draft: &DraftType| {
            draft.owner == drafts[first].owner || module.is_some() && home(draft) == module
        };
        let owner = match all().all(is_home) {
            true => drafts[first].owner.clone(),
            false => Owner::Shared,
        };
        let said = &drafts[first].docs;
        let prose = all().all(|DraftType { docs, .. }| {
            (&docs.summary, &docs.description) == (&said.summary, &said.description)
        });
        let notes = all().all(|draft| draft.docs.notes == said.notes);
        let deprecated = all().all(|draft| draft.docs.deprecated);
        let words = common_words(all().map(|draft| draft.wanted.as_str()));
        let mut also: Vec<String> = others.iter().map(|id| drafts[*id].origin.clone()).collect();
        also.sort_unstable();
        let draft = &mut drafts[first];
        (draft.owner, draft.also, draft.common) = (owner, also, words);
        draft.docs.deprecated = deprecated;
        if !prose {
            (draft.docs.summary, draft.docs.description) = (String::new(), String::new());
        }
        if !notes {
            draft.docs.notes = Vec::new();
        }
    }
}

/// How many words the names end in that all of them end in.
fn common_words<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    let mut names = names.map(|name| names::words(&names::identifier(name, Kind::Type)));
    let first = names.next().unwrap_or_default();
    let same = |name: Vec<String>| {
        name.iter().rev().zip(first.iter().rev()).take_while(|(a, b)| a == b).count()
    };
    names.map(same).min().unwrap_or(first.len())
}
