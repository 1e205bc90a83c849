//! Documented headers of responses: a struct, and how it is parsed.

use crate::emit::docs;
use crate::emit::types::ident;
use crate::emit::{Context, Home};
use crate::ir::{HeaderFormat, Headers, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct of headers.
pub(super) fn definition(
    context: &Context<'_>,
    operation: &Operation,
    headers: &Headers,
    home: Home,
) -> TokenStream {
    let name = ident(&headers.name);
    let about = docs::lines([format!(
        "The headers of responses of [`Client::{}`]; see [`{}::read_headers`].",
        operation.method, operation.builder
    )]);
    let fields = headers.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), context.ty(&field.ty, home));
        let (about, deprecated) = (docs::of(&field.docs, ""), docs::deprecated(&field.docs));
        quote! { #about #deprecated pub #name: Option<#ty>, }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }
}

/// The function that parses the headers.
pub(super) fn method(headers: &Headers) -> TokenStream {
    let name = ident(&headers.name);
    let fields = headers.fields.iter().map(|field| {
        let (name, wire, format) = (ident(&field.name), &field.wire, format(&field.format));
        quote!(#name: headers.read(#wire, Form::#format)?,)
    });
    quote! {
        /// Parses the documented headers of a response or an error.
        ///
        /// # Errors
        ///
        /// A header does not have its documented type.
        pub fn read_headers(headers: &http::HeaderMap) -> Result<#name, support::Error> {
            use support::HeaderForm as Form;
            let headers = support::Headers::new(Self::OPERATION, headers);
            Ok(#name { #(#fields)* })
        }
    }
}

fn format(format: &HeaderFormat) -> TokenStream {
    match format {
        HeaderFormat::Bool => quote!(Bool),
        HeaderFormat::Number => quote!(Number),
        HeaderFormat::DateTime => quote!(DateTime),
        HeaderFormat::Scalar => quote!(Scalar),
        HeaderFormat::Text => quote!(Text),
        HeaderFormat::Json => quote!(Json),
        HeaderFormat::List(element) => {
            let element = self::format(element);
            quote!(List(&Form::#element))
        }
    }
}
