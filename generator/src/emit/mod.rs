//! Stage four: the checked representation to token streams, one a file. It cannot fail.

mod body;
mod crate_docs;
mod doc_example;
mod docs;
mod enumeration;
mod header;
mod model;
mod operation;
mod paging;
mod parameter;
mod response;
mod scaffold;
mod service;
mod stream;
mod types;
mod value;

pub use scaffold::{CrateInfo, Form, runtime_files};

use crate::ir::{Api, Ty, TypeId};
use proc_macro2::TokenStream;
use std::cell::Cell;
use std::collections::HashMap;

/// A file of the generated crate, before it is formatted.
pub struct File<'a> {
    /// Its path below the crate's folder, with `/`.
    pub path: String,
    /// What is in it.
    pub content: Content<'a>,
}

/// What is in a file.
pub enum Content<'a> {
    /// Rust that is to be formatted.
    Rust(Pieces<'a>),
    /// Text that goes out as it is, behind the header.
    Text(String),
}

/// Rust in pieces, each made when it is asked for: all tokens of a large client at once take many
/// times the space of its text.
pub struct Pieces<'a> {
    /// Items, to be made first.
    pub body: Box<dyn Iterator<Item = TokenStream> + 'a>,
    /// What stands before them, which is known once they have been made.
    pub head: Box<dyn FnOnce() -> TokenStream + 'a>,
}

impl<'a> Pieces<'a> {
    fn new(
        head: impl FnOnce() -> TokenStream + 'a,
        body: impl Iterator<Item = TokenStream> + 'a,
    ) -> Self {
        Self { body: Box::new(body), head: Box::new(head) }
    }

    /// Code that is one piece.
    fn whole(tokens: impl FnOnce() -> TokenStream + 'a) -> Self {
        Self::new(TokenStream::new, std::iter::once_with(tokens))
    }

    /// All of it.
    fn tokens(self) -> TokenStream {
        let body: TokenStream = self.body.collect();
        let mut tokens = (self.head)();
        tokens.extend(body);
        tokens
    }
}

/// A module of the client, which both forms share.
struct Module<'a> {
    /// The modules that it stands in, from the root, and its own name.
    path: Vec<&'a str>,
    /// Its items.
    code: Pieces<'a>,
    /// The modules that it gathers, where that is all it does.
    gathers: Vec<&'a str>,
}

impl<'a> Module<'a> {
    fn new(path: &[&'a str], code: Pieces<'a>) -> Self {
        Self { path: path.to_vec(), code, gathers: Vec::new() }
    }

    /// A module that gathers those below it.
    fn index(name: &'a str, gathers: Vec<&'a str>) -> Self {
        let idents = gathers.iter().map(|module| types::ident(module));
        let tokens = idents.map(|module| quote::quote! { mod #module; pub use #module::*; });
        let tokens: TokenStream = tokens.collect();
        Self { path: vec![name, "mod"], code: Pieces::whole(|| tokens), gathers }
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
    /// The type of a page is made one once, beside the first method that answers it.
    pages: HashMap<TypeId, &'a str>,
    /// Whether the file that is being made names a model from outside of the models.
    uses_models: Cell<bool>,
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
        let mut pages = HashMap::new();
        for operation in api.groups.iter().flat_map(|group| &group.operations) {
            if let Some(Ty::Named(id)) = operation.paging.as_ref().map(|paging| &paging.page) {
                pages.entry(*id).or_insert(operation.method_name.as_str());
            }
        }
        Self { api, homes, module: None, pages, uses_models: Cell::new(false) }
    }
}

/// The modules of a client beside its root and its run-time support.
fn modules<'c>(context: &'c Context<'_>, info: &'c CrateInfo, form: Form) -> Vec<Module<'c>> {
    let Api { model_groups, groups, .. } = context.api;
    let client = Pieces::whole(move || service::client(context, info, form));
    let mut modules = vec![Module::new(&["client"], client)];
    if !model_groups.is_empty() {
        let names = model_groups.iter().map(|group| group.module.as_str());
        modules.push(Module::index("models", names.collect()));
        modules.extend(model_groups.iter().enumerate().map(|(at, group)| {
            Module::new(&["models", &group.module], model::group(context, at, group))
        }));
    }
    if !groups.is_empty() {
        let names = groups.iter().map(|group| group.module.as_str());
        modules.push(Module::index("operations", names.collect()));
        modules.extend(groups.iter().enumerate().map(|(at, group)| {
            Module::new(&["operations", &group.module], operation::group(context, at, group))
        }));
    }
    modules
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

/// Hands over all files of a crate, one after the other.
pub fn files<T>(api: &Api, info: &CrateInfo, take: impl FnMut(File<'_>) -> T) -> Vec<T> {
    let mut context = Context::new(api);
    context.module = Some(info.module());
    let mut files = scaffold::files(&context, info);
    files.extend(modules(&context, info, Form::Crate).into_iter().map(|module| {
        let path = format!("src/{}.rs", module.path.join("/"));
        File { path, content: Content::Rust(module.code) }
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.into_iter().map(take).collect()
}

/// The whole client as one stream of items, to be included in a module of any crate.
pub fn module(api: &Api, info: &CrateInfo) -> TokenStream {
    let context = Context::new(api);
    scaffold::module(api, modules(&context, info, Form::Module))
}
