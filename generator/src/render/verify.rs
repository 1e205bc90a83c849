//! Verifies that formatting keeps all tokens, in debug builds and tests.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Returns an error if the text does not contain the tokens. Commas, semicolons and braces are not
/// compared: a formatter adds or removes them, for example around the arms of a `match`.
pub(super) fn same_tokens(tokens: TokenStream, text: &str) -> Result<(), syn::Error> {
    let (mut given, mut kept) = (Vec::new(), Vec::new());
    flatten(tokens, &mut given);
    flatten(text.parse()?, &mut kept);
    let at = given.iter().zip(&kept).position(|(given, kept)| given != kept);
    let at = at.unwrap_or(given.len().min(kept.len()));
    if at == given.len() && at == kept.len() {
        return Ok(());
    }
    let shown =
        |tokens: &[String]| tokens[at..].iter().take(5).cloned().collect::<Vec<_>>().join(" ");
    let (given, kept) = (shown(&given), shown(&kept));
    let message = format!("formatting changed `{given}` to `{kept}`");
    Err(syn::Error::new(proc_macro2::Span::call_site(), message))
}

/// Adds the tokens in order, each as text; strings by their value, since a doc comment is a string
/// too.
fn flatten(tokens: TokenStream, out: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace | Delimiter::None => ("", ""),
                };
                out.push(open.to_owned());
                flatten(group.stream(), out);
                out.push(close.to_owned());
            }
            TokenTree::Literal(literal) => out.push(match syn::Lit::new(literal.clone()) {
                // Space at the end of a comment is not kept.
                syn::Lit::Str(text) => text.value().trim_end().to_owned(),
                _ => literal.to_string(),
            }),
            TokenTree::Punct(punct) => out.push(match punct.as_char() {
                ',' | ';' => String::new(),
                char => char.to_string(),
            }),
            TokenTree::Ident(ident) => out.push(ident.to_string()),
        }
    }
    out.retain(|token| !token.is_empty());
}

#[cfg(test)]
mod tests {
    use super::same_tokens;
    use quote::quote;

    #[test]
    fn layout_and_separators_do_not_matter() {
        let tokens = quote!(
            #[doc = " A pet."]
            fn f() {
                match x {
                    1 => 2,
                    _ => 3,
                }
            }
        );
        let text =
            "/// A pet.\nfn f() {\n    match x {\n        1 => { 2 }\n        _ => 3,\n    }\n}\n";
        assert!(same_tokens(tokens, text).is_ok());
    }

    #[test]
    fn a_lost_token_is_an_error() {
        let tokens = quote!(support::open_enum! { A { B: "b", } from_string });
        let error = same_tokens(tokens, "support::open_enum! {\n    A { B: \"b\", }\n}\n");
        let message = error.expect_err("a token is missing").to_string();
        assert_eq!(message, "formatting changed `from_string` to ``");
    }
}
