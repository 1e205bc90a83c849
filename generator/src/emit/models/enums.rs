//! Open enums of scalars.

use crate::emit::docs;
use crate::emit::types::ident;
use crate::ir::{Enum, Repr, TypeDef, scalar_text};
use crate::prose;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

pub(super) fn definition(def: &TypeDef, enumeration: &Enum) -> TokenStream {
    let name = ident(&def.name);
    let attributes = super::attributes(def, &format!("The values of `{}`.", def.name));
    let variants = enumeration.values.iter().map(|value| {
        let name = ident(&value.name);
        let mut lines = vec![prose::code(&scalar_text(&value.wire))];
        let said = prose::lines(&value.docs);
        if !said.is_empty() {
            lines.push(String::new());
            lines.extend(said);
        }
        let about = docs::lines(lines);
        quote! { #about #name, }
    });
    let table = enumeration.values.iter().map(|value| {
        let (name, wire) = (ident(&value.name), literal(&value.wire));
        quote! { #name: #wire, }
    });
    let (payload, implement) = match enumeration.repr {
        Repr::String => (ident("Unrecognized"), ident("open_enum")),
        Repr::Integer => (ident("UnrecognizedCode"), ident("open_code")),
        Repr::Mixed => (ident("UnrecognizedScalar"), ident("open_scalar")),
    };
    let unknown = ident(&enumeration.unknown);
    let from_string = enumeration.from_string.then(|| quote!(from_string));
    quote! {
        #attributes
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know.
            #unknown(support::#payload),
        }

        support::#implement! { #name { #(#table)* } #from_string }
    }
}

/// A scalar as a literal.
fn literal(wire: &Value) -> TokenStream {
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
