//! Unions: enums with a type for each variant.

use crate::emit::docs;
use crate::emit::types::ident;
use crate::emit::{Context, Home};
use crate::ir::{Ty, TypeDef, Union, Variant, VariantContent, scalar_text};
use crate::prose;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

pub(super) fn definition(
    context: &Context<'_>,
    def: &TypeDef,
    union: &Union,
    home: Home,
) -> TokenStream {
    let name = ident(&def.name);
    let attributes = super::attributes(def, &format!("One of the types of `{}`.", def.name));
    let variants =
        union.variants.iter().map(|variant| self::variant(context, union, variant, home));
    let table = table(union);
    let conversions = union.variants.iter().map(|variant| conversion(context, def, variant, home));
    let unknown = ident(&union.unknown);
    quote! {
        #attributes
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know.
            #unknown(serde_json::Value),
        }

        support::union! { #name #table }

        #(#conversions)*
    }
}

fn variant(context: &Context<'_>, union: &Union, variant: &Variant, home: Home) -> TokenStream {
    let name = ident(&variant.name);
    let ty = match &variant.content {
        VariantContent::Value { ty, .. } => context.ty(ty, home),
        VariantContent::Constant(text) => {
            let about = docs::of(&variant.docs, &format!("The string {}.", prose::code(text)));
            let deprecated = docs::deprecated(&variant.docs);
            return quote! { #about #deprecated #name, };
        }
    };
    let about = docs::lines([match variant.tags.as_slice() {
        [] if variant.is_base => "Any other value with the properties that all have.".to_owned(),
        [] => format!("Holds [`{name}`](Self::{name})."),
        tags => {
            let tags: Vec<String> = tags.iter().map(|tag| prose::code(&scalar_text(tag))).collect();
            let tag = prose::code(union.tag.as_deref().unwrap_or_default());
            format!("{tag} is {}.", tags.join(" or "))
        }
    }]);
    quote! { #about #name(#ty), }
}

/// The table of variants, for serialization.
fn table(union: &Union) -> TokenStream {
    let by = union.tag.iter().map(|tag| quote!(by #tag));
    let values = union.variants.iter().filter_map(|variant| match &variant.content {
        VariantContent::Value { .. } if variant.is_base => None,
        VariantContent::Value { writes, .. } => {
            let name = ident(&variant.name);
            let says = writes.iter().map(|tag| {
                let tag = literal(tag);
                quote!(says #tag)
            });
            let tags: Vec<String> = variant.tags.iter().map(scalar_text).collect();
            Some(match tags.as_slice() {
                [] => {
                    let constants = constants(variant);
                    quote! { #name #constants, }
                }
                tags => quote! { #name: #(#tags)|* #(#says)*, },
            })
        }
        VariantContent::Constant(_) => None,
    });
    let constants = union.variants.iter().filter_map(|variant| match &variant.content {
        VariantContent::Constant(text) => {
            let name = ident(&variant.name);
            Some(quote!(#name: #text,))
        }
        VariantContent::Value { .. } => None,
    });
    let constants: Vec<TokenStream> = constants.collect();
    let constants = (!constants.is_empty()).then(|| quote!(or { #(#constants)* }));
    let base = union.variants.iter().find(|variant| variant.is_base).map(|variant| {
        let name = ident(&variant.name);
        quote!(else #name)
    });
    quote! { #(#by)* { #(#values)* } #base #constants }
}

/// The constants of a variant.
fn constants(variant: &Variant) -> Option<TokenStream> {
    let constants = variant.constants.iter().map(|(pointer, constant)| {
        let constant = match constant {
            Value::Number(number) => {
                let number = Literal::f64_unsuffixed(number.as_f64().unwrap_or_default());
                quote!(#number)
            }
            constant => literal(constant),
        };
        quote!(#pointer: #constant,)
    });
    (!variant.constants.is_empty()).then(|| quote!(if { #(#constants)* }))
}

/// A scalar as a literal; null is `()`.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(flag) => quote!(#flag),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Literal::i64_unsuffixed(integer).into_token_stream(),
            (None, number) => {
                Literal::f64_unsuffixed(number.unwrap_or_default()).into_token_stream()
            }
        },
        Value::String(text) => quote!(#text),
        Value::Null | Value::Array(_) | Value::Object(_) => quote!(()),
    }
}

fn conversion(
    context: &Context<'_>,
    def: &TypeDef,
    variant: &Variant,
    home: Home,
) -> Option<TokenStream> {
    let VariantContent::Value { ty, from: true, .. } = &variant.content else { return None };
    let (owner, name) = (ident(&def.name), ident(&variant.name));
    let (from, value) = match ty {
        Ty::Boxed(inner) => (context.ty(inner, home), quote!(Box::new(value))),
        ty => (context.ty(ty, home), quote!(value)),
    };
    Some(quote! {
        impl From<#from> for #owner {
            fn from(value: #from) -> Self { Self::#name(#value) }
        }
    })
}
