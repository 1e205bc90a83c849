//! Bodies that are one value, or one of several kinds.

use super::docs;
use super::model;
use super::types::ident;
use super::{Context, Home};
use crate::ir::{BodyKind, Choice, Operation, Ty};
use crate::prose;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type of a body.
pub(super) fn ty(context: &Context<'_>, kind: &BodyKind, home: Home) -> TokenStream {
    match kind {
        BodyKind::Json(ty) => context.ty(ty, home),
        BodyKind::Text => quote!(String),
        BodyKind::Bytes => quote!(bytes::Bytes),
        BodyKind::Several { name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// The type of an argument that takes a body.
pub(super) fn argument(context: &Context<'_>, kind: &BodyKind, home: Home) -> TokenStream {
    match kind {
        BodyKind::Json(ty) => context.argument(ty, home),
        kind => {
            let ty = ty(context, kind, home);
            quote!(impl Into<#ty>)
        }
    }
}

/// Makes a body of an argument of its name.
pub(super) fn made(
    context: &Context<'_>,
    kind: &BodyKind,
    name: &Ident,
    home: Home,
) -> TokenStream {
    let ty = ty(context, kind, home);
    let value = match kind {
        // Taken as they are.
        BodyKind::Bytes => return TokenStream::new(),
        BodyKind::Json(Ty::List(_)) => quote!(#name.into_iter().map(Into::into).collect()),
        BodyKind::Json(ty) if model::takes_plain(ty) => quote!(#name),
        BodyKind::Json(_) | BodyKind::Text | BodyKind::Several { .. } => quote!(#name.into()),
    };
    quote!(let #name: #ty = #value;)
}

/// Sets the body of a call.
pub(super) fn set(
    kind: &BodyKind,
    media_type: &str,
    value: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    match kind {
        BodyKind::Json(_) => quote!(#call.json(#media_type, &#value);),
        BodyKind::Text | BodyKind::Bytes => quote!(#call.bytes(#media_type, #value);),
        BodyKind::Several { .. } => quote!(#value.put(&mut #call);),
    }
}

/// The enum of the kinds of a body, where there are several.
pub(super) fn choice(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let Some(BodyKind::Several { name, choices }) = operation.body.as_ref().map(|body| &body.kind)
    else {
        return TokenStream::new();
    };
    let name = ident(name);
    let about = docs::lines([format!("What [`{0}`](Client::{0}) sends.", operation.method_name)]);
    let variants = choices.iter().map(|Choice { name, media_type, kind }| {
        let (name, ty) = (ident(name), ty(context, kind, home));
        let about = docs::lines([format!("Sent as {}.", prose::code(media_type))]);
        quote! { #about #name(#ty), }
    });
    let arms = choices.iter().map(|Choice { name, media_type, kind }| {
        let name = ident(name);
        let set = set(kind, media_type, &quote!(body), &quote!(call));
        quote! { Self::#name(body) => { #set } }
    });
    let conversions =
        choices.iter().map(|choice| conversions(context, &name, choices, choice, home));
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        impl #name {
            fn put(self, call: &mut support::Call) {
                match self { #(#arms)* }
            }
        }

        #(#conversions)*
    }
}

/// `From` what a kind of body holds, where that says which kind it is: where no other kind holds
/// the same type, or where this is the plain one of them.
fn conversions(
    context: &Context<'_>,
    name: &Ident,
    choices: &[Choice],
    choice: &Choice,
    home: Home,
) -> TokenStream {
    let held = |choice: &Choice| ty(context, &choice.kind, home).to_string();
    let same = choices.iter().filter(|other| held(other) == held(choice)).count();
    let is_plain = matches!(choice.media_type.as_str(), "text/plain" | "application/octet-stream");
    let any_json = choices
        .iter()
        .any(|other| matches!(other.kind, BodyKind::Json(_)) && held(other) == held(choice));
    if same > 1 && (!is_plain || any_json) {
        return TokenStream::new();
    }
    let variant = ident(&choice.name);
    let from = |from: TokenStream, value: TokenStream| {
        quote! {
            impl From<#from> for #name {
                fn from(body: #from) -> Self { Self::#variant(#value) }
            }
        }
    };
    let ty = ty(context, &choice.kind, home);
    let more = match &choice.kind {
        BodyKind::Json(Ty::String) | BodyKind::Text => from(quote!(&str), quote!(body.into())),
        BodyKind::Bytes => from(quote!(Vec<u8>), quote!(body.into())),
        _ => TokenStream::new(),
    };
    let plain = from(ty, quote!(body));
    quote!(#plain #more)
}
