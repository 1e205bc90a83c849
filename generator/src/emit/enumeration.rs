//! Open enums: of texts, of integers, of scalars of any kind.

use super::docs;
use super::types::ident;
use crate::ir::{IntegerValue, MixedValue, StringValue, TypeDef};
use crate::names::UNKNOWN_VARIANT;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// A value: its variant, how it is shown, and what the table says of it.
struct Variant<'a> {
    name: &'a str,
    shown: String,
    wire: TokenStream,
}

pub(super) fn of_strings(def: &TypeDef, words: &[StringValue]) -> TokenStream {
    let variants = words.iter().map(|word| {
        let wire = &word.wire;
        Variant { name: &word.name, shown: wire.clone(), wire: quote!(#wire) }
    });
    let derives = quote!(Clone, Debug);
    let sent = def.is_request.then(|| quote!(sent));
    enumeration(def, variants, &derives, "Unrecognized", "open_enum", sent)
}

pub(super) fn of_integers(def: &TypeDef, codes: &[IntegerValue]) -> TokenStream {
    let variants = codes.iter().map(|code| {
        let wire = Literal::i64_unsuffixed(code.wire);
        Variant { name: &code.name, shown: code.wire.to_string(), wire: quote!(#wire) }
    });
    let derives = quote!(Clone, Copy, Debug);
    enumeration(def, variants, &derives, "UnrecognizedCode", "open_code", None)
}

pub(super) fn of_mixed(def: &TypeDef, scalars: &[MixedValue]) -> TokenStream {
    let variants = scalars.iter().map(|scalar| Variant {
        name: &scalar.name,
        shown: scalar.wire.to_string(),
        wire: scalar_wire(&scalar.wire),
    });
    let derives = quote!(Clone, Debug);
    enumeration(def, variants, &derives, "UnrecognizedScalar", "open_scalar", None)
}

/// A scalar as a literal.
fn scalar_wire(wire: &Value) -> TokenStream {
    if let Some(text) = wire.as_str() {
        return quote!(#text);
    }
    if let Some(integer) = wire.as_i64() {
        let integer = Literal::i64_unsuffixed(integer);
        return quote!(#integer);
    }
    match wire.as_f64() {
        Some(number) => {
            let number = Literal::f64_unsuffixed(number);
            quote!(#number)
        }
        None => {
            let flag = wire.as_bool().unwrap_or_default();
            quote!(#flag)
        }
    }
}

fn enumeration<'a>(
    def: &TypeDef,
    variants: impl Iterator<Item = Variant<'a>>,
    derives: &TokenStream,
    unknown: &str,
    open: &str,
    sent: Option<TokenStream>,
) -> TokenStream {
    let (name, unknown, open) = (ident(&def.name), ident(unknown), ident(open));
    let about = docs::of_type(def, &format!("The values of `{}`.", def.name));
    let deprecated = docs::deprecated(&def.docs);
    let (mut declared, mut table) = (TokenStream::new(), TokenStream::new());
    for Variant { name, shown, wire } in variants {
        let name = ident(name);
        let about = docs::lines([crate::prose::code(&shown)]);
        declared.extend(quote! { #about #name, });
        table.extend(quote! { #name: #wire, });
    }
    let catch_all = ident(UNKNOWN_VARIANT);
    quote! {
        #about
        #deprecated
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #declared
            /// A value that this version of the crate does not know.
            #catch_all(support::#unknown),
        }

        support::#open! { #name { #table } #sent }
    }
}
