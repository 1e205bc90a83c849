//! Lists that come in pages.

use super::types::ident;
use super::{Context, Home, parameter};
use crate::ir::{Follow, Next, Operation, Paging, Step};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The methods that a builder of such a list has, and what they need to know.
pub(super) fn methods(
    context: &Context<'_>,
    operation: &Operation,
    paging: &Paging,
    home: Home,
) -> TokenStream {
    let page = context.ty(&paging.page, home);
    let param = |at: usize| parameter::constant(&operation.params[at]);
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
    quote! {
        const PAGING: &'static support::description::Paging = &support::description::Paging {
            follow: support::description::Follow::#follow,
            size: #size,
        };

        /// All items, page after page.
        pub fn items(self) -> support::Items<#page> { self.call.items(Self::PAGING) }

        /// The pages one by one.
        pub fn pages(self) -> support::Pages<#page> { self.call.pages(Self::PAGING) }

        /// Begins at another page than the first: what a [`Page`](support::Page) says is `next`.
        pub fn resume(mut self, next: impl Into<String>) -> Self {
            self.call.resume(Self::PAGING, next);
            self
        }
    }
}

/// What makes a type the envelope of a page.
pub(super) fn envelope(context: &Context<'_>, paging: &Paging, home: Home) -> TokenStream {
    let name = context.ty(&paging.page, home);
    let item = context.ty(&paging.item, home);
    let next = paging.next.as_ref().map(|next| {
        let found = match next {
            Next::Member(steps) => reach(quote!(self), steps),
            Next::LastItem(steps) => {
                let items = through(quote!(self), &paging.items);
                reach(quote!(#items.last()?), steps)
            }
        };
        quote! { fn next(&self) -> Option<String> { #found.map(ToString::to_string) } }
    });
    let more = paging.more.as_ref().map(|steps| {
        let found = reach(quote!(self), steps);
        quote! { fn more(&self) -> Option<bool> { #found.copied() } }
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

/// The way to a member, as an `Option` of a reference.
fn reach(from: TokenStream, steps: &[Step]) -> TokenStream {
    let Some((last, way)) = steps.split_last() else { return quote!(Some(#from)) };
    let (way, field) = (through(from, way), ident(&last.field));
    if last.absent { quote!(#way.#field.as_ref()) } else { quote!(Some(&#way.#field)) }
}

/// The way to a member, left where something on it is absent.
fn through(from: TokenStream, steps: &[Step]) -> TokenStream {
    steps.iter().fold(from, |way, Step { field, absent }| {
        let field = ident(field);
        if *absent { quote!(#way.#field.as_ref()?) } else { quote!(#way.#field) }
    })
}

/// How many items there are.
fn count(steps: &[Step]) -> TokenStream {
    let items = reach(quote!(self), steps);
    match steps {
        [Step { field, absent: false }] => {
            let field = ident(field);
            quote!(self.#field.len())
        }
        [_] => quote!(#items.map_or(0, Vec::len)),
        _ => quote! {
            let items = || #items;
            items().map_or(0, Vec::len)
        },
    }
}

/// The items themselves; none where something on the way is absent.
fn into(steps: &[Step]) -> TokenStream {
    let Some((last, way)) = steps.split_last() else { return quote!(Vec::new()) };
    let mut found = quote!(Some(self));
    for Step { field, absent } in way {
        let field = ident(field);
        found = match absent {
            true => quote!(#found.and_then(|found| found.#field)),
            false => quote!(#found.map(|found| found.#field)),
        };
    }
    let field = ident(&last.field);
    match (way.is_empty(), last.absent) {
        (true, true) => quote!(self.#field.unwrap_or_default()),
        (true, false) => quote!(self.#field),
        (false, true) => quote!(#found.and_then(|found| found.#field).unwrap_or_default()),
        (false, false) => quote!(#found.map(|found| found.#field).unwrap_or_default()),
    }
}
