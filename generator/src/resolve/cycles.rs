//! Types that lead back to themselves: where a pointer has to stand, and where nothing helps.

use super::types::Definition;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::draft::{DraftType, Shape, Variant};
use crate::ir::{Ty, TypeId};

/// How far the search for circles is with a type.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// The edges that close a circle: for each type, which of its edges lead to a type that is still
/// being searched. An edge is the place of a member, and the type that it leads to.
fn closing(edges: &[Vec<(usize, TypeId)>]) -> Vec<(usize, usize)> {
    let mut marks = vec![Mark::New; edges.len()];
    let mut closing: Vec<(usize, usize)> = Vec::new();
    for root in 0..edges.len() {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            let Some((at, TypeId(to))) = edges[*node].get(*next).copied() else {
                marks[*node] = Mark::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            match marks[to] {
                Mark::New => {
                    marks[to] = Mark::Open;
                    stack.push((to, 0));
                }
                Mark::Open => closing.push((*node, at)),
                Mark::Done => {}
            }
        }
    }
    closing
}

/// A union of which one form is, in the end, the union itself: that form says nothing that
/// the others do not, and reading it would never end. It is left out.
pub(super) fn break_unions(types: &mut [DraftType], problems: &mut Diagnostics) {
    let forms = |draft: &DraftType| match &draft.shape {
        Some(Shape::Union(union)) => {
            let forms = union.variants.iter().enumerate();
            forms.filter_map(|(at, form)| Some((at, named(form.ty()?)?))).collect()
        }
        _ => Vec::new(),
    };
    let edges: Vec<Vec<(usize, TypeId)>> = types.iter().map(forms).collect();
    let mut closing = closing(&edges);
    // From the back, so that places stay right.
    closing.sort_unstable_by(|a, b| b.cmp(a));
    closing.dedup();
    for (draft, at) in closing {
        let DraftType { shape: Some(Shape::Union(union)), origin, .. } = &mut types[draft] else {
            continue;
        };
        let form = union.variants.remove(at);
        let message = format!("variant `{}` refers back to this union and is skipped", form.name);
        let warning = Diagnostic::warning(message).at(origin.clone());
        problems.push(warning.help("remove it, or correct its `$ref`"));
    }
}

fn named(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Named(id) => Some(*id),
        _ => None,
    }
}

/// The types that a value of a type holds without a pointer between.
fn direct(ty: &Ty) -> Vec<TypeId> {
    match ty {
        Ty::Named(id) => vec![*id],
        Ty::Tuple(elements) => elements.iter().flat_map(direct).collect(),
        Ty::Nullable(inner) => direct(inner),
        _ => Vec::new(),
    }
}

/// Puts types that would hold themselves behind a pointer, at the member that closes the circle.
pub(super) fn box_cycles(types: &mut [Definition]) {
    let edges: Vec<Vec<(usize, TypeId)>> = types
        .iter()
        .map(|def| {
            let types = def.shape.parts().into_iter().enumerate();
            types.flat_map(|(at, ty)| direct(ty).into_iter().map(move |id| (at, id))).collect()
        })
        .collect();
    for (node, at) in closing(&edges) {
        let mut members: Vec<&mut Ty> = match &mut types[node].shape {
            Shape::Object(object) => object.fields.iter_mut().map(|field| &mut field.ty).collect(),
            Shape::Union(union) => union.variants.iter_mut().filter_map(Variant::ty_mut).collect(),
            Shape::Strings(_) | Shape::Integers(_) | Shape::Mixed(_) => Vec::new(),
        };
        // The last one may be the rest of an object, which is a map and needs no box.
        if let Some(ty) = members.get_mut(at)
            && !matches!(ty, Ty::Boxed(_))
        {
            let inner = std::mem::replace(&mut **ty, Ty::Json);
            **ty = Ty::Boxed(Box::new(inner));
        }
    }
}
