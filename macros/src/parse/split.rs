//! Splits arguments, also where a comma or an angle bracket was forgotten.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::diagnostics::Diagnostics;

/// Splits at the commas outside of `<…>`. A known name with `=` behind it begins an argument even inside an open `<`.
pub(crate) fn split(tokens: TokenStream, known: &[&str], diagnostics: &mut Diagnostics) -> Vec<Vec<TokenTree>> {
    let mut pieces: Vec<Vec<TokenTree>> = Vec::new();
    let mut piece: Vec<TokenTree> = Vec::new();
    let mut angles = 0_i32;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let begins = |next: Option<&TokenTree>| matches!(&token, TokenTree::Ident(word) if known.iter().any(|name| word == name) && next.is_some_and(|next| is(next, '=')));
        if is(&token, '<') {
            angles += 1;
        } else if is(&token, '>') && !piece.last().is_some_and(|last| is(last, '-')) {
            angles -= 1;
        } else if is(&token, ',') && angles <= 0 {
            pieces.push(std::mem::take(&mut piece));
            continue;
        } else if is(&token, ';') {
            diagnostics.on("FP001", token, "arguments are separated by commas: write `,`");
            angles = 0;
            pieces.push(std::mem::take(&mut piece));
            continue;
        } else if piece.last().is_some_and(|last| is(last, ',')) && begins(tokens.peek()) {
            // `response = Vec<Points, effect = read`: the bracket is missing, not the argument.
            angles = 0;
            piece.pop();
            pieces.push(std::mem::take(&mut piece));
        } else if let TokenTree::Ident(word) = &token
            && angles <= 0
            && is_complete(&piece)
        {
            missing_comma(word, diagnostics);
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(token);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn missing_comma(word: &Ident, diagnostics: &mut Diagnostics) {
    diagnostics.on("FP001", word, format!("missing comma before `{word}`"));
}

pub(crate) fn is(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// Reports whether no word can follow: after a name, a literal, a list or a closed `<…>`.
fn is_complete(piece: &[TokenTree]) -> bool {
    let is_lifetime = piece.iter().rev().nth(1).is_some_and(|token| is(token, '\''));
    let is_arrow = piece.iter().rev().nth(1).is_some_and(|token| is(token, '-'));
    match piece.last() {
        Some(TokenTree::Ident(word)) => !is_lifetime && !["dyn", "impl", "mut", "const"].iter().any(|w| word == w),
        Some(TokenTree::Literal(_) | TokenTree::Group(_)) => true,
        Some(last @ TokenTree::Punct(_)) => is(last, '>') && !is_arrow,
        None => false,
    }
}
