//! Whether generated code is Rust, as far as that can be told without compiling it: it parses,
//! no name is given twice, and every type that is named is there.

use proc_macro2::{TokenStream, TokenTree};
use specwright::File;
use std::collections::{HashMap, HashSet};
use syn::{Fields, ImplItem, Item, Type};

/// Says what is wrong with the files of a crate.
pub fn is_sound(files: &[File]) -> Result<(), String> {
    let made = |file: &&File| file.path.ends_with(".rs") && !file.path.starts_with("src/support/");
    let mut crate_ = Crate::default();
    for file in files.iter().filter(made) {
        let syntax = syn::parse_file(&file.text)
            .map_err(|error| format!("{}: {error}\n{}", file.path, file.text))?;
        crate_.take(&file.path, &syntax).map_err(|why| format!("{}: {why}", file.path))?;
    }
    for file in files.iter().filter(made) {
        if let Some(missing) = missing(file, &crate_.types) {
            return Err(format!("{}: there is no type `{missing}`", file.path));
        }
    }
    Ok(())
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What has been seen of a crate.
#[derive(Default)]
struct Crate {
    /// Types by folder.
    types: HashMap<String, HashSet<String>>,
    /// Methods by type, with their folder.
    methods: HashSet<(String, String)>,
}

impl Crate {
    fn take(&mut self, path: &str, file: &syn::File) -> Result<(), String> {
        for item in &file.items {
            match item {
                Item::Struct(item) => {
                    self.define(path, &item.ident)?;
                    if let Fields::Named(fields) = &item.fields {
                        let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
                        unique("field", names.map(ToString::to_string))?;
                    }
                }
                Item::Enum(item) => {
                    self.define(path, &item.ident)?;
                    let names = item.variants.iter().map(|variant| variant.ident.to_string());
                    unique("variant", names)?;
                }
                Item::Impl(item) if item.trait_.is_none() => {
                    let Type::Path(of) = &*item.self_ty else { continue };
                    let of = of.path.segments.last().map(|last| last.ident.to_string());
                    let of = of.unwrap_or_default();
                    let of = if of == "Client" { of } else { format!("{} {of}", folder(path)) };
                    for method in &item.items {
                        if let ImplItem::Fn(method) = method {
                            let name = method.sig.ident.to_string();
                            arguments_are_unique(method)?;
                            if !self.methods.insert((of.clone(), name.clone())) {
                                return Err(format!("the method `{of}::{name}` twice"));
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn define(&mut self, path: &str, name: &syn::Ident) -> Result<(), String> {
        let types = self.types.entry(folder(path).to_owned()).or_default();
        match types.insert(name.to_string()) {
            true => Ok(()),
            false => Err(format!("the type `{name}` twice")),
        }
    }
}

fn arguments_are_unique(method: &syn::ImplItemFn) -> Result<(), String> {
    let name = |argument: &syn::FnArg| match argument {
        syn::FnArg::Typed(typed) => match &*typed.pat {
            syn::Pat::Ident(name) => Some(name.ident.to_string()),
            _ => None,
        },
        syn::FnArg::Receiver(_) => None,
    };
    unique("argument", method.sig.inputs.iter().filter_map(name))
}

fn unique(what: &str, names: impl Iterator<Item = String>) -> Result<(), String> {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name.clone()) {
            return Err(format!("the {what} `{name}` twice"));
        }
    }
    Ok(())
}

/// The type behind `models::` or `super::` that is not there.
fn missing(file: &File, known: &HashMap<String, HashSet<String>>) -> Option<String> {
    let tokens = flat(file.text.parse().ok()?);
    let words: Vec<String> = tokens.iter().map(ToString::to_string).collect();
    let named = words.windows(4).filter(|four| four[1] == ":" && four[2] == ":");
    let is_type = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let mut named = named.filter(|four| is_type(&four[3]));
    let lost = named.find(|four| {
        let folder = match four[0].as_str() {
            "super" => folder(&file.path),
            "models" => "src/models",
            _ => return false,
        };
        !known.get(folder).is_some_and(|types| types.contains(&four[3]))
    });
    lost.map(|four| four.concat())
}

/// All tokens, those in brackets too.
pub fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut out = Vec::new();
    let mut open = vec![tokens.into_iter()];
    while let Some(last) = open.last_mut() {
        match last.next() {
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(tree) => out.push(tree),
            None => drop(open.pop()),
        }
    }
    out
}
