//! Which values are card data or secrets: everything that a document says about a value is asked, and what is in doubt is one.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use freedompay_runtime::is_sensitive_name;
use freedompay_runtime::message::redact::{self, is_sensitive_member};

use super::infer::{self, words};
use super::resolved::Schema;
use super::samples;
use crate::spec::import::document::node::Node;
use crate::spec::model::{Field, Type};

/// Words that describe card data wherever they are, in lower case; a card is spoken of beside those that follow.
const ALONE: [&str; 11] = [
    "card number",
    "card's number",
    "number of the card",
    "number of a card",
    "account number (pan",
    "primary account number",
    "cardholder",
    "card holder",
    "номер карт",
    "номера карт",
    "держател",
];
const OF_A_CARD: [&str; 9] =
    ["expir", "valid", "security code", "verification code", "number", "срок действия", "код", "номер", "owner"];
/// Words that stand for card data by themselves.
const WORDS: [&str; 7] = ["pan", "cvc", "cvc2", "cvv", "cvv2", "cvn", "cav"];
/// Words of names that are card data in an object that is a card.
const PARTS: [&str; 18] = [
    "number",
    "num",
    "no",
    "code",
    "exp",
    "expiry",
    "expire",
    "expires",
    "expiration",
    "month",
    "year",
    "valid",
    "thru",
    "till",
    "holder",
    "owner",
    "security",
    "verification",
];
/// Words that say a value is only a part of a number, or hidden.
const HIDDEN: [&str; 6] = ["mask", "маск", "last four", "last 4", "последние", "первые"];

/// Names that stand for a secret whole, and words that do in any name; the lists of the library have the others.
const WHOLE: [&str; 12] = [
    "authorization",
    "session id",
    "sessionid",
    "seed",
    "card",
    "cards",
    "sign",
    "x sign",
    "jws",
    "hash",
    "mac",
    "x hash",
];
const SECRET_WORDS: [&str; 6] = ["pass", "puk", "tan", "hpan", "mnemonic", "sessionid"];
/// Beginnings of such words in Russian, and of words that follow each other.
const RUSSIAN: [&str; 10] =
    ["парол", "секрет", "ключ", "токен", "пин", "криптограмм", "подпис", "одноразов", "кодов слов", "код подтвержд"];
/// Members that hold what the object around them is called.
const CONTENTS: [&str; 9] = ["value", "data", "raw", "code", "content", "text", "string", "body", "id"];
/// Last words of names that tell a kind of secret and not the secret: `token_type`.
const KINDS: [&str; 10] = ["type", "kind", "status", "state", "mode", "method", "format", "brand", "system", "source"];
/// Longest description that names a value instead of explaining it, in words.
const NAMING: usize = 3;

/// Number of surrounding names that count, and the length of names that are read word by word.
const NEAR: usize = 3;
const LONGEST: usize = 80;

/// The names that surround a value.
pub(super) struct Surroundings<'s> {
    /// Name of the declaration, made from the title of the call.
    pub(super) owner: &'s str,
    /// Place of the value: the names of the fields that lead to it.
    pub(super) at: &'s str,
    /// Names of the schema that has the value as a member.
    pub(super) schemas: &'s [String],
    /// Names that were judged before: recursive schemas repeat them thousands of times.
    pub(super) judged: &'s RefCell<BTreeMap<String, bool>>,
}

/// What makes a value a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Its name, the names around it, or its schema.
    Words,
    /// Nothing but the digits of a sample, which may be those of another number by chance.
    Digits,
}

/// Returns why a field may hold card data or a secret. Truth values are neither, nor are kinds of secrets.
pub(super) fn reason(
    field: &Field,
    around: &Surroundings<'_>,
    schema: &Schema<'_>,
    samples: &[&Node],
) -> Option<Reason> {
    if is_truth(&field.ty) || field.ty.fields().iter().any(|part| part.name != "*") {
        // The parts of an object are judged by themselves.
        return None;
    }
    let known = values(&field.ty);
    if known.iter().any(|value| has_card_number(value)) {
        return Some(Reason::Words);
    }
    let is_kind = words(&field.name).last().is_some_and(|word| KINDS.contains(&word.as_str()));
    if !known.is_empty() && is_kind && !schema.is(super::Mark::Secret) {
        return None;
    }
    if is_named(&field.name, around) || says(schema) {
        return Some(Reason::Words);
    }
    shows_card(schema, samples).then_some(Reason::Digits)
}

fn is_truth(ty: &Type) -> bool {
    match ty {
        Type::List(item) | Type::Map(item) => is_truth(item),
        ty => matches!(ty, Type::Bool | Type::Flag),
    }
}

/// Returns the known values of a type or of its items.
fn values(ty: &Type) -> &[String] {
    match ty {
        Type::List(item) | Type::Map(item) => values(item),
        Type::Enum { values, .. } => values,
        _ => &[],
    }
}

/// Makes the type of a secret: its known values are secrets, too.
pub(super) fn hidden(ty: Type) -> Type {
    match ty {
        Type::List(item) => Type::List(Box::new(hidden(*item))),
        Type::Map(item) => Type::Map(Box::new(hidden(*item))),
        Type::Enum { numeric: true, .. } => Type::Integer(None),
        Type::Enum { .. } | Type::Uuid => Type::Text,
        ty => ty,
    }
}

/// Returns whether a value's name says so, alone or with the names around it.
fn is_named(name: &str, around: &Surroundings<'_>) -> bool {
    let mut path = around.at.split('.').skip(1).collect::<Vec<_>>();
    path.pop();
    let parent = path.last().copied().unwrap_or_default();
    // Documents may nest deeply and name at length. Names far away say nothing about this value.
    path.drain(..path.len().saturating_sub(NEAR));
    if path.iter().chain(std::iter::once(&name)).any(|name| name.len() > LONGEST) {
        return is_sensitive_name(name) || is_sensitive_member(parent, name) || describes_card(name);
    }
    let whole = format!("{} {}", around.owner, path.join(" "));
    let key = format!("{whole} {}\n{name}", around.schemas.join(" "));
    *around.judged.borrow_mut().entry(key).or_insert_with(|| is_named_in(name, &whole, parent, around.schemas))
}

fn is_named_in(name: &str, whole: &str, parent: &str, schemas: &[String]) -> bool {
    let by_whole = is_sensitive_member(whole, name) && !is_sensitive_name(whole);
    let of = std::iter::once(parent).chain(schemas.iter().map(String::as_str));
    let by_parent = of.clone().any(|parent| is_sensitive_member(parent, name));
    let is_of_card = of.clone().any(is_card) && words(name).any(|word| PARTS.contains(&word.as_str()));
    let is_content = is_sensitive_name(parent) && CONTENTS.contains(&name.to_lowercase().as_str());
    by_whole || by_parent || is_of_card || is_content || describes_card(name) || names_secret(name)
}

/// Returns whether a name or a short text stands for a secret.
fn names_secret(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let begins = |stems: &&str| {
        let stems: Vec<&str> = stems.split(' ').collect();
        parts.windows(stems.len()).any(|parts| parts.iter().zip(&stems).all(|(part, stem)| part.starts_with(stem)))
    };
    WHOLE.contains(&own.join(" ").as_str())
        || own.iter().any(|word| SECRET_WORDS.contains(&word.as_str()))
        || RUSSIAN.iter().any(begins)
}

/// Returns whether an object of that name is a card: the number in it is a card's number.
pub(crate) fn is_card(name: &str) -> bool {
    is_sensitive_member(name, "number") && !is_sensitive_name(name)
}

/// Returns whether the schema of a value, or of its items, says so.
pub(super) fn says(schema: &Schema<'_>) -> bool {
    let last = |pointer: &&str| pointer.rsplit('/').next().is_some_and(is_sensitive_name);
    schema.is(super::Mark::Secret)
        || schema.format.is_some_and(|format| is_sensitive_name(format) || words(format).any(|word| word == "card"))
        || schema.pointers.iter().any(last)
        || schema.titles.iter().any(|title| is_sensitive_name(title) || describes_card(title))
        || schema.descriptions.iter().any(|text| describes_card(text) || (is_name(text) && names_any(text)))
}

/// Returns whether a description is but a name.
fn is_name(text: &str) -> bool {
    text.len() <= LONGEST && text.split_whitespace().count() <= NAMING
}

fn names_any(text: &str) -> bool {
    let is_kind = words(text).last().is_some_and(|word| KINDS.contains(&word.as_str()));
    !is_kind && (is_sensitive_name(text) || names_secret(text))
}

/// Returns whether a text for people describes card data.
fn describes_card(text: &str) -> bool {
    let text = text.to_lowercase();
    if HIDDEN.iter().any(|word| text.contains(word)) {
        return false;
    }
    let is_of_card = text.contains("card") || text.contains("карт");
    let is_short = text.chars().count() <= 80;
    ALONE.iter().any(|words| text.contains(words))
        || text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
        || (is_of_card && is_short && OF_A_CARD.iter().any(|words| text.contains(words)))
}

/// Returns whether an example passes for a card number.
fn shows_card(schema: &Schema<'_>, samples: &[&Node]) -> bool {
    let shown = samples::leaves(samples).into_iter().chain(samples::leaves(&schema.examples));
    shown.filter_map(Node::scalar_text).any(|text| has_card_number(&text))
}

/// Returns whether a text contains what passes for a card number.
pub(super) fn has_card_number(text: &str) -> bool {
    // An invented IBAN has a wrong checksum, and is an account's number still.
    let is_iban = text.len() > 14
        && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(2).all(|b| b.is_ascii_alphanumeric());
    !is_iban && matches!(redact::text(text), Cow::Owned(_))
}

/// Returns whether a header of that name carries a secret.
pub(crate) fn is_secret_header(name: &str) -> bool {
    name.to_ascii_lowercase().contains("authorization") || is_sensitive_name(name)
}

/// Returns whether a secret is none after all: all its samples in a response are numbers of cards with some digits hidden.
/// A sample that is masked as a whole, or is not a number, is a secret that the document does not want to show.
pub(super) fn is_masked(samples: &[&Node]) -> bool {
    let is_number = |text: &str| {
        text.chars().all(|c| c.is_ascii_digit() || "*Xx- ".contains(c))
            && text.bytes().filter(u8::is_ascii_digit).count() >= 4
    };
    infer::is_masked(samples)
        && samples.iter().filter_map(|one| one.scalar_text()).all(|text| is_number(&text) && !has_card_number(&text))
}
