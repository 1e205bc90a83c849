//! Types and identifiers as tokens.

use super::{Context, Home};
use crate::ir::{Module, Number, Passing, Ty, TypeId};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A name of the IR as an identifier.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

impl Context<'_> {
    /// A type, as a file names it.
    pub(super) fn ty(&self, ty: &Ty, from: Home) -> TokenStream {
        let inner = |inner: &Ty| self.ty(inner, from);
        match ty {
            Ty::Bool => quote!(bool),
            Ty::Number(number) => {
                let name = ident(number_name(*number));
                quote!(#name)
            }
            Ty::String => quote!(String),
            Ty::Bytes => quote!(bytes::Bytes),
            Ty::DateTime => quote!(chrono::DateTime<chrono::Utc>),
            Ty::Date => quote!(chrono::NaiveDate),
            Ty::DateTimeOrDate => quote!(support::DateTimeOrDate),
            Ty::MailDateTime => quote!(support::MailDateTime),
            Ty::File => quote!(support::Part),
            // The rules only accept a path.
            Ty::Own(path) => path.parse().unwrap_or_default(),
            Ty::Tuple(elements) => {
                let elements = elements.iter().map(inner);
                quote!((#(#elements,)*))
            }
            Ty::Json => quote!(serde_json::Value),
            Ty::List(element) => {
                let element = inner(element);
                quote!(Vec<#element>)
            }
            Ty::Map(value) => {
                let value = inner(value);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            Ty::Nullable(value) => {
                let value = inner(value);
                quote!(Option<#value>)
            }
            Ty::Boxed(value) => {
                let value = inner(value);
                quote!(Box<#value>)
            }
            Ty::Lenient(value) => {
                let value = inner(value);
                quote!(support::Lenient<#value>)
            }
            Ty::Named(id) => self.named(*id, from),
        }
    }

    /// Whether all types that a type mentions are in the output.
    #[cfg(feature = "internals")]
    pub(super) fn is_emitted(&self, ty: &Ty) -> bool {
        let mut named = Vec::new();
        ty.names(&mut named);
        named.iter().all(|id| self.api.ty(*id).module.is_some())
    }

    fn named(&self, id: TypeId, from: Home) -> TokenStream {
        let def = self.api.ty(id);
        let name = ident(&def.name);
        match (from, def.module) {
            (Home::Module(from), Some(module)) if from == module => quote!(#name),
            (Home::Module(Module::Models(_)), Some(Module::Models(_)))
            | (Home::Module(Module::Operations(_)), Some(Module::Operations(_))) => {
                quote!(super::#name)
            }
            (Home::Module(Module::Operations(_)), Some(Module::Models(_))) => {
                self.uses_models.set(true);
                quote!(models::#name)
            }
            (Home::Module(Module::Models(_)), Some(Module::Operations(_))) => {
                quote!(super::super::operations::#name)
            }
            (Home::Root, Some(Module::Models(_))) => quote!(models::#name),
            (Home::Root, Some(Module::Operations(_))) => quote!(operations::#name),
            // `check` refuses an API that mentions a type without a file.
            (_, None) => quote!(#name),
        }
    }

    /// The type of an argument.
    pub(super) fn argument(&self, ty: &Ty, passing: Passing, from: Home) -> TokenStream {
        match (ty, passing) {
            // That a field is boxed is the model's own business.
            (Ty::Boxed(inner), passing) => self.argument(inner, passing, from),
            (Ty::List(element), Passing::Items) => {
                let element = self.ty(element, from);
                quote!(impl IntoIterator<Item = impl Into<#element>>)
            }
            (ty, Passing::Plain | Passing::Items) => self.ty(ty, from),
            (ty, Passing::Into) => {
                let ty = self.ty(ty, from);
                quote!(impl Into<#ty>)
            }
            (ty, Passing::TryInto) => {
                let ty = self.ty(ty, from);
                quote!(impl TryInto<#ty>)
            }
        }
    }
}

/// A value of a type, from an argument.
pub(super) fn converted(ty: &Ty, passing: Passing, argument: &TokenStream) -> TokenStream {
    match (ty, passing) {
        (Ty::Boxed(_), _) => quote!(Box::new(#argument.into())),
        (_, Passing::Items) => quote!(#argument.into_iter().map(Into::into).collect()),
        (_, Passing::Plain) => argument.clone(),
        (_, Passing::Into | Passing::TryInto) => quote!(#argument.into()),
    }
}

pub(super) fn number_name(number: Number) -> &'static str {
    match number {
        Number::I32 => "i32",
        Number::I64 => "i64",
        Number::U32 => "u32",
        Number::U64 => "u64",
        Number::F64 => "f64",
    }
}
