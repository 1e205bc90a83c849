//! Responses and errors: enums by status, and how bodies are decoded.

use crate::emit::docs;
use crate::emit::types::ident;
use crate::emit::{Context, Home};
use crate::ir::{Codec, Errors, Operation, Payload, Response, ResponseCase, Status};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// How `send` decodes a response, as an entry of the builder's table.
pub(super) fn sent(context: &Context<'_>, response: &Response, home: Home) -> TokenStream {
    match response {
        Response::One(None) => quote!(empty()),
        Response::One(Some(payload)) => {
            let (how, ty) = (decoder(Some(payload)), context.ty(&payload.ty, home));
            quote!(#how(#ty))
        }
        Response::Enum { name, .. } => {
            let name = ident(name);
            quote!(by_status(#name))
        }
    }
}

/// The name of the function that decodes a body.
fn decoder(payload: Option<&Payload>) -> Ident {
    ident(match payload.map(|payload| payload.codec) {
        Some(Codec::Json) => "json",
        Some(Codec::Text) => "text",
        Some(Codec::Bytes | Codec::Form | Codec::Multipart) => "bytes",
        None => "empty",
    })
}

/// A status as a pattern.
fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(hundreds) => {
            let first = Literal::u16_unsuffixed(hundreds * 100);
            let last = Literal::u16_unsuffixed(hundreds * 100 + 99);
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

/// The enum of successful responses, if they differ by status.
pub(super) fn definition(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let Some(Response::Enum { name, cases }) = &operation.response else {
        return TokenStream::new();
    };
    let (name, arms) = (ident(name), arms(cases));
    let about = docs::lines([format!("The response of [`Client::{}`].", operation.method)]);
    let variants = cases.iter().map(|case| {
        let variant = ident(&case.name);
        let about = docs::lines([format!("Status `{}`.", case.status)]);
        let ty = case.payload.as_ref().map(|payload| {
            let ty = context.ty(&payload.ty, home);
            quote!((#ty))
        });
        quote! { #about #variant #ty, }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        impl #name {
            fn read(response: support::RawResponse) -> Result<support::Response<Self>, support::Error> {
                match response.status.as_u16() { #arms }
            }
        }
    }
}

/// The arms that decode a response by its status: single statuses before ranges. The first case
/// also decodes undocumented statuses.
fn arms(cases: &[ResponseCase]) -> TokenStream {
    let Some((first, others)) = cases.split_first() else { return TokenStream::new() };
    let mut sorted: Vec<&ResponseCase> = others.iter().collect();
    sorted.sort_by_key(|case| case.status);
    let arms = sorted.into_iter().filter(|case| case.status != Status::Default).map(arm);
    // Without an arm of its own, a range would take its status.
    let has_range = others.iter().any(|case| matches!(case.status, Status::Range(_)));
    let exact = (has_range && matches!(first.status, Status::Code(_))).then(|| arm(first));
    let otherwise = decoded(first);
    quote! {
        #exact
        #(#arms)*
        _ => #otherwise,
    }
}

fn arm(case: &ResponseCase) -> TokenStream {
    let (pattern, decoded) = (pattern(case.status), decoded(case));
    quote!(#pattern => #decoded,)
}

fn decoded(case: &ResponseCase) -> TokenStream {
    let (variant, how) = (ident(&case.name), decoder(case.payload.as_ref()));
    match case.payload {
        Some(_) => quote!(response.#how().map(|response| response.map(Self::#variant))),
        None => quote!(response.#how().map(|response| response.map(|()| Self::#variant))),
    }
}

/// The function that decodes a documented error body.
pub(super) fn read_error(context: &Context<'_>, errors: &Errors, home: Home) -> TokenStream {
    let (ty, decode) = match errors {
        Errors::One { ty, statuses } => {
            let ty = context.ty(ty, home);
            let mut statuses = statuses.clone();
            statuses.sort_unstable();
            let decode = match statuses.contains(&Status::Default) {
                true => quote!(error.decode_body()),
                false => {
                    let patterns = statuses.iter().map(|status| pattern(*status));
                    quote! {
                        match error.status()? {
                            #(#patterns)|* => error.decode_body(),
                            _ => None,
                        }
                    }
                }
            };
            (ty, decode)
        }
        Errors::Enum { name, cases } => {
            let name = ident(name);
            let mut cases: Vec<_> = cases.iter().collect();
            cases.sort_by_key(|case| case.status);
            let arms = cases.iter().map(|case| {
                let (variant, pattern) = (ident(&case.name), pattern(case.status));
                quote!(#pattern => error.decode_body().map(#name::#variant),)
            });
            let has_default = cases.iter().any(|case| case.status == Status::Default);
            let otherwise = (!has_default).then(|| quote!(_ => None,));
            let decode = quote! {
                match error.status()? {
                    #(#arms)*
                    #otherwise
                }
            };
            (quote!(#name), decode)
        }
    };
    quote! {
        /// Decodes the body of an error of this operation, if the document has a schema for its
        /// status and the body matches it.
        pub fn read_error(error: &support::Error) -> Option<#ty> { #decode }
    }
}

/// The enum of error bodies, if they differ by status.
pub(super) fn errors(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let Some(Errors::Enum { name, cases }) = &operation.errors else { return TokenStream::new() };
    let name = ident(name);
    let about = docs::lines([format!(
        "The documented errors of [`Client::{}`]; see [`{}::read_error`].",
        operation.method, operation.builder
    )]);
    let mut cases: Vec<_> = cases.iter().collect();
    cases.sort_by_key(|case| case.status);
    let variants = cases.iter().map(|case| {
        let (variant, ty) = (ident(&case.name), context.ty(&case.ty, home));
        let about = docs::lines([format!("Status `{}`.", case.status)]);
        quote! { #about #variant(#ty), }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}
