//! A struct while it is being typed: fields that are not complete are left out, the others still count.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::{DeriveInput, Field};

use super::split::is;
use crate::diagnostics::Diagnostics;

/// Reads the struct without its broken fields. Returns `None` if something else is wrong.
pub(super) fn recover(tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Option<DeriveInput> {
    let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let body = tokens.iter_mut().rev().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    })?;
    let mut kept = TokenStream::new();
    let mut broken = Vec::new();
    for piece in pieces(body.stream()) {
        match Field::parse_named.parse2(piece.clone()) {
            Ok(_) => kept.extend(quote::quote!(#piece,)),
            Err(_) => broken.push(piece),
        }
    }
    let mut group = Group::new(Delimiter::Brace, kept);
    group.set_span(body.span());
    *body = group;
    let input = syn::parse2(tokens.into_iter().collect()).ok()?;
    for piece in broken {
        diagnostics.on("FP020", piece, "incomplete field; write `pub name: String`");
    }
    Some(input)
}

/// Splits at the commas outside of `<…>`.
fn pieces(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    let mut angles = 0_i32;
    for token in tokens {
        angles += i32::from(is(&token, '<')) - i32::from(is(&token, '>'));
        if is(&token, ',') && angles <= 0 {
            pieces.push(TokenStream::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.extend([token]);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
