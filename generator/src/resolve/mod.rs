//! Stage four: the draft to the finished API.
//!
//! [`resolve`] is a list of passes. Each one takes what the passes before it produced; their order
//! is written down there and nowhere else.

mod client;
mod cycles;
mod dedup;
mod exports;
mod files;
mod names;
mod operations;
mod paging;
mod parts;
mod reachability;
mod surface;
mod types;

use crate::diagnostic::Diagnostics;
use crate::draft::{DraftApi, DraftOperation};
use crate::ir::{Api, Ty};
use files::Placement;
use std::collections::HashMap;

/// The finished API, and the type of each schema by JSON pointer.
#[derive(Debug)]
pub struct Resolved {
    /// The API.
    pub api: Api,
    /// The type of each schema that is in the output, by JSON pointer.
    #[cfg_attr(not(feature = "internals"), expect(dead_code, reason = "read by tests"))]
    pub schema_types: HashMap<String, Ty>,
}

/// Turns a draft into the finished API.
pub fn resolve(draft: DraftApi, problems: &mut Diagnostics) -> Resolved {
    let DraftApi { mut types, mut operations, mut schema_types, rules, .. } = draft;

    // Which types there are.
    cycles::break_unions(&mut types, problems);
    types.iter_mut().for_each(names::fields_and_variants);
    reachability::adopt(&mut types, &mut operations);
    reachability::mark_requests(&mut types, &operations);
    dedup::merge(&mut types, &mut operations, &mut schema_types);

    // Names that are unique in the crate.
    let operation_names = operations::names(&operations);
    let type_names = names::types(&types, &operation_names);

    // What the types are.
    let mut types = types::define(types, type_names);
    types.iter_mut().for_each(types::settle_presence);
    let paging = paging::find(&mut operations, &types, &rules.paging, problems);
    cycles::box_cycles(&mut types);
    types::find_defaults(&mut types);

    // What a caller can name.
    let client = client::settings(draft.servers, draft.schemes, draft.errors, &operations);
    let (placements, operations): (Vec<Placement>, Vec<_>) =
        operations.into_iter().map(place).unzip();
    let operations = operations::surface(operations, operation_names, paging, &client, &types);
    let operations = placements.into_iter().zip(operations).collect();
    let resources = files::resources(operations, &types, &draft.tag_docs);
    let model_files = files::models(&types, &draft.files);
    let types = surface::types(types, &model_files, &resources);

    if !draft.is_partial {
        rules.check_used(problems);
    }
    let parts = parts::find(&types, &resources, &client);
    let api = Api {
        title: draft.title,
        version: draft.version,
        description: draft.description,
        client,
        exports: exports::exports(&parts),
        dependencies: rules.into_dependencies(),
        resources,
        model_files,
        types,
        parts,
    };
    Resolved { api, schema_types }
}

fn place(draft: DraftOperation) -> (Placement, crate::draft::Operation) {
    let DraftOperation { title, module, operation } = draft;
    (Placement { title, module }, operation)
}
