//! A type while it is being typed. The compiler parses an item before it calls the macro, so it has reported the syntax: what is
//! not complete is left out, and the rest still counts.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse as _, ParseStream, Parser as _};
use syn::{DeriveInput, Field, Token, Variant};

use super::split::is;

/// Reads the type without its broken fields or variants. Returns `None` if something else is wrong.
pub(super) fn recover(tokens: &TokenStream, keyword: &str) -> Option<DeriveInput> {
    let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let body = tokens.iter_mut().rev().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    })?;
    let complete = |input: ParseStream<'_>| match keyword {
        "enum" => complete(input, Variant::parse),
        _ => complete(input, Field::parse_named),
    };
    let mut group = Group::new(Delimiter::Brace, complete.parse2(body.stream()).ok()?);
    group.set_span(body.span());
    *body = group;
    syn::parse2(tokens.into_iter().collect()).ok()
}

/// Returns the parts that are complete, also where a comma is missing between two.
fn complete<T: ToTokens>(
    input: ParseStream<'_>,
    parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<TokenStream> {
    let mut parts = TokenStream::new();
    while !input.is_empty() {
        match parse(&input.fork()) {
            Ok(_) => {
                let part = parse(input)?;
                parts.extend(quote!(#part,));
                if input.peek(Token![=]) {
                    skip(input)?;
                }
            }
            Err(_) => skip(input)?,
        }
        while input.peek(Token![,]) || input.peek(Token![;]) {
            input.parse::<TokenTree>()?;
        }
    }
    Ok(parts)
}

/// Skips at least one token, up to the next comma outside of `<…>` or the next `pub` or `#`.
fn skip(input: ParseStream<'_>) -> syn::Result<()> {
    let mut angles = 0_i32;
    let mut is_first = true;
    while !input.is_empty() {
        let is_end = input.peek(Token![,]) || input.peek(Token![pub]) || input.peek(Token![#]);
        if is_end && angles <= 0 && !is_first {
            return Ok(());
        }
        let token: TokenTree = input.parse()?;
        // An attribute and `pub` belong to what follows them.
        is_first = matches!(&token, TokenTree::Group(_)) || is(&token, '#') || token.to_string() == "pub";
        angles += i32::from(is(&token, '<')) - i32::from(is(&token, '>'));
    }
    Ok(())
}
