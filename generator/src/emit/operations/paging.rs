//! Lists that come in pages.

use super::params;
use crate::emit::types::ident;
use crate::emit::{Context, Home};
use crate::ir::{Follow, Next, Operation, Paging, Part, Step};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How the next page is requested.
pub(super) fn constant(
    context: &Context<'_>,
    operation: &Operation,
    paging: &Paging,
) -> TokenStream {
    let param = |at: usize| params::constant(&operation.params[at]);
    let follow = match paging.follow {
        Follow::Url => quote!(Url),
        Follow::Link => quote!(Link),
        Follow::Cursor(at) => {
            let param = param(at);
            quote!(Cursor(#param))
        }
        Follow::Page(at, first) => {
            let (param, first) = (param(at), Literal::u64_unsuffixed(first));
            quote!(Page(#param, #first))
        }
        Follow::Offset(at) => {
            let param = param(at);
            quote!(Offset(#param))
        }
    };
    let size = match paging.page_size {
        Some((at, most)) => {
            let (param, most) = (param(at), Literal::u64_unsuffixed(most));
            quote!(Some((#param, #most)))
        }
        None => quote!(None),
    };
    let size = context.api.needs(Part::PageSize).then(|| quote!(size: #size,));
    quote! {
        const PAGING: &'static support::description::Paging = &support::description::Paging {
            follow: support::description::Follow::#follow,
            #size
        };
    }
}

/// The implementation of `Paged` for the type of a page.
pub(super) fn implementation(context: &Context<'_>, paging: &Paging, home: Home) -> TokenStream {
    let name = context.ty(&paging.page, home);
    let item = context.ty(&paging.item, home);
    let next = paging.next.as_ref().map(|next| {
        let value = match next {
            Next::Field(steps) => borrow(quote!(self), steps),
            Next::LastItem(steps) => {
                let items = through(quote!(self), &paging.items);
                borrow(quote!(#items.last()?), steps)
            }
        };
        quote! { fn next(&self) -> Option<String> { #value.map(ToString::to_string) } }
    });
    let more = paging.more.as_ref().map(|steps| {
        let value = borrow(quote!(self), steps);
        quote! { fn more(&self) -> Option<bool> { #value.copied() } }
    });
    let into_items = into(&paging.items);
    let count = count(&paging.items);
    quote! {
        impl support::Paged for #name {
            type Item = #item;

            #next

            #more

            fn count(&self) -> usize { #count }

            fn into_items(self) -> Vec<#item> { #into_items }
        }
    }
}

/// A field as an `Option` of a reference.
fn as_option(field: TokenStream, options: usize) -> TokenStream {
    match options {
        0 => quote!(Some(&#field)),
        1 => quote!(#field.as_ref()),
        _ => quote!(#field.as_ref().and_then(Option::as_ref)),
    }
}

/// The value that the fields lead to, as an `Option` of a reference.
fn borrow(from: TokenStream, steps: &[Step]) -> TokenStream {
    let Some((last, path)) = steps.split_last() else { return quote!(Some(#from)) };
    let (path, field) = (through(from, path), ident(&last.field));
    as_option(quote!(#path.#field), last.options)
}

/// The value that the fields lead to; the function returns if one is missing.
fn through(from: TokenStream, steps: &[Step]) -> TokenStream {
    steps.iter().fold(from, |path, step| {
        let field = ident(&step.field);
        match step.options {
            0 => quote!(#path.#field),
            options => {
                let value = as_option(quote!(#path.#field), options);
                quote!(#value?)
            }
        }
    })
}

/// The number of items.
fn count(steps: &[Step]) -> TokenStream {
    match steps {
        [Step { field, options: 0 }] => {
            let field = ident(field);
            quote!(self.#field.len())
        }
        [_] => {
            let items = borrow(quote!(self), steps);
            quote!(#items.map_or(0, Vec::len))
        }
        _ => {
            let items = borrow(quote!(self), steps);
            quote! {
                let items = || #items;
                items().map_or(0, Vec::len)
            }
        }
    }
}

/// The items; none if a field on the path is missing.
fn into(steps: &[Step]) -> TokenStream {
    let mut value = quote!(self);
    let mut is_option = false;
    for Step { field, options } in steps {
        let field = ident(field);
        let flatten = (*options > 1).then(|| quote!(.flatten()));
        value = match (is_option, options) {
            (false, _) => quote!(#value.#field #flatten),
            (true, 0) => quote!(#value.map(|value| value.#field)),
            (true, _) => quote!(#value.and_then(|value| value.#field #flatten)),
        };
        is_option |= *options > 0;
    }
    match (steps, is_option) {
        ([], _) => quote!(Vec::new()),
        (_, true) => quote!(#value.unwrap_or_default()),
        (_, false) => value,
    }
}
