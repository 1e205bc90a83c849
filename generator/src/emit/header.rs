//! Headers of answers: a struct of them, and how it is read.

use super::docs;
use super::types::ident;
use super::{Context, Home};
use crate::ir::{Header, Operation, Shape, Ty};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// The struct of the headers that an operation answers with.
pub(super) fn definition(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    if operation.headers.is_empty() {
        return TokenStream::new();
    }
    let (name, builder) = (ident(&operation.types.headers), &operation.builder);
    let about = docs::lines([format!(
        "The headers that [`{0}`](Client::{0}) returns; see [`{builder}::read_headers`].",
        operation.method_name
    )]);
    let fields = operation.headers.iter().map(|header| {
        let (name, ty) = (ident(&header.name), context.ty(&header.ty, home));
        let wire = prose::code(&header.wire);
        let about = docs::of(&header.docs, &format!("The header {wire}."));
        let deprecated = docs::deprecated(&header.docs);
        quote! { #about #deprecated pub #name: Option<#ty>, }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }
}

/// The method that reads them.
pub(super) fn method(context: &Context<'_>, operation: &Operation) -> TokenStream {
    if operation.headers.is_empty() {
        return TokenStream::new();
    }
    let headers = ident(&operation.types.headers);
    let fields = operation.headers.iter().map(|header| {
        let Header { name, wire, ty, is_json, .. } = header;
        let (name, wire) = (ident(name), wire.to_ascii_lowercase());
        let form = if *is_json { quote!(Json) } else { form(context, ty) };
        quote!(#name: headers.read(#wire, Form::#form)?,)
    });
    quote! {
        /// Reads the headers that are documented for the answers, be it a success or an error.
        ///
        /// # Errors
        ///
        /// When a header does not have the form that is documented.
        pub fn read_headers(headers: &http::HeaderMap) -> Result<#headers, Error> {
            use support::HeaderForm as Form;
            let headers = support::Headers::new(Self::OPERATION, headers);
            Ok(#headers { #(#fields)* })
        }
    }
}

/// How a type is written in a header.
fn form(context: &Context<'_>, ty: &Ty) -> TokenStream {
    match ty {
        Ty::Bool => quote!(Bool),
        Ty::Number(_) => quote!(Number),
        Ty::DateTime => quote!(DateTime),
        Ty::List(inner) => {
            let inner = form(context, inner);
            quote!(List(&Form::#inner))
        }
        Ty::Nullable(inner) | Ty::Boxed(inner) => form(context, inner),
        Ty::Named(id) => match context.api.types[id.0].shape {
            Shape::Integers(_) => quote!(Number),
            Shape::Mixed(_) => quote!(Scalar),
            _ => quote!(Text),
        },
        _ => quote!(Text),
    }
}
