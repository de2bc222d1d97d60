//! `name`, `name = value`, `name(list)`, separated by commas. Read by hand so that half-typed input loses only the
//! argument at hand.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::split::{is, split};
use crate::api::METHODS;
use crate::diagnostics::{Diagnostics, closest, list};

/// One argument.
pub(crate) struct Arg {
    pub(crate) name: Ident,
    pub(crate) value: ArgValue,
}

pub(crate) enum ArgValue {
    Flag,
    Value(TokenStream),
    List(TokenStream),
    /// Something else, or a value under a misspelt name, which is noted already.
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

/// The arguments of one list.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) list: Vec<Arg>,
    /// Whether a value stands without its name: then no argument counts as missing.
    pub(crate) is_unclear: bool,
}

/// Splits an argument list. Reports unknown and repeated names, which every list can have. A misspelt argument counts as the
/// one that was meant, so that it is not missing as well.
pub(crate) fn parse(tokens: TokenStream, known: &[&str], diagnostics: &mut Diagnostics) -> Args {
    let mut args = Args::default();
    for piece in split(tokens, known, diagnostics) {
        if let [TokenTree::Group(group)] = piece.as_slice() {
            if group.delimiter() != Delimiter::None {
                diagnostics.at("FP001", group.span_open(), "write the arguments without these brackets");
            }
            let inner = parse(group.stream(), known, diagnostics);
            args.is_unclear |= inner.is_unclear;
            args.list.extend(inner.list);
            continue;
        }
        let Some(arg) = one(piece, known, diagnostics) else {
            args.is_unclear = true;
            continue;
        };
        let Some(arg) = known_or_meant(arg, known, diagnostics) else { continue };
        let is_broken = |arg: &Arg| matches!(arg.value, ArgValue::Broken);
        match args.list.iter_mut().find(|other| other.name == arg.name) {
            None => args.list.push(arg),
            Some(other) if is_broken(other) => *other = arg,
            Some(_) if is_broken(&arg) => {}
            Some(_) => {
                diagnostics.at("FP002", arg.span(), format!("`{}` is given twice: remove one of the two", arg.name));
            }
        }
    }
    args
}

/// Reports an unknown name, and returns the argument under the name that was meant.
fn known_or_meant(arg: Arg, known: &[&str], diagnostics: &mut Diagnostics) -> Option<Arg> {
    let name = arg.name.to_string();
    let name = name.as_str();
    if known.contains(&name) {
        return Some(arg);
    }
    let current = current_name(name);
    let is_known = |name: &&str| known.contains(name);
    let by_value = || kind_of(&arg.text()).filter(is_known);
    let meant = Some(current).filter(is_known).or_else(|| closest(name, known.iter().copied())).or_else(by_value);
    let message = match meant {
        Some(meant) if meant == current => format!("`{name}` is called `{current}` now"),
        _ => {
            let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
            format!("unknown argument `{name}`{meant} (expected one of {})", list(known))
        }
    };
    diagnostics.at("FP001", arg.span(), message);
    meant.map(|meant| Arg { name: Ident::new(meant, arg.span()), value: ArgValue::Broken })
}

/// Reads one argument. Reports anything that is none.
pub(super) fn one(piece: Vec<TokenTree>, known: &[&str], diagnostics: &mut Diagnostics) -> Option<Arg> {
    let mut tokens = piece.into_iter();
    let first = tokens.next()?;
    let TokenTree::Ident(name) = first else {
        let message = match meant_by(&first.to_string(), known) {
            Some(name) => format!("a value needs the name of its argument: write `{name} = {first}`"),
            None => "expected an argument of the form `name = value`".to_owned(),
        };
        diagnostics.on("FP001", first, message);
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

/// Returns the argument that a text without a name is for.
fn meant_by<'a>(text: &str, known: &[&'a str]) -> Option<&'a str> {
    let meant = kind_of(text).or_else(|| text.starts_with('"').then_some("rename"))?;
    known.iter().copied().find(|name| *name == meant)
}

/// Returns the argument that a text in quotes can only be for.
fn kind_of(text: &str) -> Option<&'static str> {
    match text.strip_prefix('"')?.strip_suffix('"')? {
        path if path.starts_with('/') => Some("uri"),
        method if METHODS.contains(&method) => Some("method"),
        _ => None,
    }
}
