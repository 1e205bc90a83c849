//! What makes a crate of the modules: manifest, root, README, run-time support.

use super::runtime::{RuntimeFile, declared, runtime_files};
use super::{Content, Context, File, Module, Pieces, doc_example, manifest, package};
use crate::ir::{Api, Exports, Part, Parts};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// What the generated crate is called, and what a registry shows of it.
#[derive(Clone, Debug, Default)]
pub struct CrateInfo {
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// The package's licence, an SPDX expression.
    pub license: Option<String>,
    /// A description; made from the title by default.
    pub description: Option<String>,
    /// Keywords; made from the name by default.
    pub keywords: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// The URL of the repository.
    pub repository: Option<String>,
}

impl CrateInfo {
    /// The name by which code calls the crate.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// A crate of its own, or a module of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Several files, and a manifest.
    Crate,
    /// One stream of items, without inner attributes or paths from the crate's root.
    Module,
}

/// The files around the modules.
pub(super) fn files<'c>(context: &'c Context<'_>, info: &'c CrateInfo) -> Vec<File<'c>> {
    let text =
        |path: &str, text: String| File { path: path.to_owned(), content: Content::Text(text) };
    let mut files = vec![
        text("Cargo.toml", manifest::manifest(context.api, info)),
        text("README.md", readme(context, info)),
        text("rustfmt.toml", RUSTFMT.to_owned()),
        File {
            path: "src/lib.rs".to_owned(),
            content: Content::Rust(Pieces::whole(|| root(context, info))),
        },
    ];
    for (name, text) in package::licenses(info) {
        files.push(File { path: name.to_owned(), content: Content::Verbatim(text) });
    }
    for RuntimeFile { name, text: source } in runtime_files(&context.api.parts) {
        files.push(text(&format!("src/support/{name}.rs"), source));
    }
    files
}

const RUSTFMT: &str = "# The generator lays the code out; `cargo fmt` leaves it as it is.\ndisable_all_formatting = true\n";

fn title(api: &Api) -> String {
    match api.title.trim() {
        "" => "an HTTP API".to_owned(),
        title => prose::lines(title).join(" "),
    }
}

fn readme(context: &Context<'_>, info: &CrateInfo) -> String {
    let example = context.api.needs(Part::Calls).then(|| {
        let example = doc_example::crate_example(context, info);
        let hidden = |line: &&String| !line.starts_with("# ");
        let example: Vec<&str> = example.iter().filter(hidden).map(String::as_str).collect();
        example.join("\n").replacen("```no_run", "```rust", 1) + "\n\n"
    });
    let (title, example) = (title(context.api), example.unwrap_or_default());
    format!(
        "# {}\n\nA Rust client for {title}.\n\n{example}The code is generated; see `src/lib.rs` for its documentation.\n",
        info.name
    )
}

/// The crate's root.
fn root(context: &Context<'_>, info: &CrateInfo) -> TokenStream {
    let title = title(context.api);
    let mut lines = vec![format!("A client for {title}."), String::new()];
    let said = prose::lines(&context.api.description);
    if !said.is_empty() {
        lines.extend(said);
        lines.push(String::new());
    }
    if context.api.needs(Part::Calls) {
        lines.extend(doc_example::crate_example(context, info));
        lines.extend(super::crate_docs::lines(context, info));
    }
    let about = lines.iter().flat_map(|line| line.split('\n')).map(|line| match line {
        "" => quote!(#![doc = ""]),
        line => {
            let line = format!(" {line}");
            quote!(#![doc = #line])
        }
    });
    let about: TokenStream = about.collect();
    let items = root_items(context.api, true);
    quote! {
        #about
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #items
    }
}

/// The declarations at the root, and what it makes public. In a crate the modules are files.
fn root_items(api: &Api, files: bool) -> TokenStream {
    let modules = files.then(|| {
        let models = (!api.model_files.is_empty()).then(|| {
            let allow = allow(true, false);
            quote! {
                /// The types of the API's requests and answers.
                #allow
                pub mod models;
            }
        });
        let operations = (!api.resources.is_empty()).then(|| {
            let allow = allow(false, true);
            quote! {
                /// The builders that the client's methods return.
                #allow
                pub mod operations;
            }
        });
        let client = api.needs(Part::Calls).then(|| {
            quote!(
                mod client;
            )
        });
        quote! {
            #client
            #models
            #operations
            mod support;
        }
    });
    let models = (!api.model_files.is_empty()).then(|| {
        quote!(
            pub use models::*;
        )
    });
    let list = |names: &[&str]| {
        let names = names.iter().map(|name| super::types::ident(name));
        quote!({ #(#names),* })
    };
    let Exports { root, streams, extensions, crates } = &api.exports;
    let types = (!root.is_empty()).then(|| {
        let names = list(root);
        quote!(pub use support::#names;)
    });
    let streams = (!streams.is_empty()).then(|| {
        let names = list(streams);
        quote! {
            /// Responses that are read while they arrive: what the method `stream` of a builder
            /// returns. Each type has a method `try_next` and implements `Stream`.
            pub mod stream {
                #[doc(inline)]
                pub use super::support::#names;
            }
        }
    });
    let extensions = (!extensions.is_empty()).then(|| {
        let names = list(extensions);
        quote! {
            /// What a client can be extended with, such as transports, middleware and policies for
            /// retries.
            pub mod ext {
                #[doc(inline)]
                pub use super::support::#names;
            }
        }
    });
    let crates = list(crates);
    quote! {
        #modules
        #models
        #types
        pub use #crates;
        #streams
        #extensions
    }
}

/// What is not to be said of code that a document has shaped and named: of `models`, and of
/// `operations`.
fn allow(models: bool, operations: bool) -> TokenStream {
    let imports = models.then(|| quote!(unused_imports,));
    let methods =
        operations.then(|| quote!(clippy::match_overlapping_arm, clippy::should_implement_trait,));
    quote! {
        #[allow(
            deprecated, #imports
            clippy::disallowed_names, clippy::enum_variant_names, clippy::large_enum_variant,
            #methods clippy::type_complexity
        )]
    }
}

/// All modules as one stream of items.
pub(super) fn module(api: &Api, modules: Vec<Module<'_>>) -> TokenStream {
    let mut below: BTreeMap<&str, TokenStream> = BTreeMap::new();
    let mut out = TokenStream::new();
    for Module { path, code, gathers } in modules {
        match path.as_slice() {
            [name] => out.extend(declare(name, &code.tokens())),
            // An index declares its modules as files; here they are written out instead.
            [parent, "mod"] => {
                let names = gathers.iter().map(|name| super::types::ident(name));
                below.entry(parent).or_default().extend(quote!(#(pub use #names::*;)*));
            }
            [parent, name] => {
                below.entry(parent).or_default().extend(declare(name, &code.tokens()))
            }
            _ => {}
        }
    }
    for (parent, inside) in below {
        let about = format!(" The API's {parent}.");
        let (allow, parent) = (allow(true, true), super::types::ident(parent));
        out.extend(quote!(#[doc = #about] #allow pub mod #parent { #inside }));
    }
    out.extend(support(&api.parts));
    out.extend(root_items(api, false));
    out
}

fn declare(name: &str, tokens: &TokenStream) -> TokenStream {
    let name = super::types::ident(name);
    quote!(mod #name { #tokens })
}

/// The run-time support, its files written out as modules.
fn support(parts: &Parts) -> TokenStream {
    let parse = |source: &str| without_features(source.parse().unwrap_or_default());
    let mut root = TokenStream::new();
    let mut inside = TokenStream::new();
    for RuntimeFile { name, text } in runtime_files(parts) {
        match name {
            "mod" => {
                // The declarations of the files are left out: here are the files.
                let lines = text.lines().filter(|line| declared(line).is_none());
                root = parse(&lines.collect::<Vec<_>>().join("\n"));
            }
            "description" => inside.extend({
                let tokens = parse(&text);
                quote!(pub(crate) mod description { #tokens })
            }),
            name => inside.extend(declare(name, &parse(&text))),
        }
    }
    quote! {
        mod support { #root #inside }
    }
}

/// The items that do not depend on a feature: those of the crate that has the module are others.
fn without_features(tokens: TokenStream) -> TokenStream {
    let Ok(mut file) = syn::parse2::<syn::File>(tokens) else { return TokenStream::new() };
    let is_condition = |attr: &syn::Attribute| attr.path().is_ident("cfg");
    let needs_none = |item: &mut syn::Item| {
        let attrs = match item {
            syn::Item::Fn(item) => &mut item.attrs,
            syn::Item::Impl(item) => &mut item.attrs,
            syn::Item::Struct(item) => &mut item.attrs,
            _ => return true,
        };
        let condition = attrs.iter().find(|attr| is_condition(attr));
        let is_not = |attr: &syn::Attribute| {
            attr.parse_args::<syn::Meta>().is_ok_and(|meta| meta.path().is_ident("not"))
        };
        let keep = condition.is_none_or(is_not);
        attrs.retain(|attr| !is_condition(attr));
        keep
    };
    file.items.retain_mut(needs_none);
    quote!(#file)
}
