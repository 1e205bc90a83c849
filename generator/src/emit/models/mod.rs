//! Models: structs, enums and unions.

mod enums;
mod structs;
mod unions;

use super::docs;
use super::types::ident;
use super::{Context, Home, Pieces};
use crate::ir::{Derive, ModelFile, Module, Shape, TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of models that belong together.
pub(super) fn file<'c>(context: &'c Context<'_>, at: usize, file: &'c ModelFile) -> Pieces<'c> {
    let home = Home::Module(Module::Models(at));
    let definition = move |id: &TypeId| definition(context, context.api.ty(*id), home);
    let head = || {
        quote!(
            use super::super::support;
        )
    };
    Pieces::new(head, file.types.iter().map(definition))
}

/// A type with its methods and conversions.
pub(super) fn definition(context: &Context<'_>, def: &TypeDef, home: Home) -> TokenStream {
    match &def.shape {
        Shape::Struct(structure) => structs::definition(context, def, structure, home),
        Shape::Enum(enumeration) => enums::definition(def, enumeration),
        Shape::Union(union) => unions::definition(context, def, union, home),
    }
}

/// Documentation and attributes of a type.
fn attributes(def: &TypeDef, fallback: &str) -> TokenStream {
    let about = docs::of_type(def, fallback);
    let deprecated = docs::deprecated(&def.docs);
    let derives = def.derives.iter().map(|derive| match derive {
        Derive::Clone => ident("Clone"),
        Derive::Copy => ident("Copy"),
        Derive::Debug => ident("Debug"),
        Derive::Default => ident("Default"),
        Derive::PartialEq => ident("PartialEq"),
    });
    quote! {
        #about
        #deprecated
        #[derive(#(#derives),*)]
        #[non_exhaustive]
    }
}
