//! What operations answer, where it takes more than a type: several successes, typed errors.

use super::docs;
use super::types::ident;
use super::{Context, Home};
use crate::ir::{Operation, Response, Status, StatusCase, Ty};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

impl Context<'_> {
    /// The type of what an operation answers.
    pub(super) fn response(&self, operation: &Operation, home: Home) -> TokenStream {
        match &operation.response {
            Response::Json(ty) => self.ty(ty, home),
            Response::Empty => quote!(()),
            Response::Text => quote!(String),
            Response::Bytes => quote!(bytes::Bytes),
            // Such an answer has no method that would return it.
            Response::Stream => quote!(()),
            Response::Several(_) => {
                let name = ident(&operation.types.response);
                quote!(#name)
            }
        }
    }
}

/// The statuses of a case, as a pattern.
fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(hundreds) => {
            let (from, to) = (
                Literal::u16_unsuffixed(hundreds * 100),
                Literal::u16_unsuffixed(hundreds * 100 + 99),
            );
            quote!(#from..=#to)
        }
        Status::Default => quote!(_),
    }
}

/// The cases in the order in which their patterns have to stand.
fn by_precision(cases: &[StatusCase]) -> Vec<&StatusCase> {
    let mut cases: Vec<&StatusCase> = cases.iter().collect();
    cases.sort_by_key(|case| case.status);
    cases
}

/// The enum of what an operation answers with its several successes.
pub(super) fn several(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let Response::Several(cases) = &operation.response else { return TokenStream::new() };
    let (name, arms) = (ident(&operation.types.response), arms(cases));
    let about =
        docs::lines([format!("The response of [`{0}`](Client::{0}).", operation.method_name)]);
    let variants = cases.iter().map(|case| {
        let variant = ident(&case.name);
        let about = docs::lines([format!("Status `{}`.", case.status)]);
        match &case.response {
            Response::Json(ty) => {
                let ty = context.ty(ty, home);
                quote! { #about #variant(#ty), }
            }
            Response::Text => quote! { #about #variant(String), },
            Response::Bytes => quote! { #about #variant(bytes::Bytes), },
            Response::Empty | Response::Stream | Response::Several(_) => {
                quote! { #about #variant, }
            }
        }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        impl #name {
            fn read(response: support::RawResponse) -> Result<Response<Self>, Error> {
                match response.status.as_u16() { #arms }
            }
        }
    }
}

/// What reads the answer of an operation, and what reads no more of it than its value.
pub(super) fn readers(operation: &Operation) -> (TokenStream, TokenStream) {
    let kind = match &operation.response {
        Response::Json(_) => "json",
        Response::Text => "text",
        Response::Bytes => "bytes",
        Response::Empty | Response::Stream => "empty",
        Response::Several(_) => {
            let name = ident(&operation.types.response);
            return (quote!(#name::read), quote!(|response| Ok(#name::read(response)?.value)));
        }
    };
    let (read, value) = (ident(kind), format_ident!("{kind}_value"));
    (quote!(support::RawResponse::#read), quote!(support::RawResponse::#value))
}

/// The arms that read an answer by its status.
fn arms(cases: &[StatusCase]) -> TokenStream {
    let read = |case: &StatusCase| {
        let variant = ident(&case.name);
        match &case.response {
            Response::Json(_) => quote!(response.json().map(|found| found.map(Self::#variant))),
            Response::Text => quote!(response.text().map(|found| found.map(Self::#variant))),
            Response::Bytes => quote!(response.bytes().map(|found| found.map(Self::#variant))),
            Response::Empty | Response::Stream | Response::Several(_) => {
                quote!(response.empty().map(|found| found.map(|()| Self::#variant)))
            }
        }
    };
    let Some((first, rest)) = cases.split_first() else { return TokenStream::new() };
    let others: Vec<StatusCase> = rest.to_vec();
    let arms = by_precision(&others).into_iter().filter(|case| case.status != Status::Default).map(
        |case| {
            let (pattern, read) = (pattern(case.status), read(case));
            quote!(#pattern => #read,)
        },
    );
    // What comes first takes whatever is left; it needs an arm only before a range that it is in.
    let in_range = others.iter().any(|case| matches!(case.status, Status::Range(_)));
    let exact = (in_range && matches!(first.status, Status::Code(_))).then(|| {
        let (pattern, read) = (pattern(first.status), read(first));
        quote!(#pattern => #read,)
    });
    let otherwise = read(first);
    quote! {
        #exact
        #(#arms)*
        _ => #otherwise,
    }
}

/// How the typed errors of an operation are read: one type is returned as it is, several are an
/// enum.
pub(super) fn errors(
    context: &Context<'_>,
    operation: &Operation,
    home: Home,
) -> (TokenStream, TokenStream) {
    let types: Vec<&Ty> = operation
        .errors
        .iter()
        .filter_map(|case| match &case.response {
            Response::Json(ty) => Some(ty),
            _ => None,
        })
        .collect();
    let Some(first) = types.first() else { return Default::default() };
    let builder = ident(&operation.builder);
    if types.iter().all(|ty| ty == first) {
        let ty = context.ty(first, home);
        return (
            quote! {
                /// The body of an error of this operation, where it has the form that is documented.
                pub fn read_error(error: &Error) -> Option<#ty> { error.decode_body() }
            },
            TokenStream::new(),
        );
    }
    let name = ident(&operation.types.error);
    let about = docs::lines([format!(
        "The errors that are documented for [`{0}`](Client::{0}); see [`{builder}::read_error`].",
        operation.method_name
    )]);
    let cases = by_precision(&operation.errors);
    let variants = cases.iter().zip(types_of(&cases)).map(|(case, ty)| {
        let (variant, ty) = (ident(&case.name), context.ty(ty, home));
        let about = docs::lines([format!("Status `{}`.", case.status)]);
        quote! { #about #variant(#ty), }
    });
    let arms = cases.iter().map(|case| {
        let (variant, pattern) = (ident(&case.name), pattern(case.status));
        quote!(#pattern => error.decode_body().map(#name::#variant),)
    });
    let otherwise =
        (!cases.iter().any(|case| case.status == Status::Default)).then(|| quote!(_ => None,));
    let method = quote! {
        /// The body of an error of this operation, where it has the form that is documented.
        pub fn read_error(error: &Error) -> Option<#name> {
            match error.status()? {
                #(#arms)*
                #otherwise
            }
        }
    };
    let definition = quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    };
    (method, definition)
}

fn types_of<'a>(cases: &[&'a StatusCase]) -> Vec<&'a Ty> {
    let json = |case: &&'a StatusCase| match &case.response {
        Response::Json(ty) => Some(ty),
        _ => None,
    };
    cases.iter().filter_map(json).collect()
}
