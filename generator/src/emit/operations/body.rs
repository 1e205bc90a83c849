//! Request bodies that are one value.

use crate::emit::docs;
use crate::emit::types::{converted, ident};
use crate::emit::{Context, Home};
use crate::ir::{
    Argument, Body, BodyContent, BodyValue, BodyVariant, Codec, Content, Operation, Ty,
};
use crate::prose;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Sets the body of a call. The field of an arguments struct has the `exact` type.
pub(super) fn set(
    context: &Context<'_>,
    body: &BodyValue,
    argument: &Argument,
    exact: bool,
    value: &TokenStream,
    call: &TokenStream,
    home: Home,
) -> TokenStream {
    match &body.content {
        BodyContent::Choice { .. } if exact => quote!(#value.put(&mut #call);),
        BodyContent::Choice { name, .. } => {
            let name = ident(name);
            quote! { let body: #name = #value.into(); body.put(&mut #call); }
        }
        BodyContent::One(content) if exact || content.codec == Codec::Bytes => {
            put(content, value, call)
        }
        BodyContent::One(content) => {
            let ty = context.ty(&content.ty, home);
            let made = converted(&content.ty, argument.passing, value);
            let put = put(content, &quote!(body), call);
            quote! { let body: #ty = #made; #put }
        }
    }
}

fn put(content: &Content, value: &TokenStream, call: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    match content.codec {
        Codec::Json => quote!(#call.json(#media_type, &#value);),
        Codec::Text | Codec::Bytes | Codec::Form | Codec::Multipart => {
            quote!(#call.bytes(#media_type, #value);)
        }
    }
}

/// The enum of bodies, if there are several media types.
pub(super) fn definition(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let Some(Body::Value(BodyValue { content: BodyContent::Choice { name, variants }, .. })) =
        &operation.body
    else {
        return TokenStream::new();
    };
    let name = ident(name);
    let about = docs::lines([format!("The body of [`Client::{}`].", operation.method)]);
    let declarations = variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), context.ty(&variant.content.ty, home));
        let about = docs::lines([format!("Sent as {}.", prose::code(&variant.content.media_type))]);
        quote! { #about #name(#ty), }
    });
    let arms = variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let put = put(&variant.content, &quote!(body), &quote!(call));
        quote! { Self::#name(body) => { #put } }
    });
    let conversions = variants.iter().map(|variant| conversions(context, &name, variant, home));
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#declarations)* }

        impl #name {
            fn put(self, call: &mut support::Call) {
                match self { #(#arms)* }
            }
        }

        #(#conversions)*
    }
}

fn conversions(
    context: &Context<'_>,
    name: &Ident,
    variant: &BodyVariant,
    home: Home,
) -> TokenStream {
    if !variant.from {
        return TokenStream::new();
    }
    let BodyVariant { content: Content { ty, .. }, .. } = variant;
    let variant = ident(&variant.name);
    let from = |from: TokenStream, value: TokenStream| {
        quote! {
            impl From<#from> for #name {
                fn from(body: #from) -> Self { Self::#variant(#value) }
            }
        }
    };
    let borrowed = match ty {
        Ty::String => from(quote!(&str), quote!(body.into())),
        Ty::Bytes => from(quote!(Vec<u8>), quote!(body.into())),
        _ => TokenStream::new(),
    };
    let plain = from(context.ty(ty, home), quote!(body));
    quote!(#plain #borrowed)
}
