//! Models: structs and unions.

use super::docs;
use super::enumeration;
use super::types::ident;
use super::{Context, Home, Pieces};
use crate::ir::{
    Access, Field, ModelGroup, Object, Presence, Shape, Ty, TypeDef, TypeId, Union, Variant,
    VariantContent, has_default,
};
use crate::names::UNKNOWN_VARIANT;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The file of a group of models.
pub(super) fn group<'c>(context: &'c Context<'_>, at: usize, group: &'c ModelGroup) -> Pieces<'c> {
    let home = Home::Model(at);
    let definition = move |id: &TypeId| definition(context, &context.api.types[id.0], home);
    let head = || {
        quote!(
            use super::super::support;
        )
    };
    Pieces::new(head, group.types.iter().map(definition))
}

/// A type, with all that belongs to it.
pub(super) fn definition(context: &Context<'_>, def: &TypeDef, home: Home) -> TokenStream {
    match &def.shape {
        Shape::Object(object) => structure(context, def, object, home),
        Shape::Strings(words) => enumeration::of_strings(def, words),
        Shape::Integers(codes) => enumeration::of_integers(def, codes),
        Shape::Mixed(scalars) => enumeration::of_mixed(def, scalars),
        Shape::Union(union) => union_of(context, def, union, home),
    }
}

fn structure(context: &Context<'_>, def: &TypeDef, object: &Object, home: Home) -> TokenStream {
    let name = ident(&def.name);
    let about = docs::of_type(def, &format!("The object `{}`.", def.name));
    let deprecated = docs::deprecated(&def.docs);
    let derives = if def.is_default {
        quote!(Clone, Debug, Default, PartialEq)
    } else {
        quote!(Clone, Debug, PartialEq)
    };
    let fields = object.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), field_type(context, field, home));
        let about = field_docs(field);
        let deprecated = docs::deprecated(&field.docs);
        quote! { #about #deprecated pub #name: #ty, }
    });
    let rest = object.rest.iter().map(|(name, ty)| {
        let (name, ty) = (ident(name), context.ty(ty, home));
        quote! {
            /// Members that the description does not name.
            pub #name: std::collections::BTreeMap<String, #ty>,
        }
    });
    let table = table(object);
    // What only answers hold is read; a test that makes one up sets its fields.
    let is_made = def.is_request || !def.is_default;
    let constructor = is_made.then(|| constructor(context, def, object, home));
    // A constant has no neutral value, so this cannot be derived.
    let is_bare = !def.is_default && arguments(context, def, object).is_empty();
    let default = is_bare.then(|| {
        quote! { impl Default for #name { fn default() -> Self { Self::new() } } }
    });
    let is_sent = |field: &&Field| def.is_request && field.access != Access::ReadOnly;
    let settable = object.fields.iter().filter(is_sent);
    let setters = settable.map(|field| setter(context, object, field, home));
    let makers = is_made.then(|| quote! { impl #name { #constructor #(#setters)* } });
    quote! {
        #about
        #deprecated
        #[derive(#derives)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #(#rest)* }

        support::object! { #name { #table } }

        #makers

        #default
    }
}

/// The lines that say which key goes into which field.
fn table(object: &Object) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire);
        let kind = ident(match field.presence {
            Presence::Required => "required",
            Presence::Nullable => "nullable",
            Presence::Optional => "optional",
            Presence::Tristate => "tristate",
        });
        quote! { #name: #wire #kind, }
    });
    let rest = object.rest.iter().map(|(name, _)| {
        let name = ident(name);
        quote! { ..#name }
    });
    quote! { #(#fields)* #(#rest)* }
}

fn field_docs(field: &Field) -> TokenStream {
    docs::of(&field.docs, &format!("The member {}.", crate::prose::code(&field.wire)))
}

fn field_type(context: &Context<'_>, field: &Field, home: Home) -> TokenStream {
    let ty = context.ty(&field.ty, home);
    match field.presence {
        Presence::Required => ty,
        Presence::Nullable | Presence::Optional => quote!(Option<#ty>),
        Presence::Tristate => quote!(Option<Option<#ty>>),
    }
}

/// The fields that a constructor takes: what a request needs; for what only answers hold, what
/// there is no neutral value for, so that a description that grows breaks nobody. What can only be
/// one thing need not be said.
pub(super) fn arguments<'a>(
    context: &Context<'_>,
    def: &TypeDef,
    object: &'a Object,
) -> Vec<&'a Field> {
    let needed = |field: &&Field| {
        field.presence == Presence::Required
            && constant(context, &field.ty).is_none()
            && (def.is_request || !has_default(&field.ty, &context.api.types))
    };
    object.fields.iter().filter(needed).collect()
}

/// The one variant of an enum that has no other.
fn constant<'a>(context: &Context<'a>, ty: &Ty) -> Option<&'a str> {
    let Ty::Named(id) = ty else { return None };
    match &context.api.types[id.0].shape {
        Shape::Strings(words) if words.len() == 1 => Some(&words[0].name),
        Shape::Integers(codes) if codes.len() == 1 => Some(&codes[0].name),
        _ => None,
    }
}

fn constructor(context: &Context<'_>, def: &TypeDef, object: &Object, home: Home) -> TokenStream {
    let arguments = arguments(context, def, object);
    let about = match arguments.is_empty() {
        true => docs::lines(["A value in which nothing is set."]),
        false => docs::lines(["A value with what has to be there."]),
    };
    let params = arguments.iter().map(|field| {
        let (name, ty) = (ident(&field.name), model_argument(context, &field.ty, home));
        quote!(#name: #ty)
    });
    let params: Vec<TokenStream> = params.collect();
    if params.is_empty() && def.is_default {
        return quote! {
            #about
            #[must_use]
            pub fn new() -> Self { Self::default() }
        };
    }
    let many = (params.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let fields = object.fields.iter().map(|field| {
        let name = ident(&field.name);
        let given = arguments.iter().any(|argument| argument.name == field.name);
        let constant = constant(context, &field.ty).map(ident);
        let value = match constant.filter(|_| field.presence == Presence::Required) {
            Some(variant) => {
                let ty = context.ty(&field.ty, home);
                quote!(#ty::#variant)
            }
            None if given => made(&field.ty, &quote!(#name)),
            None => quote!(Default::default()),
        };
        let is_short = name == value.to_string();
        if is_short { quote!(#name,) } else { quote!(#name: #value,) }
    });
    let rest = object.rest.iter().map(|(name, _)| {
        let name = ident(name);
        quote!(#name: Default::default(),)
    });
    quote! {
        #about
        #many
        #[must_use]
        pub fn new(#(#params),*) -> Self { Self { #(#fields)* #(#rest)* } }
    }
}

/// What a setter takes. A box is the model's own affair.
fn model_argument(context: &Context<'_>, ty: &Ty, home: Home) -> TokenStream {
    match ty {
        Ty::Boxed(inner) => context.argument(inner, home),
        ty => context.argument(ty, home),
    }
}

/// A value of a field's type, made of an argument.
fn made(ty: &Ty, value: &TokenStream) -> TokenStream {
    match ty {
        Ty::Boxed(_) => quote!(Box::new(#value.into())),
        Ty::List(_) => quote!(#value.into_iter().map(Into::into).collect()),
        _ if takes_plain(ty) => value.clone(),
        _ => quote!(#value.into()),
    }
}

pub(super) fn takes_plain(ty: &Ty) -> bool {
    use crate::ir::Number;
    matches!(ty, Ty::Bool | Ty::Number(Number::U32 | Number::U64))
}

fn setter(context: &Context<'_>, object: &Object, field: &Field, home: Home) -> TokenStream {
    let name = ident(&field.name);
    let setter = format_ident!("with_{}", field.name.trim_end_matches('_'));
    let ty = model_argument(context, &field.ty, home);
    let value = made(&field.ty, &quote!(#name));
    let value = match field.presence {
        Presence::Required => value,
        Presence::Nullable | Presence::Optional => quote!(Some(#value)),
        Presence::Tristate => quote!(Some(Some(#value))),
    };
    let about = docs::lines([format!("Sets [`{name}`](Self::{name}).")]);
    let null = (field.presence == Presence::Tristate).then(|| {
        let taken = object.fields.iter().any(|other| other.name == format!("{}_null", field.name));
        let setter =
            if taken { format_ident!("{setter}_as_null") } else { format_ident!("{setter}_null") };
        let about = docs::lines([format!(
            "Sets [`{name}`](Self::{name}) to null, which is not the same as leaving it out."
        )]);
        quote! {
            #about
            #[must_use]
            pub fn #setter(mut self) -> Self { self.#name = Some(None); self }
        }
    });
    quote! {
        #about
        #[must_use]
        pub fn #setter(mut self, #name: #ty) -> Self { self.#name = #value; self }
        #null
    }
}

fn union_of(context: &Context<'_>, def: &TypeDef, union: &Union, home: Home) -> TokenStream {
    let name = ident(&def.name);
    let about = docs::of_type(def, &format!("One of several forms of `{}`.", def.name));
    let deprecated = docs::deprecated(&def.docs);
    let variants = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let ty = match &variant.content {
            VariantContent::Value(ty) => context.ty(ty, home),
            VariantContent::Constant(word) => {
                let is = format!("The text {}.", crate::prose::code(word));
                let about = docs::of(&variant.docs, &is);
                let deprecated = docs::deprecated(&variant.docs);
                return quote! { #about #deprecated #name, };
            }
        };
        let about = docs::lines([match variant.tags.as_slice() {
            [] => format!("Holds [`{name}`](Self::{name})."),
            tags => {
                let tags: Vec<String> = tags.iter().map(|tag| crate::prose::code(tag)).collect();
                let tag = crate::prose::code(union.tag.as_deref().unwrap_or_default());
                format!("Where {tag} is {}.", tags.join(" or "))
            }
        }]);
        quote! { #about #name(#ty), }
    });
    let words = words_of(union);
    let values = union.variants.iter().filter(|variant| variant.ty().is_some());
    let table = values.map(|variant| {
        let (name, tags) = (ident(&variant.name), &variant.tags);
        match tags.as_slice() {
            [] => quote! { #name, },
            tags => {
                // Of several values, only who made the form knows which it was.
                let says = match tags {
                    [word] if is_silent(context, union, variant) => Some(quote!(says #word)),
                    _ => None,
                };
                quote! { #name: #(#tags)|* #says, }
            }
        }
    });
    let by = union.tag.iter().map(|tag| quote!(by #tag));
    let conversions = def.is_request.then(|| conversions(context, def, union, home));
    let catch_all = ident(UNKNOWN_VARIANT);
    quote! {
        #about
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A form that this version of the crate does not know.
            #catch_all(serde_json::Value),
        }

        support::union! { #name #(#by)* { #(#table)* } #words }

        #conversions
    }
}

/// The variants that are one text each.
fn words_of(union: &Union) -> Option<TokenStream> {
    let word = |variant: &Variant| match &variant.content {
        VariantContent::Constant(word) => {
            let name = ident(&variant.name);
            Some(quote!(#name: #word,))
        }
        VariantContent::Value(_) => None,
    };
    let words: Vec<TokenStream> = union.variants.iter().filter_map(word).collect();
    (!words.is_empty()).then(|| quote!(or { #(#words)* }))
}

/// Whether a variant has no member of its own for what tells the variants apart.
fn is_silent(context: &Context<'_>, union: &Union, variant: &Variant) -> bool {
    let ty = match variant.ty() {
        Some(Ty::Boxed(inner)) => Some(&**inner),
        ty => ty,
    };
    match ty {
        Some(Ty::Named(id)) => match &context.api.types[id.0].shape {
            Shape::Object(object) => {
                !object.fields.iter().any(|field| Some(&field.wire) == union.tag.as_ref())
            }
            _ => false,
        },
        Some(Ty::Json | Ty::Map(_)) => true,
        _ => false,
    }
}

/// `From` each form, where its type names it.
fn conversions(context: &Context<'_>, def: &TypeDef, union: &Union, home: Home) -> TokenStream {
    let owner = ident(&def.name);
    let plain =
        |ty: &Ty| matches!(ty, Ty::Named(_) | Ty::Boxed(_) | Ty::String | Ty::Bool | Ty::Number(_));
    let conversion = |variant: &Variant| {
        let name = ident(&variant.name);
        let ty = variant.ty().filter(|ty| plain(ty))?;
        let (from, value) = match ty {
            Ty::Boxed(inner) => (context.ty(inner, home), quote!(Box::new(value))),
            ty => (context.ty(ty, home), quote!(value)),
        };
        Some(quote! {
            impl From<#from> for #owner {
                fn from(value: #from) -> Self { Self::#name(#value) }
            }
        })
    };
    union.variants.iter().filter_map(conversion).collect()
}
