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

/// The documentation of an item, or the fallback if the document has none.
pub(super) fn of(docs: &Docs, fallback: &str) -> TokenStream {
    lines(paragraphs(docs, fallback))
}

/// The documentation of a type, with its origin.
pub(super) fn of_type(def: &TypeDef, fallback: &str) -> TokenStream {
    let origin = prose::code(&format!("#{}", def.origin));
    let from = match def.also.len() {
        0 => format!("From {origin}."),
        1 => format!("From {origin} and 1 equal schema."),
        n => format!("From {origin} and {n} equal schemas."),
    };
    let mut all = paragraphs(&def.docs, fallback);
    all.extend([String::new(), from]);
    lines(all)
}

/// Summary, description and notes as lines.
pub(super) fn paragraphs(docs: &Docs, fallback: &str) -> Vec<String> {
    let mut sections = vec![prose::lines(&docs.summary)];
    if docs.description.trim() != docs.summary.trim() {
        sections.push(prose::lines(&docs.description));
    }
    let notes = notes(docs);
    if !notes.is_empty() {
        sections.push(vec![notes]);
    }
    sections.retain(|section| !section.is_empty());
    if sections.is_empty() {
        sections.push(vec![fallback.to_owned()]);
    }
    sections.join(&String::new())
}

/// Sentences that the generator adds, on one line.
fn notes(docs: &Docs) -> String {
    let default = docs.default.iter().map(|default| format!("Default: {}", prose::code(default)));
    docs.notes.iter().cloned().chain(default).collect::<Vec<_>>().join(" ")
}

/// The documentation of an argument, as an item of a list; empty if the document has none.
pub(super) fn item(name: &str, docs: &Docs) -> Vec<String> {
    let all = paragraphs(docs, "");
    let mut all = all.into_iter().skip_while(String::is_empty);
    let Some(first) = all.next() else { return Vec::new() };
    let further = all.map(|line| if line.is_empty() { line } else { format!("  {line}") });
    std::iter::once(format!("* {name}: {first}")).chain(further).collect()
}

/// The attribute of an item that the document marks as deprecated.
pub(super) fn deprecated(docs: &Docs) -> TokenStream {
    match docs.deprecated {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}
