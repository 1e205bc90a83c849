//! Structs, with constructors and setters.

use crate::emit::docs;
use crate::emit::types::{converted, ident};
use crate::emit::{Context, Home};
use crate::ir::{Constructor, Field, Initial, Presence, Sets, Setter, Struct, TypeDef};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// More arguments than this make clippy complain.
const MAX_ARGUMENTS: usize = 7;

pub(super) fn definition(
    context: &Context<'_>,
    def: &TypeDef,
    structure: &Struct,
    home: Home,
) -> TokenStream {
    let name = ident(&def.name);
    let attributes = super::attributes(def, &format!("The object `{}`.", def.name));
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), field_type(context, field, home));
        let about = docs::of(&field.docs, &format!("The property {}.", prose::code(&field.wire)));
        let deprecated = docs::deprecated(&field.docs);
        quote! { #about #deprecated pub #name: #ty, }
    });
    let additional = structure.additional.iter().map(|additional| {
        let (name, ty) = (ident(&additional.name), context.ty(&additional.ty, home));
        quote! {
            /// Properties that the schema does not declare.
            pub #name: std::collections::BTreeMap<String, #ty>,
        }
    });
    let table = table(structure);
    let constructor =
        structure.constructor.as_ref().map(|made| constructor(context, structure, made, home));
    let setters = structure.fields.iter().flat_map(|field| {
        field.setters.iter().map(|setter| self::setter(context, field, setter, home))
    });
    let setters: Vec<TokenStream> = setters.collect();
    let is_empty = constructor.is_none() && setters.is_empty();
    let methods = (!is_empty).then(|| quote! { impl #name { #constructor #(#setters)* } });
    let default = structure.default_is_new.then(|| {
        quote! { impl Default for #name { fn default() -> Self { Self::new() } } }
    });
    quote! {
        #attributes
        pub struct #name { #(#fields)* #(#additional)* }

        support::object! { #name { #table } }

        #methods

        #default
    }
}

fn field_type(context: &Context<'_>, field: &Field, home: Home) -> TokenStream {
    let ty = context.ty(&field.ty, home);
    (0..field.presence.options()).fold(ty, |ty, _| quote!(Option<#ty>))
}

/// The table of properties and fields, for serialization.
fn table(structure: &Struct) -> TokenStream {
    let fields = structure.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire);
        let presence = ident(match field.presence {
            Presence::Required => "required",
            Presence::Nullable => "nullable",
            Presence::Optional => "optional",
            Presence::Tristate => "tristate",
        });
        quote! { #name: #wire #presence, }
    });
    let additional = structure.additional.iter().map(|additional| {
        let name = ident(&additional.name);
        quote! { ..#name }
    });
    quote! { #(#fields)* #(#additional)* }
}

fn constructor(
    context: &Context<'_>,
    structure: &Struct,
    constructor: &Constructor,
    home: Home,
) -> TokenStream {
    let params = constructor.arguments().map(|(at, passing)| {
        let field = &structure.fields[at];
        let (name, ty) = (ident(&field.name), context.argument(&field.ty, passing, home));
        quote!(#name: #ty)
    });
    let params: Vec<TokenStream> = params.collect();
    let about = match params.is_empty() {
        true => "Creates a value in which nothing is set.",
        false => "Creates a value from its required fields.",
    };
    let about = docs::lines([about]);
    if constructor.is_default {
        return quote! {
            #about
            #[must_use]
            pub fn new() -> Self { Self::default() }
        };
    }
    let many = (params.len() > MAX_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let fields = structure.fields.iter().zip(&constructor.fields);
    let fields = fields.map(|(field, initial)| self::initial(context, field, initial, home));
    let additional = structure.additional.iter().map(|additional| {
        let name = ident(&additional.name);
        quote!(#name: Default::default(),)
    });
    quote! {
        #about
        #many
        #[must_use]
        pub fn new(#(#params),*) -> Self { Self { #(#fields)* #(#additional)* } }
    }
}

fn initial(context: &Context<'_>, field: &Field, initial: &Initial, home: Home) -> TokenStream {
    let name = ident(&field.name);
    match initial {
        Initial::Argument(crate::ir::Passing::Plain) => quote!(#name,),
        Initial::Argument(passing) => {
            let value = converted(&field.ty, *passing, &quote!(#name));
            quote!(#name: #value,)
        }
        Initial::Variant(variant) => {
            let (ty, variant) = (context.ty(&field.ty, home), ident(variant));
            let value = present(field, quote!(#ty::#variant));
            quote!(#name: #value,)
        }
        Initial::Bool(only) => {
            let value = present(field, quote!(#only));
            quote!(#name: #value,)
        }
        Initial::Default => quote!(#name: Default::default(),),
    }
}

/// A value of a field that can be missing or null.
fn present(field: &Field, value: TokenStream) -> TokenStream {
    (0..field.presence.options()).fold(value, |value, _| quote!(Some(#value)))
}

fn setter(context: &Context<'_>, field: &Field, setter: &Setter, home: Home) -> TokenStream {
    let (name, method) = (ident(&field.name), ident(&setter.name));
    match setter.sets {
        Sets::Value(passing) => {
            let ty = context.argument(&field.ty, passing, home);
            let value = converted(&field.ty, passing, &quote!(#name));
            let value = present(field, value);
            let about = docs::lines([format!("Sets [`{name}`](Self::{name}).")]);
            quote! {
                #about
                #[must_use]
                pub fn #method(mut self, #name: #ty) -> Self { self.#name = #value; self }
            }
        }
        Sets::Null => {
            let about = docs::lines([format!(
                "Sets [`{name}`](Self::{name}) to null, which is not the same as leaving it out."
            )]);
            quote! {
                #about
                #[must_use]
                pub fn #method(mut self) -> Self { self.#name = Some(None); self }
            }
        }
    }
}
