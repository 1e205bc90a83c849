//! Definitions of types: optionality and defaults.

use crate::draft::{Access, DraftType, Field, Object, Owner, Shape};
use crate::ir::{Docs, Presence, Ty, TypeId};

/// A type with its final name, while passes complete it.
#[derive(Debug)]
pub(super) struct Definition {
    pub name: String,
    pub origin: String,
    pub also: Vec<String>,
    pub docs: Docs,
    pub shape: Shape,
    pub owner: Owner,
    /// Whether a request can contain the type.
    pub is_request: bool,
    /// Whether the type implements `Default`.
    pub is_default: bool,
}

/// Combines drafts with their final names.
pub(super) fn define(drafts: Vec<DraftType>, names: Vec<String>) -> Vec<Definition> {
    let define = |(draft, name): (DraftType, String)| {
        let DraftType { origin, also, docs, is_request, shape, owner, .. } = draft;
        let shape = shape.unwrap_or(Shape::Object(Object::default()));
        Definition { name, origin, also, docs, shape, owner, is_request, is_default: false }
    };
    drafts.into_iter().zip(names).map(define).collect()
}

/// Absent and null are two things only where a client may want to say either; what only one side
/// sends is optional for the other.
pub(super) fn settle_presence(def: &mut Definition) {
    let is_request = def.is_request;
    let Shape::Object(object) = &mut def.shape else { return };
    for field in &mut object.fields {
        let one_sided = match field.access {
            Access::ReadOnly => is_request,
            Access::WriteOnly => true,
            Access::Both => false,
        };
        field.presence = match field.presence {
            Presence::Tristate if !is_request => Presence::Optional,
            Presence::Required if one_sided => Presence::Optional,
            Presence::Nullable if one_sided => Presence::Tristate,
            presence => presence,
        };
    }
}

/// Which types can be made of nothing: structs whose required fields all can. Each is looked at
/// again when one of those turns out to be such a type.
pub(super) fn find_defaults(types: &mut [Definition]) {
    let mut wanted_by: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    let mut missing: Vec<Option<usize>> = Vec::with_capacity(types.len());
    for (at, def) in types.iter().enumerate() {
        let mut needs = Vec::new();
        let Shape::Object(object) = &def.shape else {
            missing.push(None);
            continue;
        };
        let required = |field: &&Field| field.presence == Presence::Required;
        let can = object.fields.iter().filter(required).all(|field| needed(&field.ty, &mut needs));
        needs.iter().for_each(|TypeId(id)| wanted_by[*id].push(at));
        missing.push(can.then_some(needs.len()));
    }
    let mut ready: Vec<usize> = (0..types.len()).filter(|at| missing[*at] == Some(0)).collect();
    while let Some(at) = ready.pop() {
        types[at].is_default = true;
        for wanting in &wanted_by[at] {
            if let Some(count) = &mut missing[*wanting] {
                *count -= 1;
                if *count == 0 {
                    ready.push(*wanting);
                }
            }
        }
    }
}

/// The types that there has to be a neutral value of for there to be one of this type; `false`
/// where there is none in any case.
fn needed(ty: &Ty, needs: &mut Vec<TypeId>) -> bool {
    match ty {
        Ty::Named(id) => {
            needs.push(*id);
            true
        }
        Ty::Tuple(elements) => elements.iter().all(|element| needed(element, needs)),
        ty => has_default(ty, &[]),
    }
}

/// Whether there is a neutral value of a type (`Default`).
pub(super) fn has_default(ty: &Ty, types: &[Definition]) -> bool {
    match ty {
        Ty::Named(id) => types[id.0].is_default,
        Ty::Tuple(elements) => elements.iter().all(|element| has_default(element, types)),
        Ty::Boxed(_) | Ty::DateTimeOrDate | Ty::File | Ty::Bytes | Ty::Own(_) => false,
        _ => true,
    }
}
