//! Names of fields, variants and types, each unique in its scope.

use super::operations::OperationNames;
use crate::draft::{DraftType, MixedValue, Owner, Shape};
use crate::names::{self, Kind, Scope, reserved};

/// Names the fields and variants of a type.
pub(super) fn fields_and_variants(draft: &mut DraftType) {
    match &mut draft.shape {
        Some(Shape::Object(object)) => {
            let mut scope = Scope::default();
            for field in &mut object.fields {
                field.name = scope.name(&field.wire, Kind::Value);
            }
            if let Some((name, _)) = &mut object.rest {
                *name = scope.name("additional properties", Kind::Value);
            }
        }
        Some(Shape::Strings(words)) => {
            let mut scope = Scope::new(&[names::UNKNOWN_VARIANT]);
            for word in words {
                let text = if word.name.is_empty() { &word.wire } else { &word.name };
                word.name = scope.name(text, Kind::Variant);
            }
        }
        Some(Shape::Integers(codes)) => {
            let mut scope = Scope::new(&[names::UNKNOWN_VARIANT]);
            for code in codes {
                let text =
                    if code.name.is_empty() { code.wire.to_string() } else { code.name.clone() };
                code.name = scope.name(&text, Kind::Variant);
            }
        }
        Some(Shape::Mixed(scalars)) => name_scalars(scalars),
        Some(Shape::Union(union)) => {
            let mut scope = Scope::new(&[names::UNKNOWN_VARIANT]);
            for variant in &mut union.variants {
                variant.name = scope.name(&variant.name, Kind::Variant);
            }
        }
        None => {}
    }
}

/// Texts are named first: a number gives way to a text of the same look.
fn name_scalars(scalars: &mut [MixedValue]) {
    let mut scope = Scope::new(&[names::UNKNOWN_VARIANT]);
    let (texts, others): (Vec<_>, Vec<_>) =
        scalars.iter_mut().partition(|scalar| scalar.wire.is_string());
    let taken: Vec<String> = texts
        .into_iter()
        .map(|scalar| {
            let wire = scalar.wire.as_str().unwrap_or_default();
            let text = if scalar.name.is_empty() { wire } else { &scalar.name };
            scalar.name = scope.name(text, Kind::Variant);
            scalar.name.clone()
        })
        .collect();
    for scalar in others {
        // `0.5` and `5` are two things.
        if !scalar.name.is_empty() {
            scalar.name = scope.name(&scalar.name, Kind::Variant);
            continue;
        }
        let text = scalar.wire.to_string().replace('.', " point ");
        let kind = if scalar.wire.is_number() { "number" } else { "flag" };
        scalar.name = match taken.contains(&names::identifier(&text, Kind::Variant)) {
            true => scope.name(&format!("{kind} {text}"), Kind::Variant),
            false => scope.name(&text, Kind::Variant),
        };
    }
}

/// Names of types: schemas that stand on their own first, then what is inside them, then what is
/// inside operations; each lot by its place, so that the order of the document's maps means
/// nothing.
pub(super) fn types(drafts: &[DraftType], taken: &[OperationNames]) -> Vec<String> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let rank = |draft: &DraftType| match &draft.owner {
        Owner::Component(name) if *name == draft.wanted => 0,
        Owner::Component(_) => 1,
        Owner::Shared => 2,
        Owner::Operation(_) => 3,
    };
    // What is renamed anyway takes nobody's name.
    let is_avoided = |draft: &DraftType| {
        reserved::MODELS.contains(&names::identifier(&draft.wanted, Kind::Type).as_str())
    };
    order.sort_by(|a, b| {
        let (a, b) = (&drafts[*a], &drafts[*b]);
        (rank(a), is_avoided(a), &a.origin).cmp(&(rank(b), is_avoided(b), &b.origin))
    });
    let mut models = Scope::avoiding(&reserved::MODELS, "Model");
    let mut operations = Scope::avoiding(&reserved::IN_OPERATIONS, "Model");
    for name in taken.iter().flat_map(OperationNames::types) {
        operations.take(name);
    }
    let mut given = vec![String::new(); drafts.len()];
    for at in order {
        let draft = &drafts[at];
        let scope = if rank(draft) < 3 { &mut models } else { &mut operations };
        given[at] = name_of(draft, scope);
    }
    given
}

/// What several places share is named after as many words as they agree in, or as it needs more
/// of the first place's to be new.
fn name_of(draft: &DraftType, scope: &mut Scope) -> String {
    if !draft.also.is_empty() {
        let words = names::words(&names::identifier(&draft.wanted, Kind::Type));
        for count in fewest_words(draft, &words)..words.len() {
            let name = names::identifier(&words[words.len() - count..].join(" "), Kind::Type);
            if scope.take(&name) {
                return name;
            }
        }
    }
    scope.name(&draft.wanted, Kind::Type)
}

/// How many words at the end of a shared name are enough: those that all agree in, but for what
/// only says which part of a whole it stands in.
fn fewest_words(draft: &DraftType, words: &[String]) -> usize {
    const ROLES: &[&str] = &["body", "error", "item", "response", "value"];
    let own = draft.own.as_deref().map(|own| names::identifier(own, Kind::Type));
    let own = own.map_or(1, |own| names::words(&own).len());
    let is_role = |count: usize| {
        let at = words.len().checked_sub(count).and_then(|at| words.get(at));
        at.is_some_and(|word| ROLES.contains(&word.as_str()))
    };
    let mut count = draft.common.max(1);
    while count > own && is_role(count) {
        count -= 1;
    }
    count
}
