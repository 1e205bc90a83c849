//! Documentation as attributes.

use crate::ir::{Docs, TypeDef};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// Lines of documentation.
pub(super) fn lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> TokenStream {
    let line = |line: S| match line.as_ref() {
        "" => quote!(#[doc = ""]),
        text => {
            let text = format!(" {text}");
            quote!(#[doc = #text])
        }
    };
    lines.into_iter().map(line).collect()
}

/// Everything that is said of an item: what the document says, else `fallback`; then notes.
pub(super) fn of(docs: &Docs, fallback: &str) -> TokenStream {
    lines(paragraphs(docs, fallback, Vec::new()))
}

/// Everything that is said of a type, and where it comes from.
pub(super) fn of_type(def: &TypeDef, fallback: &str) -> TokenStream {
    let origin = prose::code(&format!("#{}", def.origin));
    let from = match def.also.len() {
        0 => vec![format!("From {origin}.")],
        1 => vec![format!("From {origin}"), "and one more place that says the same.".to_owned()],
        n => vec![format!("From {origin}"), format!("and {n} more places that say the same.")],
    };
    lines(paragraphs(&def.docs, fallback, from))
}

fn paragraphs(docs: &Docs, fallback: &str, from: Vec<String>) -> Vec<String> {
    let mut out = prose::lines(&docs.summary);
    let mut add = |lines: Vec<String>| {
        if !out.is_empty() && !lines.is_empty() {
            out.push(String::new());
        }
        out.extend(lines);
    };
    if docs.description.trim() != docs.summary.trim() {
        add(prose::lines(&docs.description));
    }
    if !docs.notes.is_empty() {
        add(vec![docs.notes.join(" ")]);
    }
    if out.is_empty() {
        out.push(fallback.to_owned());
    }
    if !from.is_empty() {
        out.push(String::new());
        out.extend(from);
    }
    out
}

/// The attribute of an item that the document calls deprecated.
pub(super) fn deprecated(docs: &Docs) -> TokenStream {
    match docs.deprecated {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}
