//! Documentation as attributes.

use crate::ir::Docs;
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

/// Everything that is said of an item: what the document says, else `fallback`; then notes; then
/// where it comes from.
pub(super) fn of(docs: &Docs, fallback: &str, origin: Option<&str>) -> TokenStream {
    lines(paragraphs(docs, fallback, origin))
}

fn paragraphs(docs: &Docs, fallback: &str, origin: Option<&str>) -> Vec<String> {
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
    if let Some(origin) = origin {
        let from = vec![format!("From {}.", prose::code(&format!("#{origin}")))];
        match out.is_empty() {
            true => out.extend([fallback.to_owned(), String::new()].into_iter().chain(from)),
            false => out.extend(std::iter::once(String::new()).chain(from)),
        }
    }
    if out.is_empty() {
        out.push(fallback.to_owned());
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
