//! Pagination: the fields that lead to the next page exist, and are as optional as the steps say.

use super::Problems;
use crate::ir::{Api, Field, Follow, Next, Operation, Paging, Shape, Step, Ty};

pub(super) fn check(api: &Api, problems: &mut Problems) {
    for operation in api.operations() {
        if let Some(paging) = &operation.paging {
            params(operation, paging, problems);
            paths(api, operation, paging, problems);
        }
    }
}

/// The parameters of the next page exist.
fn params(operation: &Operation, paging: &Paging, problems: &mut Problems) {
    let follow = match paging.follow {
        Follow::Url | Follow::Link => None,
        Follow::Cursor(at) | Follow::Page(at, _) | Follow::Offset(at) => Some(at),
    };
    let size = paging.page_size.map(|(at, _)| at);
    if follow.into_iter().chain(size).any(|at| at >= operation.params.len()) {
        problems.add(format!("the pages of `{}` use a missing parameter", operation.id));
    }
}

fn paths(api: &Api, operation: &Operation, paging: &Paging, problems: &mut Problems) {
    let mut path = |from: &Ty, steps: &[Step]| {
        if let Some(step) = first_wrong(api, from, steps) {
            let id = &operation.id;
            problems.add(format!("the pages of `{id}` have no such field `{}`", step.field));
        }
    };
    path(&paging.page, &paging.items);
    paging.more.iter().for_each(|steps| path(&paging.page, steps));
    match &paging.next {
        Some(Next::Field(steps)) => path(&paging.page, steps),
        Some(Next::LastItem(steps)) => path(&paging.item, steps),
        None => {}
    }
}

/// The first step that does not agree with the field that it names.
fn first_wrong<'s>(api: &Api, from: &Ty, steps: &'s [Step]) -> Option<&'s Step> {
    let mut ty = from.clone();
    for step in steps {
        let field =
            field(api, &ty, &step.field)?.filter(|it| it.presence.options() == step.options);
        match field {
            Some(field) => ty = field.ty.clone(),
            None => return Some(step),
        }
    }
    None
}

/// The field of a struct; `None` if the type is not one of the crate's structs.
#[allow(clippy::option_option, reason = "a missing field is not a type without fields")]
fn field<'a>(api: &'a Api, ty: &Ty, name: &str) -> Option<Option<&'a Field>> {
    let Ty::Named(id) = ty else { return None };
    match &api.ty(*id).shape {
        Shape::Struct(structure) => Some(structure.fields.iter().find(|it| it.name == name)),
        Shape::Enum(_) | Shape::Union(_) => None,
    }
}
