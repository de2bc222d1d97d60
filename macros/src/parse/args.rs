//! `name`, `name = value`, `name(list)`, separated by commas. Read by hand so that half-typed input loses only the
//! argument it stands in.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::parse::Parse;
use syn::{LitBool, LitInt, LitStr};

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
}

impl Arg {
    pub(crate) fn span(&self) -> Span {
        self.name.span()
    }

    /// The value as some syntax; a mistake that says what is expected otherwise.
    pub(crate) fn parse<T: Parse>(&self, expected: &str, mistakes: &mut Mistakes) -> Option<T> {
        let (tokens, parsed) = match &self.value {
            ArgValue::Value(tokens) => (tokens.clone(), syn::parse2(tokens.clone()).ok()),
            ArgValue::Flag | ArgValue::List(_) => (TokenStream::new(), None),
        };
        if parsed.is_none() {
            let message = format!("`{0}` expects {expected}: `{0} = …`", self.name);
            if tokens.is_empty() {
                mistakes.at("FP003", self.span(), message);
            } else {
                mistakes.on("FP003", tokens, message);
            }
        }
        parsed
    }

    pub(crate) fn string(&self, mistakes: &mut Mistakes) -> Option<LitStr> {
        self.parse("a string in quotes", mistakes)
    }

    pub(crate) fn length(&self, mistakes: &mut Mistakes) -> Option<LitInt> {
        let number: LitInt = self.parse("a whole number", mistakes)?;
        if number.base10_parse::<usize>().is_err() || !number.suffix().is_empty() {
            mistakes.on("FP003", &number, format!("`{}` expects a plain whole number", self.name));
            return None;
        }
        Some(number)
    }

    /// An exact number, as text: integers and decimals, with a sign.
    pub(crate) fn number(&self, mistakes: &mut Mistakes) -> Option<(String, TokenStream)> {
        let ArgValue::Value(tokens) = &self.value else {
            self.parse::<LitInt>("a number", mistakes);
            return None;
        };
        let text: String = tokens.to_string().split_whitespace().collect();
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if plain(whole) && plain(part) {
            return Some((text, tokens.clone()));
        }
        mistakes.on("FP003", tokens, format!("`{0}` expects an exact number: `{0} = 0.01`", self.name));
        None
    }

    /// One of some words.
    pub(crate) fn word(&self, words: &[&str], mistakes: &mut Mistakes) -> Option<Ident> {
        let expected = format!("one of {} without quotes", list(words));
        let word: Ident = self.parse(&expected, mistakes)?;
        if words.contains(&word.to_string().as_str()) {
            return Some(word);
        }
        let meant = did_you_mean(&word.to_string(), words.iter().copied());
        mistakes.on("FP003", &word, format!("`{}` expects {expected}{meant}", self.name));
        None
    }

    /// A flag: the bare word, or `= true` / `= false`.
    pub(crate) fn flag(&self, mistakes: &mut Mistakes) -> bool {
        match self.value {
            ArgValue::Flag => true,
            _ => self.parse::<LitBool>("no value, or true or false", mistakes).is_some_and(|lit| lit.value),
        }
    }
}

/// Splits an argument list. Unknown and repeated names are mistakes here, because every list has them.
pub(crate) fn parse(tokens: TokenStream, known: &[&str], mistakes: &mut Mistakes) -> Vec<Arg> {
    let mut args: Vec<Arg> = Vec::new();
    for piece in split(tokens) {
        let Some(arg) = one(piece, mistakes) else { continue };
        let name = arg.name.to_string();
        if !known.contains(&name.as_str()) {
            let meant = did_you_mean(&name, known.iter().copied());
            mistakes.at("FP001", arg.span(), format!("unknown argument `{name}`{meant} (there are {})", list(known)));
        } else if args.iter().any(|other| other.name == arg.name) {
            mistakes.at("FP002", arg.span(), format!("`{name}` is given twice"));
        } else {
            args.push(arg);
        }
    }
    args
}

/// At the commas outside of `<…>`.
pub(crate) fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut pieces = vec![Vec::new()];
    let mut angles = 0_i32;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => angles += 1,
                '>' => angles -= 1,
                ',' if angles <= 0 => {
                    pieces.push(Vec::new());
                    continue;
                }
                _ => {}
            }
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(token);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
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
        Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => ArgValue::Value(tokens.collect()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => ArgValue::List(group.stream()),
        Some(other) => {
            mistakes.on("FP001", other, format!("expected `{name} = value`"));
            return None;
        }
    };
    Some(Arg { name, value })
}
