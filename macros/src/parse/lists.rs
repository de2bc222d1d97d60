//! Lists of texts: `ids("order_id", "payment_id")`, of types: `endpoints(Pay, status::Query)`, and of headers:
//! `headers("X-Request-Id", "Accept-Language" = "ru")`.

use proc_macro2::{TokenStream, TokenTree};
use syn::{LitStr, Path};

use super::args::{Arg, ArgValue};
use super::split::{is, split};
use crate::diagnostics::Diagnostics;

/// A header with its value, if one is given.
pub(crate) type Header = (LitStr, Option<LitStr>);

/// Reads a list of texts.
pub(super) fn texts(arg: &Arg, example: &str, diagnostics: &mut Diagnostics) -> Vec<LitStr> {
    let form = format!("\"{example}\", \"…\"");
    let pieces = pieces(arg, &form, diagnostics);
    let mut out = Vec::new();
    for piece in pieces {
        match text(&piece) {
            Some(text) => out.push(text),
            None => wrong(piece, &format!("expected `\"{example}\"`, followed by a comma"), diagnostics),
        }
    }
    out
}

/// Reads a list of types.
pub(super) fn types(arg: &Arg, example: &str, diagnostics: &mut Diagnostics) -> Vec<Path> {
    let pieces = pieces(arg, &format!("{example}, …"), diagnostics);
    let mut out = Vec::new();
    for piece in pieces {
        match syn::parse2(piece.iter().cloned().collect()) {
            Ok(path) => out.push(path),
            Err(_) => wrong(piece, &format!("expected a type such as `{example}`, followed by a comma"), diagnostics),
        }
    }
    out
}

/// Reads a list of headers.
pub(super) fn headers(arg: &Arg, diagnostics: &mut Diagnostics) -> Vec<Header> {
    let pieces = pieces(arg, "\"X-Request-Id\", \"Name\" = \"value\"", diagnostics);
    let mut out = Vec::new();
    for piece in pieces {
        let mut halves = piece.splitn(2, |token| is(token, '='));
        match (halves.next().map(text), halves.next().map(text)) {
            (Some(Some(name)), None) => out.push((name, None)),
            (Some(Some(name)), Some(Some(value))) => out.push((name, Some(value))),
            _ => wrong(piece, "expected `\"Name\"` or `\"Name\" = \"value\"`, followed by a comma", diagnostics),
        }
    }
    out
}

/// Splits a list, or reports that the argument is not one.
fn pieces(arg: &Arg, example: &str, diagnostics: &mut Diagnostics) -> Vec<Vec<TokenTree>> {
    match &arg.value {
        ArgValue::List(tokens) => split(tokens.clone(), &[], diagnostics),
        ArgValue::Broken => Vec::new(),
        ArgValue::Flag | ArgValue::Value(_) => {
            let message = format!("`{0}` expects a list: `{0}({example})`", arg.name);
            diagnostics.at("FP003", arg.span(), message);
            Vec::new()
        }
    }
}

fn text(tokens: &[TokenTree]) -> Option<LitStr> {
    syn::parse2(tokens.iter().cloned().collect()).ok()
}

fn wrong(piece: Vec<TokenTree>, message: &str, diagnostics: &mut Diagnostics) {
    let tokens: TokenStream = piece.into_iter().collect();
    diagnostics.on("FP003", tokens, message);
}
