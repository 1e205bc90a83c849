//! Stage six: the API to token streams, one for each file. Emitting only prints: it makes no name
//! and takes no decision.

mod client;
mod crate_docs;
mod doc_example;
mod docs;
mod manifest;
mod models;
mod operations;
mod package;
mod runtime;
mod scaffold;
mod types;
mod value;

#[cfg(feature = "internals")]
pub use manifest::dependencies;
#[cfg(feature = "internals")]
pub use runtime::runtime_files;
pub use scaffold::{CrateInfo, Form};

use crate::ir::{Api, Part};
use proc_macro2::TokenStream;
use std::cell::Cell;

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
    /// Text without a header, which is written once and is the user's then.
    Verbatim(&'static str),
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

/// The file that code is printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// A file of models or operations.
    Module(crate::ir::Module),
    /// The root of the crate.
    #[cfg_attr(not(feature = "internals"), expect(dead_code, reason = "read by tests"))]
    Root,
}

/// What printing needs to know of the whole.
struct Context<'a> {
    api: &'a Api,
    /// The name of the crate in examples. A module has none: its path is not known.
    module: Option<String>,
    /// Whether the current file of operations mentions a model.
    uses_models: Cell<bool>,
}

impl<'a> Context<'a> {
    fn new(api: &'a Api) -> Self {
        Self { api, module: None, uses_models: Cell::new(false) }
    }
}

/// The modules of a client beside its root and its run-time support.
fn modules<'c>(context: &'c Context<'_>, info: &'c CrateInfo, form: Form) -> Vec<Module<'c>> {
    let Api { model_files, resources, .. } = context.api;
    let mut modules = Vec::new();
    if context.api.needs(Part::Calls) {
        let client = Pieces::whole(move || client::file(context, info, form));
        modules.push(Module::new(&["client"], client));
    }
    if !model_files.is_empty() {
        let names = model_files.iter().map(|group| group.module.as_str());
        modules.push(Module::index("models", names.collect()));
        modules.extend(model_files.iter().enumerate().map(|(at, group)| {
            Module::new(&["models", &group.module], models::file(context, at, group))
        }));
    }
    if !resources.is_empty() {
        let names = resources.iter().map(|group| group.module.as_str());
        modules.push(Module::index("operations", names.collect()));
        modules.extend(resources.iter().enumerate().map(|(at, group)| {
            Module::new(&["operations", &group.module], operations::file(context, at, group))
        }));
    }
    modules
}

/// Names types as code in the root module of a client names them.
#[cfg(feature = "internals")]
pub struct TypeNames<'a>(Context<'a>);

#[cfg(feature = "internals")]
impl<'a> TypeNames<'a> {
    /// For the types of an API.
    pub fn new(api: &'a Api) -> Self {
        Self(Context::new(api))
    }

    /// How a type is written; `None` for one that is not in the output, since the only operation
    /// that needed it is not.
    pub fn of(&self, ty: &crate::ir::Ty) -> Option<String> {
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
