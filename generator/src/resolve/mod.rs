//! Stage four: the draft to the finished API.
//!
//! [`resolve`] is a list of passes. Each takes what the passes before it produced; their order is
//! written down there and nowhere else.

mod cycles;
mod dedup;
mod paging;
mod reachability;

use crate::diagnostic::Diagnostics;
use crate::draft::{DraftApi, DraftOperation, DraftType, Owner};
use crate::ir::{
    Access, Api, BodyKind, Field, Group, MixedValue, ModelGroup, Object, Operation, Presence,
    Shape, Ty, TypeDef, TypeId, has_default,
};
use crate::names::{self, Kind, Scope};
use std::collections::{BTreeMap, HashMap};

/// The finished API, and the type of each schema by JSON pointer.
#[derive(Debug)]
pub struct Resolved {
    /// The API.
    pub api: Api,
    /// The type of each schema that is in the output, by JSON pointer.
    pub schema_types: HashMap<String, Ty>,
}

/// Turns a draft into the finished API.
pub fn resolve(draft: DraftApi, problems: &mut Diagnostics) -> Resolved {
    let DraftApi { mut types, mut operations, mut schema_types, rules, tag_docs, files, .. } =
        draft;
    // Types: from drafts to definitions with unique names.
    cycles::break_unions(&mut types, problems);
    types.iter_mut().for_each(name_fields_and_variants);
    reachability::adopt(&mut types, &mut operations);
    reachability::mark_requests(&mut types, &operations);
    dedup::merge(&mut types, &mut operations, &mut schema_types);
    let names = type_names(&types, &operations);
    let owners: Vec<Owner> = types.iter().map(|draft| draft.owner.clone()).collect();
    let mut types = define(types, names);
    types.iter_mut().for_each(settle_presence);
    // Pages are read by the final fields of their types.
    paging::find(&mut operations, &types, &rules.paging, problems);
    cycles::box_cycles(&mut types);
    find_defaults(&mut types);
    // Files.
    let model_groups = model_groups(&types, &owners, &files);
    let groups = groups(operations, &owners, &tag_docs);
    if !draft.is_partial {
        rules.check_used(problems);
    }
    let api = Api {
        title: draft.title,
        version: draft.version,
        description: draft.description,
        servers: draft.servers,
        schemes: draft.schemes,
        errors: draft.errors,
        dependencies: rules.dependencies.into_iter().collect(),
        groups,
        types,
        model_groups,
    };
    Resolved { api, schema_types }
}

/// Definitions of types from drafts and their final names.
fn define(drafts: Vec<DraftType>, names: Vec<String>) -> Vec<TypeDef> {
    let define = |(draft, name): (DraftType, String)| {
        let DraftType { origin, also, docs, is_request, shape, .. } = draft;
        let shape = shape.unwrap_or(Shape::Object(Object::default()));
        TypeDef { name, origin, also, docs, shape, is_request, is_default: false }
    };
    drafts.into_iter().zip(names).map(define).collect()
}

/// Operations by resource.
fn groups(
    operations: Vec<DraftOperation>,
    owners: &[Owner],
    tag_docs: &BTreeMap<String, String>,
) -> Vec<Group> {
    let mut by_module: BTreeMap<String, Group> = BTreeMap::new();
    for DraftOperation { title, module, operation } in operations {
        let module = names::identifier(&module, Kind::Module);
        let group = by_module.entry(module).or_insert_with_key(|module| Group {
            module: module.clone(),
            docs: tag_docs.get(&title).cloned().unwrap_or_default(),
            title,
            operations: Vec::new(),
            types: Vec::new(),
        });
        group.operations.push(operation);
    }
    let mut scope = Scope::files(names::RESERVED_MODULES);
    let mut groups: Vec<Group> = by_module.into_values().collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, group) in groups.iter_mut().enumerate() {
        group.module = scope.claim(group.module.clone(), Kind::Module);
        let origins = group.operations.iter().map(|operation| operation.origin.clone());
        // Where two paths share an operation, its types belong to the first.
        for origin in origins {
            places.entry(origin).or_insert(at);
        }
    }
    for (id, owner) in owners.iter().enumerate() {
        if let Owner::Operation(pointer) = owner
            && let Some(at) = places.get(pointer)
        {
            groups[*at].types.push(TypeId(id));
        }
    }
    groups
}

/// Names of fields and variants, each unique in its type.
fn name_fields_and_variants(draft: &mut DraftType) {
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
                word.name = scope.name(&word.wire, Kind::Variant);
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
            scalar.name = scope.name(scalar.wire.as_str().unwrap_or_default(), Kind::Variant);
            scalar.name.clone()
        })
        .collect();
    for scalar in others {
        // `0.5` and `5` are two things.
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
fn type_names(drafts: &[DraftType], found: &[DraftOperation]) -> Vec<String> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let rank = |draft: &DraftType| match &draft.owner {
        Owner::Component(name) if *name == draft.wanted => 0,
        Owner::Component(_) => 1,
        Owner::Shared => 2,
        Owner::Operation(_) => 3,
    };
    // What is renamed anyway takes nobody's name.
    let is_avoided = |draft: &DraftType| {
        names::RESERVED_TYPES.contains(&names::identifier(&draft.wanted, Kind::Type).as_str())
    };
    order.sort_by(|a, b| {
        let (a, b) = (&drafts[*a], &drafts[*b]);
        (rank(a), is_avoided(a), &a.origin).cmp(&(rank(b), is_avoided(b), &b.origin))
    });
    let reserved = [names::RESERVED_TYPES, names::RESERVED_IN_OPERATIONS].concat();
    let mut models = Scope::avoiding(names::RESERVED_TYPES, "Model");
    let mut operations = Scope::avoiding(&reserved, "Model");
    for found in found {
        let Operation { builder, types, body, .. } = &found.operation;
        let body = body.iter().filter_map(|body| match &body.kind {
            BodyKind::Several { name, .. } => Some(name),
            _ => None,
        });
        let types = [&types.args, &types.response, &types.error, &types.headers];
        for name in types.into_iter().chain([builder]).chain(body) {
            operations.take(name);
        }
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

/// Absent and null are two things only where a client may want to say either; what only one side
/// sends is optional for the other.
fn settle_presence(def: &mut TypeDef) {
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
fn find_defaults(types: &mut [TypeDef]) {
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

/// Models by file. Schemas whose names begin with that of another share its file, so that what
/// belongs together changes together; where a schema goes depends on names alone. What the rules
/// say of its file comes first.
fn model_groups(
    types: &[TypeDef],
    owners: &[Owner],
    given: &BTreeMap<String, String>,
) -> Vec<ModelGroup> {
    let words = |name: &str| names::words(&names::identifier(name, Kind::Type));
    let given: BTreeMap<Vec<String>, Vec<String>> =
        given.iter().map(|(name, file)| (words(name), words(file))).collect();
    let mut roots: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (id, owner) in owners.iter().enumerate() {
        if let Owner::Component(name) = owner {
            roots.entry(words(name)).or_default().push(id);
        }
    }
    let mut files: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (name, ids) in &roots {
        let own = given.contains_key(name).then_some(name.as_slice());
        let mut prefixes = (1..=name.len()).map(|n| &name[..n]);
        let root = own.or_else(|| prefixes.find(|prefix| roots.contains_key(*prefix)));
        let root = root.unwrap_or(name);
        let file = given.get(root).map_or(root, Vec::as_slice).to_vec();
        files.entry(file).or_default().extend(ids);
    }
    let mut scope = Scope::files(names::RESERVED_MODULES);
    let mut group = |(words, mut ids): (Vec<String>, Vec<usize>)| {
        // What a schema holds inside follows it.
        ids.sort_by_key(|id| {
            (owner_name(&owners[*id]), types[*id].origin.matches('/').count() > 3, *id)
        });
        let module = scope.name(&words.join(" "), Kind::Module);
        ModelGroup { module, types: ids.into_iter().map(TypeId).collect() }
    };
    let mut groups: Vec<ModelGroup> = files.into_iter().map(&mut group).collect();
    let shared = (0..types.len()).filter(|id| owners[*id] == Owner::Shared);
    let mut shared: Vec<TypeId> = shared.map(TypeId).collect();
    if !shared.is_empty() {
        shared.sort_by_key(|id| &types[id.0].name);
        groups.push(ModelGroup { module: scope.name("shared", Kind::Module), types: shared });
        groups.sort_by(|a, b| a.module.cmp(&b.module));
    }
    groups
}

fn owner_name(owner: &Owner) -> String {
    match owner {
        Owner::Component(name) => names::identifier(name, Kind::Type),
        Owner::Operation(pointer) => pointer.clone(),
        Owner::Shared => String::new(),
    }
}
