//! Parameters: their constants, and how they are set.

use crate::emit::types::ident;
use crate::emit::{Context, Home};
use crate::ir::{Location, Param, ParamConversion, Style, Ty};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The call that sets a parameter, without its receiver.
pub(super) fn set(
    context: &Context<'_>,
    param: &Param,
    value: &TokenStream,
    home: Home,
) -> TokenStream {
    let constant = constant(param);
    let method = ident(match param.conversion {
        ParamConversion::Integer => "integer",
        ParamConversion::Value => "set",
        ParamConversion::Values => "set_list",
        ParamConversion::Serialize => "encode",
        ParamConversion::SerializeAll => "encode_list",
        ParamConversion::File => "file",
        ParamConversion::Files => "files",
    });
    let ty = match (&param.ty, param.conversion) {
        (_, ParamConversion::File | ParamConversion::Files) => None,
        (Ty::List(element), _) => Some(context.ty(element, home)),
        (ty, _) => Some(context.ty(ty, home)),
    };
    let turbofish = ty.map(|ty| quote!(::<#ty>));
    quote!(#method #turbofish (#constant, #value))
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

/// What the run-time support needs to know about a parameter.
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
    if let Some(style) = param.style {
        let (style, explode) = (ident(style_name(style.style)), style.explode);
        out.extend(quote!(.style(Style::#style, #explode)));
    }
    if let Some(media_type) = &param.media_type {
        out.extend(quote!(.media_type(#media_type)));
    }
    if param.reserved {
        out.extend(quote!(.reserved()));
    }
    let bounds = &param.bounds;
    let number = |name: &str, bound: Option<f64>| {
        let name = ident(name);
        bound.filter(|bound| bound.is_finite()).map(|bound| {
            let bound = Literal::f64_unsuffixed(bound);
            quote!(.#name(#bound))
        })
    };
    let count = |name: &str, bound: Option<u64>| {
        let name = ident(name);
        bound.map(|bound| {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(.#name(#bound))
        })
    };
    out.extend(number(if bounds.above { "above" } else { "min" }, bounds.min));
    out.extend(number(if bounds.below { "below" } else { "max" }, bounds.max));
    out.extend(count("shortest", bounds.shortest));
    out.extend(count("longest", bounds.longest));
    out.extend(bounds.unique.then(|| quote!(.unique())));
    out
}
