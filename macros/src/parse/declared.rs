//! The API of a call: a built-in one by its name, or any one by the path of its type. The attribute goes through the macro of that
//! type's name, which hands over what a declaration has to know of the API.

use std::borrow::Cow;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Path;
use syn::parse::Parser as _;

use super::args::{self, Arg, ArgValue};
use super::lists;
use super::split::{is, split};
use crate::api::{Api, Wire, names};
use crate::diagnostics::Diagnostics;

/// The value of `api = …`.
pub(crate) enum ApiRef {
    Name(Ident),
    Path(Path),
}

impl ApiRef {
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Name(_) => None,
            Self::Path(path) => Some(path),
        }
    }
}

impl ToTokens for ApiRef {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Name(name) => name.to_tokens(tokens),
            Self::Path(path) => path.to_tokens(tokens),
        }
    }
}

/// Reads `api = card` or `api = path::to::OwnApi`.
pub(super) fn api(arg: &Arg, diagnostics: &mut Diagnostics) -> Option<ApiRef> {
    match type_path(&arg.value) {
        Some(path) => Some(ApiRef::Path(path)),
        None => arg.word_or(&names(), " or the type of another API", diagnostics).map(ApiRef::Name),
    }
}

/// Returns the path of a type: of several words, or of one that begins with a capital letter.
fn type_path(value: &ArgValue) -> Option<Path> {
    let ArgValue::Value(tokens) = value else { return None };
    let path = Path::parse_mod_style.parse2(tokens.clone()).ok()?;
    let is_type = path.get_ident().is_none_or(|word| word.to_string().starts_with(char::is_uppercase));
    is_type.then_some(path)
}

/// Returns the path of the API through whose macro the attribute has to go, and that of this crate if it is given.
pub(crate) fn unresolved(args: &TokenStream, known: &[&str], item: &TokenStream) -> Option<(Path, Option<Path>)> {
    if is_handed_over(item) {
        return None;
    }
    let mut quiet = Diagnostics::default();
    let given: Vec<Arg> = split(args.clone(), known, &mut quiet)
        .into_iter()
        .filter_map(|piece| args::one(piece, known, &mut quiet))
        .collect();
    let value = |name: &str| given.iter().find(|arg| arg.name == name).map(|arg| &arg.value);
    let krate = match value("crate") {
        Some(ArgValue::Value(tokens)) => syn::parse2(tokens.clone()).ok(),
        _ => None,
    };
    Some((type_path(value("api")?)?, krate))
}

/// Reports whether the item comes from the macro of an API.
pub(crate) fn is_handed_over(item: &TokenStream) -> bool {
    handed_over(item).is_some()
}

/// Returns what the macro of an API wrote before the item: `#[freedompay_declared($crate, …)]`. Nobody can write this by hand,
/// because `$crate` is one word only in what a macro wrote.
fn handed_over(item: &TokenStream) -> Option<TokenStream> {
    let mut tokens = item.clone().into_iter();
    let (Some(mark), Some(TokenTree::Group(attribute))) = (tokens.next(), tokens.next()) else { return None };
    let mut words = attribute.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(facts))) = (words.next(), words.next()) else {
        return None;
    };
    let is_mark = |first: TokenTree| match first {
        TokenTree::Ident(word) => word == "$crate",
        // Outside of the compiler it is two.
        first => cfg!(test) && is(&first, '$'),
    };
    let facts = facts.stream();
    (is(&mark, '#') && name == "freedompay_declared" && facts.clone().into_iter().next().is_some_and(is_mark))
        .then_some(facts)
}

/// Splits off what the macro of an API handed over. An API whose own declaration is wrong hands over nothing.
pub(crate) fn take(item: TokenStream) -> (Option<Api>, TokenStream) {
    let Some(facts) = handed_over(&item) else { return (None, item) };
    let facts = facts.into_iter().skip_while(|token| !is(token, ',')).collect();
    (api_of(facts), item.into_iter().skip(2).collect())
}

/// Reads what `expand::own_macro` writes.
fn api_of(facts: TokenStream) -> Option<Api> {
    let known = ["name", "rust", "scheme", "wire", "prefix", "actions", "headers"];
    let mut quiet = Diagnostics::default();
    let mut api = Api::DEFAULT;
    for arg in args::parse(facts, &known, &mut quiet).list {
        let text = |quiet: &mut Diagnostics| Cow::Owned(arg.string(quiet).map(|text| text.value()).unwrap_or_default());
        match arg.name.to_string().as_str() {
            "name" => api.name = text(&mut quiet),
            "rust" => api.rust = text(&mut quiet),
            "scheme" => api.scheme = text(&mut quiet),
            "prefix" => api.prefix = text(&mut quiet),
            "actions" => api.has_actions = true,
            "wire" if arg.word(&["json", "form"], &mut quiet).is_some_and(|wire| wire == "form") => {
                api.wire = Wire::Form;
            }
            "headers" => {
                let names = lists::texts(&arg, "X-Request-Id", &mut quiet);
                api.headers = names.into_iter().map(|name| Cow::Owned(name.value())).collect();
            }
            _ => {}
        }
    }
    (!api.name.is_empty()).then_some(api)
}
