//! Reads the values of arguments, and reports the expected kind where another was given.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::parse::Parse;
use syn::{LitBool, LitInt, LitStr};

use super::args::{self, Arg, ArgValue};
use super::split::is;
use crate::api::METHODS;
use crate::diagnostics::{Diagnostics, closest, list};

impl Arg {
    pub(crate) fn span(&self) -> Span {
        self.name.span()
    }

    /// Parses the value; reports the expected kind otherwise.
    pub(crate) fn parse<T: Parse>(&self, expected: &str, example: &str, diagnostics: &mut Diagnostics) -> Option<T> {
        let parsed = match &self.value {
            ArgValue::Value(tokens) => syn::parse2(tokens.clone()).ok(),
            _ => None,
        };
        if parsed.is_none() {
            self.wrong(expected, &self.unquoted().unwrap_or_else(|| example.to_owned()), diagnostics);
        }
        parsed
    }

    /// Reports the expected kind on the value, or on the name if there is no value.
    fn wrong(&self, expected: &str, example: &str, diagnostics: &mut Diagnostics) {
        let message = format!("`{0}` expects {expected}: `{0} = {example}`", self.name);
        match &self.value {
            ArgValue::Value(tokens) | ArgValue::List(tokens) if !tokens.is_empty() => {
                diagnostics.on("FP003", tokens, message);
            }
            ArgValue::Broken => {}
            _ => diagnostics.at("FP003", self.span(), message),
        }
    }

    /// Reports the expected kind of a literal. In the place of one, a name is mostly that of a constant.
    fn wrong_literal(&self, expected: &str, example: &str, diagnostics: &mut Diagnostics) {
        if self.names_constant() {
            let reason = "written out, because an attribute cannot read a constant or call a macro";
            return self.wrong(&format!("{expected}, {reason}"), example, diagnostics);
        }
        self.wrong(expected, example, diagnostics);
    }

    /// Reports whether the value is a path, a macro call, or a name that only a constant has.
    fn names_constant(&self) -> bool {
        let ArgValue::Value(tokens) = &self.value else { return false };
        let mut words = tokens.clone().into_iter();
        let Some(TokenTree::Ident(word)) = words.find(|token| !is(token, '&') && !is(token, ':')) else { return false };
        let word = word.to_string();
        let is_path = words.next().is_some_and(|next| is(&next, ':') || is(&next, '!'));
        let is_upper = word.len() > 1 && !word.contains(|c: char| c.is_ascii_lowercase());
        is_path || self.name == "uri" || (is_upper && !METHODS.contains(&word.as_str()))
    }

    /// Returns a wrongly quoted value without its quotes: the best example.
    fn unquoted(&self) -> Option<String> {
        let given = self.text();
        let text = given.strip_prefix('"')?.strip_suffix('"')?;
        let is_plain = |c: char| c.is_alphanumeric() || "_:.-".contains(c);
        (!text.is_empty() && text.chars().all(is_plain)).then(|| text.to_owned())
    }

    /// Returns the value as written; nothing for a flag or a list.
    pub(super) fn text(&self) -> String {
        match &self.value {
            ArgValue::Value(tokens) => tokens.to_string(),
            _ => String::new(),
        }
    }

    /// Reads a literal; reports the expected kind otherwise.
    fn literal<T: Parse>(&self, expected: &str, example: &str, diagnostics: &mut Diagnostics) -> Option<T> {
        let parsed = match &self.value {
            ArgValue::Value(tokens) => syn::parse2(tokens.clone()).ok(),
            _ => None,
        };
        if parsed.is_none() {
            self.wrong_literal(expected, &self.unquoted().unwrap_or_else(|| example.to_owned()), diagnostics);
        }
        parsed
    }

    pub(crate) fn string(&self, diagnostics: &mut Diagnostics) -> Option<LitStr> {
        let given = self.text();
        let is_plain = !given.is_empty() && given.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
        let example = match self.name.to_string().as_str() {
            "uri" => "\"/v5/…\"".to_owned(),
            _ if is_plain => format!("\"{given}\""),
            _ => "\"…\"".to_owned(),
        };
        self.literal("a string in quotes", &example, diagnostics)
    }

    pub(crate) fn length(&self, diagnostics: &mut Diagnostics) -> Option<LitInt> {
        let number: LitInt = self.literal("an integer", "36", diagnostics)?;
        if number.base10_parse::<usize>().is_err() || !number.suffix().is_empty() {
            self.wrong("a non-negative integer without a suffix", "36", diagnostics);
            return None;
        }
        Some(number)
    }

    /// Reads an exact number as text: an integer or a decimal, with a sign.
    pub(crate) fn number(&self, diagnostics: &mut Diagnostics) -> Option<(String, TokenStream)> {
        if let ArgValue::Value(tokens) = &self.value {
            let text: String = tokens.to_string().split_whitespace().collect();
            let digits = text.strip_prefix('-').unwrap_or(&text);
            let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
            let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            if plain(whole) && plain(part) {
                return Some((text, tokens.clone()));
            }
        }
        let example = self.unquoted().unwrap_or_else(|| "0.01".to_owned());
        self.wrong_literal("a number in plain digits", &example, diagnostics);
        None
    }

    /// Reads one of a list of words.
    pub(crate) fn word(&self, words: &[&str], diagnostics: &mut Diagnostics) -> Option<Ident> {
        self.word_or(words, "", diagnostics)
    }

    /// Reads one of a list of words, beside which something else can stand.
    pub(super) fn word_or(&self, words: &[&str], or: &str, diagnostics: &mut Diagnostics) -> Option<Ident> {
        let ArgValue::Value(tokens) = &self.value else {
            self.wrong(&format!("one of {}{or}", list(words)), words.first().unwrap_or(&"…"), diagnostics);
            return None;
        };
        if let Ok(word) = syn::parse2::<Ident>(tokens.clone())
            && words.contains(&word.to_string().as_str())
        {
            return Some(word);
        }
        let given = self.text();
        let current = args::current_name(&given);
        if current != given && words.contains(&current) {
            diagnostics.on("FP003", tokens, format!("`{given}` is called `{current}` now"));
            return None;
        }
        let (given, quotes) = (given.trim_matches('"'), if given.starts_with('"') { " without quotes" } else { "" });
        let given = given.rsplit("::").next().unwrap_or(given).trim();
        let meant = closest(given, words.iter().copied());
        let example = meant.or(words.first().copied()).unwrap_or("…");
        self.wrong(&format!("one of {}{or}{quotes}", list(words)), example, diagnostics);
        None
    }

    /// Reads a flag: the bare word, or `= true` / `= false`. One with another value counts as set.
    pub(crate) fn flag(&self, diagnostics: &mut Diagnostics) -> bool {
        match self.value {
            ArgValue::Flag => true,
            _ => self.literal("`true`, `false` or no value", "true", diagnostics).is_none_or(|lit: LitBool| lit.value),
        }
    }
}
