//! `name`, `name = value`, `name(list)`, separated by commas. Read by hand so that half-typed input loses only the
//! argument at hand.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::split::{is, split};
use crate::diagnostics::{Diagnostics, did_you_mean, list};

/// One argument.
pub(crate) struct Arg {
    pub(crate) name: Ident,
    pub(crate) value: ArgValue,
}

pub(crate) enum ArgValue {
    Flag,
    Value(TokenStream),
    List(TokenStream),
    /// Something else, which is noted already.
    Broken,
}

/// Old spellings of arguments and of their values, each with the current one.
const RENAMED: [(&str, &str); 4] = [
    ("tells", "outcome"),
    ("unnamed_answer", "unscripted_response"),
    ("acceptance", "payment"),
    ("unsettled", "ambiguous"),
];

/// Returns the current spelling of a name.
pub(crate) fn current_name(name: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == name).map_or(name, |(_, current)| current)
}

/// Splits an argument list. Reports unknown and repeated names, which every list can have.
pub(crate) fn parse(tokens: TokenStream, known: &[&str], diagnostics: &mut Diagnostics) -> Vec<Arg> {
    let mut args: Vec<Arg> = Vec::new();
    for piece in split(tokens, known, diagnostics) {
        let Some(arg) = one(piece, diagnostics) else { continue };
        let name = arg.name.to_string();
        let current = current_name(&name);
        if known.contains(&current) && current != name {
            diagnostics.at("FP001", arg.span(), format!("`{name}` is called `{current}` now"));
        } else if !known.contains(&name.as_str()) {
            let meant = did_you_mean(&name, known.iter().copied());
            diagnostics.at(
                "FP001",
                arg.span(),
                format!("unknown argument `{name}`{meant} (expected one of {})", list(known)),
            );
        } else if args.iter().any(|other| other.name == arg.name) {
            diagnostics.at("FP002", arg.span(), format!("`{name}` is given twice: remove one of the two"));
        } else {
            args.push(arg);
        }
    }
    args
}

fn one(piece: Vec<TokenTree>, diagnostics: &mut Diagnostics) -> Option<Arg> {
    let mut tokens = piece.into_iter();
    let first = tokens.next()?;
    let TokenTree::Ident(name) = first else {
        diagnostics.on("FP001", first, "expected an argument of the form `name = value`");
        return None;
    };
    let value = match tokens.next() {
        None => ArgValue::Flag,
        Some(token) if is(&token, '=') => ArgValue::Value(tokens.collect()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => ArgValue::List(group.stream()),
        Some(other) => {
            diagnostics.on("FP001", other, format!("unexpected token after `{name}`; write `{name} = value`"));
            ArgValue::Broken
        }
    };
    Some(Arg { name, value })
}
