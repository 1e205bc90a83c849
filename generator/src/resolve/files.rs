//! The files of the generated crate: models by name, operations by resource.

use super::types::Definition;
use crate::draft::Owner;
use crate::ir::{ModelFile, Operation, Resource, TypeId};
use crate::names::{self, Kind, Scope, reserved};
use std::collections::{BTreeMap, HashMap};

/// The resource that an operation belongs to.
pub(super) struct Placement {
    /// The document's name of the resource.
    pub title: String,
    /// The text that the module is named after.
    pub module: String,
}

/// Operations by resource.
pub(super) fn resources(
    operations: Vec<(Placement, Operation)>,
    types: &[Definition],
    tag_docs: &BTreeMap<String, String>,
) -> Vec<Resource> {
    let mut by_module: BTreeMap<String, Resource> = BTreeMap::new();
    for (Placement { title, module }, operation) in operations {
        let module = names::identifier(&module, Kind::Module);
        let group = by_module.entry(module).or_insert_with_key(|module| Resource {
            module: module.clone(),
            docs: tag_docs.get(&title).cloned().unwrap_or_default(),
            title,
            operations: Vec::new(),
            types: Vec::new(),
        });
        group.operations.push(operation);
    }
    let mut scope = Scope::files(reserved::MODULES);
    let mut groups: Vec<Resource> = by_module.into_values().collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, group) in groups.iter_mut().enumerate() {
        group.module = scope.claim(group.module.clone(), Kind::Module);
        let origins = group.operations.iter().map(|operation| operation.origin.clone());
        // Where two paths share an operation, its types belong to the first.
        for origin in origins {
            places.entry(origin).or_insert(at);
        }
    }
    for (id, def) in types.iter().enumerate() {
        if let Owner::Operation(pointer) = &def.owner
            && let Some(at) = places.get(pointer)
        {
            groups[*at].types.push(TypeId(id));
        }
    }
    groups
}

/// Models by file. Schemas whose names begin with that of another share its file, so that what
/// belongs together changes together; where a schema goes depends on names alone. What the rules
/// say of its file comes first.
pub(super) fn models(types: &[Definition], given: &BTreeMap<String, String>) -> Vec<ModelFile> {
    let words = |name: &str| names::words(&names::identifier(name, Kind::Type));
    let given: BTreeMap<Vec<String>, Vec<String>> =
        given.iter().map(|(name, file)| (words(name), words(file))).collect();
    let mut roots: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (id, def) in types.iter().enumerate() {
        if let Owner::Component(name) = &def.owner {
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
    let mut scope = Scope::files(reserved::MODULES);
    let mut group = |(words, mut ids): (Vec<String>, Vec<usize>)| {
        // What a schema holds inside follows it.
        ids.sort_by_key(|id| {
            (owner_name(&types[*id].owner), types[*id].origin.matches('/').count() > 3, *id)
        });
        let module = scope.name(&words.join(" "), Kind::Module);
        ModelFile { module, types: ids.into_iter().map(TypeId).collect() }
    };
    let mut groups: Vec<ModelFile> = files.into_iter().map(&mut group).collect();
    let shared = (0..types.len()).filter(|id| types[*id].owner == Owner::Shared);
    let mut shared: Vec<TypeId> = shared.map(TypeId).collect();
    if !shared.is_empty() {
        shared.sort_by_key(|id| &types[id.0].name);
        groups.push(ModelFile { module: scope.name("shared", Kind::Module), types: shared });
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
