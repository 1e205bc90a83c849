//! Types: each one is in one file, mentions types that exist, and has a finite size.

use super::Problems;
use crate::ir::{
    Api, Body, BodyContent, Derive, Errors, EventData, Input, Module, Operation, Presence,
    Response, Shape, StreamKind, Ty, TypeDef, TypeId,
};

pub(super) fn check(api: &Api, problems: &mut Problems) {
    files(api, problems);
    for def in api.types.iter().filter(|def| def.module.is_some()) {
        def.shape.types().into_iter().for_each(|ty| mentions(api, &def.name, ty, problems));
    }
    for operation in api.operations() {
        inputs(operation, problems);
        types(operation).into_iter().for_each(|ty| mentions(api, &operation.id, ty, problems));
        let schemes = operation.security.iter().flatten();
        if schemes.into_iter().any(|scheme| *scheme >= api.client.schemes.len()) {
            problems.add(format!("`{}` needs a security scheme that does not exist", operation.id));
        }
    }
    if problems.0.is_empty() {
        sizes(api, problems);
        defaults(api, problems);
    }
}

/// Each type that has a file is in exactly this file.
fn files(api: &Api, problems: &mut Problems) {
    let mut found: Vec<Vec<Module>> = vec![Vec::new(); api.types.len()];
    let models = api.model_files.iter().enumerate();
    let models = models.map(|(at, file)| (Module::Models(at), &file.types));
    let operations = api.resources.iter().enumerate();
    let operations = operations.map(|(at, resource)| (Module::Operations(at), &resource.types));
    for (module, types) in models.chain(operations) {
        for id in types {
            match found.get_mut(id.0) {
                Some(modules) => modules.push(module),
                None => problems.add(format!("a file contains type {}, which is none", id.0)),
            }
        }
    }
    for (def, modules) in api.types.iter().zip(found) {
        if modules.len() > 1 {
            problems.add(format!("`{}` is in {} files", def.name, modules.len()));
        } else if modules.first() != def.module.as_ref() {
            problems.add(format!("`{}` is in another file than it says", def.name));
        }
    }
}

/// A type only mentions types that are in the output.
fn mentions(api: &Api, owner: &str, ty: &Ty, problems: &mut Problems) {
    let mut named = Vec::new();
    ty.names(&mut named);
    for TypeId(id) in named {
        match api.types.get(id) {
            None => {
                let count = api.types.len();
                problems.add(format!("`{owner}` mentions type {id}, and there are {count}"));
            }
            Some(TypeDef { module: None, name, .. }) => {
                problems.add(format!("`{owner}` mentions `{name}`, which is in no file"));
            }
            Some(_) => {}
        }
    }
}

/// Arguments and setters set parameters and bodies that exist.
fn inputs(operation: &Operation, problems: &mut Problems) {
    for argument in operation.arguments.all().iter().chain(&operation.setters) {
        let exists = match argument.input {
            Input::Param(at) => at < operation.params.len(),
            Input::Body => matches!(operation.body, Some(Body::Value(_))),
        };
        if !exists {
            problems.add(format!("`{}` of `{}` sets nothing", argument.name, operation.id));
        }
    }
}

/// All types that an operation mentions.
fn types(operation: &Operation) -> Vec<&Ty> {
    let mut types: Vec<&Ty> = operation.params.iter().map(|param| &param.ty).collect();
    if let Some(Body::Value(body)) = &operation.body {
        match &body.content {
            BodyContent::One(content) => types.push(&content.ty),
            BodyContent::Choice { variants, .. } => {
                types.extend(variants.iter().map(|variant| &variant.content.ty));
            }
        }
    }
    match &operation.response {
        Some(Response::One(payload)) => types.extend(payload.iter().map(|payload| &payload.ty)),
        Some(Response::Enum { cases, .. }) => {
            types.extend(cases.iter().filter_map(|case| Some(&case.payload.as_ref()?.ty)));
        }
        None => {}
    }
    match &operation.errors {
        Some(Errors::One { ty, .. }) => types.push(ty),
        Some(Errors::Enum { cases, .. }) => types.extend(cases.iter().map(|case| &case.ty)),
        None => {}
    }
    match operation.stream.as_ref().map(|stream| &stream.kind) {
        Some(StreamKind::Lines(ty) | StreamKind::Records(ty)) => types.push(ty),
        Some(StreamKind::Events(EventData::Json(ty) | EventData::Object(ty))) => types.push(ty),
        Some(StreamKind::Events(EventData::Text) | StreamKind::Chunks) | None => {}
    }
    let headers = operation.headers.iter().flat_map(|headers| &headers.fields);
    types.extend(headers.map(|field| &field.ty));
    types.extend(operation.paging.iter().flat_map(|paging| [&paging.page, &paging.item]));
    types
}

/// No type contains itself without a pointer: it would have no finite size.
fn sizes(api: &Api, problems: &mut Problems) {
    let (mut open, mut done) = (vec![false; api.types.len()], vec![false; api.types.len()]);
    for start in 0..api.types.len() {
        if done[start] {
            continue;
        }
        // The search has a stack of its own: chains of types can be long.
        open[start] = true;
        let mut path = vec![(start, contained(&api.types[start]))];
        while let Some((at, next)) = path.last_mut() {
            match next.pop() {
                Some(inner) if open[inner] => {
                    let name = &api.types[inner].name;
                    problems.add(format!("`{name}` contains itself without a `Box`"));
                    return;
                }
                Some(inner) if !done[inner] => {
                    open[inner] = true;
                    path.push((inner, contained(&api.types[inner])));
                }
                Some(_) => {}
                None => {
                    (open[*at], done[*at]) = (false, true);
                    path.pop();
                }
            }
        }
    }
}

/// The types that a value contains directly.
fn contained(def: &TypeDef) -> Vec<usize> {
    fn direct(ty: &Ty, found: &mut Vec<usize>) {
        match ty {
            Ty::Named(id) => found.push(id.0),
            Ty::Nullable(inner) => direct(inner, found),
            Ty::Tuple(elements) => elements.iter().for_each(|element| direct(element, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let types = match &def.shape {
        // The additional properties are in a map.
        Shape::Struct(structure) => structure.fields.iter().map(|field| &field.ty).collect(),
        shape => shape.types(),
    };
    types.into_iter().for_each(|ty| direct(ty, &mut found));
    found
}

/// `Default` is derived only if every required field has a default.
fn defaults(api: &Api, problems: &mut Problems) {
    let has_default = |def: &TypeDef| match &def.shape {
        Shape::Struct(structure) => {
            def.derives.contains(&Derive::Default) || structure.default_is_new
        }
        Shape::Enum(_) | Shape::Union(_) => false,
    };
    for def in &api.types {
        let Shape::Struct(structure) = &def.shape else { continue };
        if !def.derives.contains(&Derive::Default) {
            continue;
        }
        for field in structure.fields.iter().filter(|it| it.presence == Presence::Required) {
            let is_default = match &field.ty {
                Ty::Named(id) => has_default(api.ty(*id)),
                Ty::Boxed(_) | Ty::DateTimeOrDate | Ty::File => false,
                _ => true,
            };
            if !is_default {
                let (name, field) = (&def.name, &field.name);
                problems.add(format!("`{name}` derives Default, and `{field}` has none"));
            }
        }
    }
}
