//! `name`, `name = value`, `name(list)`, separated by commas. Read by hand so that half-typed input loses only the
//! argument it stands in.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::parse::Parse;
use syn::{LitBool, LitInt, LitStr};

use super::split::{is, split};
use crate::diagnostics::{Mistakes, did_you_mean, list};

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

/// Splits an argument list. Unknown and repeated names are mistakes here, because every list has them.
pub(crate) fn parse(tokens: TokenStream, known: &[&str], mistakes: &mut Mistakes) -> Vec<Arg> {
    let mut args: Vec<Arg> = Vec::new();
    for piece in split(tokens, known, mistakes) {
        let Some(arg) = one(piece, mistakes) else { continue };
        let name = arg.name.to_string();
        if !known.contains(&name.as_str()) {
            let meant = did_you_mean(&name, known.iter().copied());
            mistakes.at("FP001", arg.span(), format!("unknown argument `{name}`{meant} (there are {})", list(known)));
        } else if args.iter().any(|other| other.name == arg.name) {
            mistakes.at("FP002", arg.span(), format!("`{name}` is given twice: remove one of the two"));
        } else {
            args.push(arg);
        }
    }
    args
}

fn one(piece: Vec<TokenTree>, mistakes: &mut Mistakes) -> Option<Arg> {
    let mut tokens = piece.into_iter();
    let first = tokens.next()?;
    let TokenTree::Ident(name) = first else {
        mistakes.on("FP001", first, "an argument begins with its name: `name = value`");
        return None;
    };
    let value = match tokens.next() {
        None => ArgValue::Flag,
        Some(token) if is(&token, '=') => ArgValue::Value(tokens.collect()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => ArgValue::List(group.stream()),
        Some(other) => {
            mistakes.on("FP001", other, format!("what follows `{name}` is not understood: `{name} = value`"));
            ArgValue::Broken
        }
    };
    Some(Arg { name, value })
}

impl Arg {
    pub(crate) fn span(&self) -> Span {
        self.name.span()
    }

    /// The value as some syntax; a mistake that says what is expected otherwise.
    pub(crate) fn parse<T: Parse>(&self, expected: &str, example: &str, mistakes: &mut Mistakes) -> Option<T> {
        let parsed = match &self.value {
            ArgValue::Value(tokens) => syn::parse2(tokens.clone()).ok(),
            _ => None,
        };
        if parsed.is_none() {
            self.wrong(expected, example, mistakes);
        }
        parsed
    }

    /// Says on the value, or where there is none on the name, what is expected.
    fn wrong(&self, expected: &str, example: &str, mistakes: &mut Mistakes) {
        let message = format!("`{0}` expects {expected}: `{0} = {example}`", self.name);
        match &self.value {
            ArgValue::Value(tokens) | ArgValue::List(tokens) if !tokens.is_empty() => {
                mistakes.on("FP003", tokens, message);
            }
            ArgValue::Broken => {}
            _ => mistakes.at("FP003", self.span(), message),
        }
    }

    fn text(&self) -> String {
        match &self.value {
            ArgValue::Value(tokens) => tokens.to_string(),
            _ => String::new(),
        }
    }

    pub(crate) fn string(&self, mistakes: &mut Mistakes) -> Option<LitStr> {
        let given = self.text();
        let is_plain = !given.is_empty() && given.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
        let example = if is_plain { format!("\"{given}\"") } else { "\"…\"".to_owned() };
        self.parse("a text in quotes", &example, mistakes)
    }

    pub(crate) fn length(&self, mistakes: &mut Mistakes) -> Option<LitInt> {
        let number: LitInt = self.parse("a whole number", "36", mistakes)?;
        if number.base10_parse::<usize>().is_err() || !number.suffix().is_empty() {
            self.wrong("a plain whole number", "36", mistakes);
            return None;
        }
        Some(number)
    }

    /// An exact number, as text: integers and decimals, with a sign.
    pub(crate) fn number(&self, mistakes: &mut Mistakes) -> Option<(String, TokenStream)> {
        if let ArgValue::Value(tokens) = &self.value {
            let text: String = tokens.to_string().split_whitespace().collect();
            let digits = text.strip_prefix('-').unwrap_or(&text);
            let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
            let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            if plain(whole) && plain(part) {
                return Some((text, tokens.clone()));
            }
        }
        self.wrong("an exact number, in plain digits", "0.01", mistakes);
        None
    }

    /// One of some words.
    pub(crate) fn word(&self, words: &[&str], mistakes: &mut Mistakes) -> Option<Ident> {
        let ArgValue::Value(tokens) = &self.value else {
            self.wrong(&format!("one of {}", list(words)), words.first().unwrap_or(&"…"), mistakes);
            return None;
        };
        if let Ok(word) = syn::parse2::<Ident>(tokens.clone())
            && words.contains(&word.to_string().as_str())
        {
            return Some(word);
        }
        let given = self.text();
        let (given, quotes) = (given.trim_matches('"'), if given.starts_with('"') { " without quotes" } else { "" });
        let meant = crate::diagnostics::closest(given, words.iter().copied());
        let example = meant.or(words.first().copied()).unwrap_or("…");
        self.wrong(&format!("one of {}{quotes}", list(words)), example, mistakes);
        None
    }

    /// A flag: the bare word, or `= true` / `= false`.
    pub(crate) fn flag(&self, mistakes: &mut Mistakes) -> bool {
        match self.value {
            ArgValue::Flag => true,
            _ => self.parse("no value, or true or false", "true", mistakes).is_some_and(|lit: LitBool| lit.value),
        }
    }
}
