//! Names: identifiers, each unique in its scope.

use super::Problems;
use crate::ir::{Api, Arguments, Body, BodyContent, Errors, Operation, Response, Shape, TypeDef};
use crate::names::{is_identifier, reserved};
use std::collections::HashSet;

pub(super) fn check(api: &Api, problems: &mut Problems) {
    client(api, problems);
    types(api, problems);
    for def in api.types.iter().filter(|def| def.module.is_some()) {
        members(def, problems);
    }
    for operation in api.operations() {
        builder(operation, problems);
    }
}

/// The names of one scope.
struct Scope<'a> {
    title: String,
    names: HashSet<&'a str>,
    problems: &'a mut Problems,
}

impl<'a> Scope<'a> {
    fn new(title: impl Into<String>, problems: &'a mut Problems) -> Self {
        Self { title: title.into(), names: HashSet::new(), problems }
    }

    fn reserve(mut self, names: &[&'a str]) -> Self {
        self.names.extend(names);
        self
    }

    /// Adds a name, which has to be an identifier and new.
    fn add(&mut self, name: &'a str, what: &str) {
        if !is_identifier(name) {
            self.problems.add(format!("`{name}` ({what}) is not an identifier"));
        }
        if !self.names.insert(name) {
            self.problems.add(format!("`{name}` is twice among {}", self.title));
        }
    }
}

fn client(api: &Api, problems: &mut Problems) {
    let mut methods =
        Scope::new("the methods of the client", problems).reserve(reserved::IN_CLIENT);
    api.operations().for_each(|operation| methods.add(&operation.method, "a method"));
    let mut setters = Scope::new("the methods of the client's builder", problems)
        .reserve(&reserved::IN_CLIENT_BUILDER);
    for scheme in &api.client.schemes {
        setters.add(&scheme.method, "a setter of credentials");
        scheme.source_method.iter().for_each(|name| setters.add(name, "a setter of tokens"));
    }
    for variable in &api.client.variables {
        setters.add(&variable.method, "a setter of a variable");
    }
    for scheme in &api.client.schemes {
        let mut parts = Scope::new(format!("the arguments of `{}`", scheme.method), problems);
        scheme.parts.iter().for_each(|part| parts.add(&part.name, "an argument"));
    }
}

/// Models are re-exported at the root of the crate, operations in one module.
fn types(api: &Api, problems: &mut Problems) {
    let mut modules = Scope::new("the files of models", problems);
    api.model_files.iter().for_each(|file| modules.add(&file.module, "a module"));
    let mut modules = Scope::new("the files of operations", problems);
    api.resources.iter().for_each(|resource| modules.add(&resource.module, "a module"));
    let mut models = Scope::new("the models", problems).reserve(&reserved::MODELS);
    for id in api.model_files.iter().flat_map(|file| &file.types) {
        models.add(&api.ty(*id).name, "a type");
    }
    let mut operations =
        Scope::new("the types of operations", problems).reserve(&reserved::IN_OPERATIONS);
    for id in api.resources.iter().flat_map(|resource| &resource.types) {
        operations.add(&api.ty(*id).name, "a type");
    }
    for operation in api.operations() {
        for name in types_of(operation) {
            operations.add(name, "a type");
        }
    }
}

/// The types that an operation defines.
fn types_of(operation: &Operation) -> Vec<&str> {
    let mut names = vec![operation.builder.as_str()];
    if let Arguments::Struct { name, .. } = &operation.arguments {
        names.push(name);
    }
    if let Some(Body::Value(body)) = &operation.body
        && let BodyContent::Choice { name, .. } = &body.content
    {
        names.push(name);
    }
    if operation.is_additional {
        return names;
    }
    if let Some(Response::Enum { name, .. }) = &operation.response {
        names.push(name);
    }
    if let Some(Errors::Enum { name, .. }) = &operation.errors {
        names.push(name);
    }
    names.extend(operation.headers.iter().map(|headers| headers.name.as_str()));
    names
}

fn members(def: &TypeDef, problems: &mut Problems) {
    let name = &def.name;
    match &def.shape {
        Shape::Struct(structure) => {
            let mut fields = Scope::new(format!("the fields of `{name}`"), problems);
            structure.fields.iter().for_each(|field| fields.add(&field.name, "a field"));
            structure.additional.iter().for_each(|rest| fields.add(&rest.name, "a field"));
            let mut methods =
                Scope::new(format!("the methods of `{name}`"), problems).reserve(&["new"]);
            let setters = structure.fields.iter().flat_map(|field| &field.setters);
            setters.for_each(|setter| methods.add(&setter.name, "a setter"));
        }
        Shape::Enum(enumeration) => {
            let mut variants = Scope::new(format!("the variants of `{name}`"), problems);
            variants.add(&enumeration.unknown, "a variant");
            enumeration.values.iter().for_each(|value| variants.add(&value.name, "a variant"));
        }
        Shape::Union(union) => {
            let mut variants = Scope::new(format!("the variants of `{name}`"), problems);
            variants.add(&union.unknown, "a variant");
            union.variants.iter().for_each(|variant| variants.add(&variant.name, "a variant"));
        }
    }
}

fn builder(operation: &Operation, problems: &mut Problems) {
    let mut methods = Scope::new(format!("the methods of `{}`", operation.builder), problems)
        .reserve(&operation.builder_methods());
    operation.setters.iter().for_each(|setter| methods.add(&setter.name, "a setter"));
    let mut arguments = Scope::new(format!("the arguments of `{}`", operation.method), problems);
    for argument in operation.arguments.all() {
        arguments.add(&argument.name, "an argument");
    }
    if let Some(headers) = &operation.headers {
        let mut fields = Scope::new(format!("the fields of `{}`", headers.name), problems);
        headers.fields.iter().for_each(|field| fields.add(&field.name, "a field"));
    }
    if let Some(Body::Value(body)) = &operation.body
        && let BodyContent::Choice { name, variants: all } = &body.content
    {
        let mut variants = Scope::new(format!("the variants of `{name}`"), problems);
        all.iter().for_each(|variant| variants.add(&variant.name, "a variant"));
    }
    if let Some(Response::Enum { name, cases }) = &operation.response {
        let mut variants = Scope::new(format!("the variants of `{name}`"), problems);
        cases.iter().for_each(|case| variants.add(&case.name, "a variant"));
    }
}
