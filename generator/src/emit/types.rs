//! Types and identifiers as tokens.

use super::{Context, Home};
use crate::ir::{Number, Shape, Ty, TypeId};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// An identifier that [`crate::names`] has made.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

impl Context<'_> {
    /// How a type is written in a file.
    pub(super) fn ty(&self, ty: &Ty, from: Home) -> TokenStream {
        match ty {
            Ty::Bool => quote!(bool),
            Ty::Number(number) => {
                let name = ident(number_name(*number));
                quote!(#name)
            }
            Ty::String => quote!(String),
            Ty::DateTime => quote!(chrono::DateTime<chrono::Utc>),
            Ty::Date => quote!(chrono::NaiveDate),
            Ty::DateTimeOrDate => quote!(support::DateTimeOrDate),
            Ty::MailDateTime => quote!(support::MailDateTime),
            Ty::File => quote!(support::Part),
            // `Rules::check_types` has seen that it is a path.
            Ty::Own(path) => path.parse().unwrap_or_default(),
            Ty::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.ty(element, from));
                quote!((#(#elements,)*))
            }
            Ty::Json => quote!(serde_json::Value),
            Ty::List(inner) => {
                let inner = self.ty(inner, from);
                quote!(Vec<#inner>)
            }
            Ty::Map(inner) => {
                let inner = self.ty(inner, from);
                quote!(std::collections::BTreeMap<String, #inner>)
            }
            Ty::Nullable(inner) => {
                let inner = self.ty(inner, from);
                quote!(Option<#inner>)
            }
            Ty::Boxed(inner) => {
                let inner = self.ty(inner, from);
                quote!(Box<#inner>)
            }
            Ty::Lenient(inner) => {
                let inner = self.ty(inner, from);
                quote!(support::Lenient<#inner>)
            }
            Ty::Named(id) => self.named(*id, from),
        }
    }

    /// Whether all that a type is made of is in the output.
    pub(super) fn is_emitted(&self, ty: &Ty) -> bool {
        let mut named = Vec::new();
        ty.names(&mut named);
        named.iter().all(|id| self.homes.contains_key(id))
    }

    fn named(&self, id: TypeId, from: Home) -> TokenStream {
        let name = ident(&self.api.types[id.0].name);
        match (from, self.homes[&id]) {
            (from, home) if from == home => quote!(#name),
            (Home::Model(_), Home::Model(_)) | (Home::Operation(_), Home::Operation(_)) => {
                quote!(super::#name)
            }
            (Home::Operation(_), Home::Model(_)) => {
                self.uses_models.set(true);
                quote!(models::#name)
            }
            (Home::Root, Home::Model(_)) => quote!(models::#name),
            (Home::Root, Home::Operation(_)) => quote!(operations::#name),
            (Home::Model(_), Home::Operation(_)) => quote!(super::super::operations::#name),
            // No type is defined in the root.
            (_, Home::Root) => quote!(#name),
        }
    }

    /// The type of an argument that takes a value of this type, and whether it is a list.
    pub(super) fn argument(&self, ty: &Ty, from: Home) -> TokenStream {
        let plain = self.ty(ty, from);
        match ty {
            // Literals fall back to `i32` and `f64`, which only these can be made of.
            Ty::Bool | Ty::Number(Number::U32 | Number::U64) => plain,
            Ty::List(inner) => {
                let inner = self.ty(inner, from);
                quote!(impl IntoIterator<Item = impl Into<#inner>>)
            }
            _ => quote!(impl Into<#plain>),
        }
    }

    /// The same for a parameter: an integer may be of any type, since one that is out of range can
    /// be refused there.
    pub(super) fn parameter(&self, ty: &Ty, from: Home) -> TokenStream {
        let plain = self.ty(ty, from);
        if is_integer(ty) { quote!(impl TryInto<#plain>) } else { self.argument(ty, from) }
    }

    /// Whether a value of this type turns into JSON by `Into`, without being serialised. That most
    /// enums do not is on purpose: the compiler compares all ways to make one type with each other.
    pub(super) fn is_value(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::Number(_) | Ty::String | Ty::DateTimeOrDate | Ty::Json => true,
            Ty::Named(id) => matches!(self.api.types[id.0].shape, Shape::Mixed(_)),
            _ => false,
        }
    }
}

pub(super) fn is_integer(ty: &Ty) -> bool {
    matches!(ty, Ty::Number(Number::I32 | Number::I64 | Number::U32 | Number::U64))
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
