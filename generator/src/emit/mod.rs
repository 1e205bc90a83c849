//! Stage four: the checked representation to token streams, one a file. It cannot fail.

mod answer;
mod body;
mod docs;
mod enumeration;
mod guide;
mod header;
mod library;
mod model;
mod operation;
mod paging;
mod parameter;
mod sample;
mod service;
mod stream;
mod types;
mod value;

pub use library::{CrateInfo, Form, runtime_files};

use crate::ir::{Api, Ty, TypeId};
use proc_macro2::TokenStream;
use std::collections::{BTreeSet, HashMap};

/// A file of the generated crate, before it is formatted.
#[derive(Debug)]
pub struct File {
    /// Its path below the crate's folder, with `/`.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug)]
pub enum Content {
    /// Rust that is to be formatted.
    Tokens(TokenStream),
    /// Text that goes out as it is, behind the header.
    Text(String),
}

/// A module of the client, which both forms share.
#[derive(Debug)]
pub struct Module {
    /// The modules that it stands in, from the root, and its own name.
    pub path: Vec<String>,
    /// Its items.
    pub tokens: TokenStream,
    /// The modules that it gathers, where that is all it does.
    pub gathers: Vec<String>,
}

impl Module {
    fn new(path: &[&str], tokens: TokenStream) -> Self {
        let path = path.iter().map(|name| (*name).to_owned()).collect();
        Self { path, tokens, gathers: Vec::new() }
    }
}

/// Where a type is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    Model(usize),
    Operation(usize),
    /// Nothing: the root of the client, which types are only named in.
    Root,
}

/// What emitting needs to know of the whole.
struct Context<'a> {
    api: &'a Api,
    homes: HashMap<TypeId, Home>,
    /// The name of the crate in examples; a module has none, since nobody knows where it stands.
    module: Option<String>,
}

impl<'a> Context<'a> {
    fn new(api: &'a Api) -> Self {
        let mut homes = HashMap::new();
        for (at, group) in api.model_groups.iter().enumerate() {
            homes.extend(group.types.iter().map(|id| (*id, Home::Model(at))));
        }
        for (at, group) in api.groups.iter().enumerate() {
            homes.extend(group.types.iter().map(|id| (*id, Home::Operation(at))));
        }
        Self { api, homes, module: None }
    }
}

/// The modules of a client beside its root and its run-time support.
pub fn modules(api: &Api, info: &CrateInfo, form: Form) -> Vec<Module> {
    let mut context = Context::new(api);
    context.module = (form == Form::Crate).then(|| info.module());
    let mut modules = vec![Module::new(&["client"], service::client(&context, info, form))];
    if !api.model_groups.is_empty() {
        let names: Vec<&str> = api.model_groups.iter().map(|group| group.module.as_str()).collect();
        modules.push(index("models", &names));
        for (at, group) in api.model_groups.iter().enumerate() {
            modules
                .push(Module::new(&["models", &group.module], model::group(&context, at, group)));
        }
    }
    if !api.groups.is_empty() {
        let names: Vec<&str> = api.groups.iter().map(|group| group.module.as_str()).collect();
        modules.push(index("operations", &names));
        let mut paged = BTreeSet::new();
        for (at, group) in api.groups.iter().enumerate() {
            let tokens = operation::group(&context, at, group, &mut paged);
            modules.push(Module::new(&["operations", &group.module], tokens));
        }
    }
    modules
}

/// A module that gathers those below it.
fn index(name: &str, modules: &[&str]) -> Module {
    let idents = modules.iter().map(|module| types::ident(module));
    let tokens = idents.map(|module| quote::quote! { mod #module; pub use #module::*; }).collect();
    let gathers = modules.iter().map(|module| (*module).to_owned()).collect();
    Module { gathers, ..Module::new(&[name, "mod"], tokens) }
}

/// Names types as code in the root module of a client names them.
pub struct TypeNames<'a>(Context<'a>);

impl<'a> TypeNames<'a> {
    /// For the types of an API.
    pub fn new(api: &'a Api) -> Self {
        Self(Context::new(api))
    }

    /// How a type is written; `None` for one that is not in the output, since the only operation
    /// that needed it is not.
    pub fn of(&self, ty: &Ty) -> Option<String> {
        self.0.is_emitted(ty).then(|| self.0.ty(ty, Home::Root).to_string())
    }
}

/// All files of a crate.
pub fn files(api: &Api, info: &CrateInfo) -> Vec<File> {
    let mut files = library::files(api, info);
    for module in modules(api, info, Form::Crate) {
        let path = format!("src/{}.rs", module.path.join("/"));
        files.push(File { path, content: Content::Tokens(module.tokens) });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The whole client as one stream of items, to be included in a module of any crate.
pub fn module(api: &Api, info: &CrateInfo) -> TokenStream {
    let modules = modules(api, info, Form::Module);
    library::module(api, modules)
}
