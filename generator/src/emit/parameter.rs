//! Parameters: their constants and setters.

use super::docs;
use super::types::{ident, is_integer};
use super::{Context, Home};
use crate::ir::{Location, Param, Style, Ty};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// The call that sets a parameter, without its receiver.
pub(super) fn set(
    context: &Context<'_>,
    param: &Param,
    value: &TokenStream,
    home: Home,
) -> TokenStream {
    let constant = constant(param);
    let (ty, list) = match &param.ty {
        Ty::List(inner) => (&**inner, true),
        ty => (ty, false),
    };
    if *ty == Ty::File {
        let method = ident(if list { "files" } else { "file" });
        return quote!(#method(#constant, #value));
    }
    let method = ident(match (context.is_value(ty), list) {
        (true, false) if is_integer(ty) => "integer",
        (true, false) => "set",
        (true, true) => "set_list",
        (false, false) => "encode",
        (false, true) => "encode_list",
    });
    let ty = context.ty(ty, home);
    quote!(#method::<#ty>(#constant, #value))
}

/// Whether a parameter is written in OpenAPI's default style for its place.
pub(super) fn has_usual_style(param: &Param) -> bool {
    let usual = match param.location {
        Location::Path | Location::Header => (Style::Simple, false),
        Location::Query | Location::Cookie | Location::Form | Location::Part => (Style::Form, true),
    };
    (param.style, param.explode) == usual
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Form => "Form",
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Space => "Space",
        Style::Pipe => "Pipe",
        Style::Deep => "Deep",
        Style::Json => "Json",
        Style::JsonText => "JsonText",
    }
}

pub(super) fn constant(param: &Param) -> TokenStream {
    let wire = &param.wire;
    let location = ident(match param.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::Form => "form",
        Location::Part => "part",
    });
    let mut out = quote!(Param::#location(#wire));
    if !has_usual_style(param) {
        let style = ident(style_name(param.style));
        let explode = param.explode;
        out.extend(quote!(.style(Style::#style, #explode)));
    }
    if !param.media_type.is_empty() {
        let media_type = &param.media_type;
        out.extend(quote!(.media_type(#media_type)));
    }
    if param.reserved {
        out.extend(quote!(.reserved()));
    }
    let bounds = &param.bounds;
    let number = |name: &str, bound: Option<f64>| {
        let name = ident(name);
        bound.filter(|bound| bound.is_finite()).map(|bound| quote!(.#name(#bound)))
    };
    let count = |name: &str, bound: Option<u64>| {
        let name = ident(name);
        bound.map(|bound| quote!(.#name(#bound)))
    };
    // `10f64` reads worse than `10.0`.
    let (least, most) =
        (if bounds.above { "above" } else { "min" }, if bounds.below { "below" } else { "max" });
    out.extend(number(least, bounds.min).map(unsuffixed));
    out.extend(number(most, bounds.max).map(unsuffixed));
    out.extend(count("shortest", bounds.shortest).map(unsuffixed));
    out.extend(count("longest", bounds.longest).map(unsuffixed));
    out.extend(bounds.unique.then(|| quote!(.unique())));
    out
}

/// Numbers without the suffix of their type.
fn unsuffixed(tokens: TokenStream) -> TokenStream {
    use proc_macro2::{Group, Literal, TokenTree};
    let plain = |tree: TokenTree| match tree {
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            match (text.strip_suffix("f64"), text.strip_suffix("u64")) {
                (Some(number), _) => number.parse().map_or(TokenTree::Literal(literal), |number| {
                    TokenTree::Literal(Literal::f64_unsuffixed(number))
                }),
                (_, Some(number)) => number.parse().map_or(TokenTree::Literal(literal), |number| {
                    TokenTree::Literal(Literal::u64_unsuffixed(number))
                }),
                _ => TokenTree::Literal(literal),
            }
        }
        TokenTree::Group(group) => {
            TokenTree::Group(Group::new(group.delimiter(), unsuffixed(group.stream())))
        }
        tree => tree,
    };
    tokens.into_iter().map(plain).collect()
}

pub(super) fn setter(context: &Context<'_>, param: &Param, home: Home) -> TokenStream {
    let name = ident(&param.name);
    let about = param_docs(param);
    let deprecated = docs::deprecated(&param.docs);
    let ty = context.parameter(&param.ty, home);
    let set = self::set(context, param, &quote!(value), home);
    quote! {
        #about
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self {
            self.call.#set;
            self
        }
    }
}

fn param_docs(param: &Param) -> TokenStream {
    docs::of(&param.docs, &format!("Sets the parameter {}.", prose::code(&param.wire)))
}
