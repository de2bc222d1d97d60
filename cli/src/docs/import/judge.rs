//! What a single value really is, where a document says something that cannot be.

use freedompay::{Amount, CardNumber, Uuid, is_sensitive_name};

use super::node::{Data, Node};
use crate::docs::model::{Type, Width};

/// What a document says of a value, and where it stands.
pub(super) struct Said<'a> {
    pub(super) name: &'a str,
    pub(super) kind: &'a str,
    pub(super) format: Option<&'a str>,
    pub(super) samples: &'a [&'a Node],
    pub(super) is_form: bool,
}

/// Formats that describe a text, or are harmless beside one.
const OF_TEXTS: [&str; 19] = [
    "date",
    "date-time",
    "time",
    "email",
    "uri",
    "url",
    "uuid",
    "password",
    "byte",
    "binary",
    "ipv4",
    "ipv6",
    "hostname",
    "phone",
    "decimal",
    "regex",
    "string",
    "uri-reference",
    "iban",
];
const OF_NUMBERS: [&str; 5] = ["float", "double", "decimal", "number", "integer"];

/// Words of names whose values are no numbers, whatever their digits suggest.
const TEXTS: [&str; 22] = [
    "pan",
    "cvc",
    "cvc2",
    "cvv",
    "cvv2",
    "iban",
    "iin",
    "bin",
    "bic",
    "url",
    "link",
    "phone",
    "account",
    "recipient",
    "pin",
    "otp",
    "token",
    "hash",
    "date",
    "datetime",
    "reference",
    "email",
];
const MONEY: [&str; 10] =
    ["amount", "price", "sum", "fee", "commission", "balance", "rate", "discount", "total", "cashback"];

/// The type, and what was wrong.
pub(super) fn leaf(said: &Said<'_>) -> (Type, Vec<String>) {
    let mut doubts = Vec::new();
    let ty = match said.kind {
        "string" => text(said, &mut doubts),
        "integer" | "number" => number(said, &mut doubts),
        "boolean" => truth(said, &mut doubts),
        _ => Type::Any,
    };
    (ty, doubts)
}

pub(super) fn is_money(name: &str) -> bool {
    words(name).any(|word| MONEY.contains(&word.as_str()))
}

pub(super) fn words(name: &str) -> impl Iterator<Item = String> {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().into_iter()
}

fn text(said: &Said<'_>, doubts: &mut Vec<String>) -> Type {
    let shown: Vec<_> =
        said.samples.iter().filter_map(|sample| sample.shown()).filter(|text| !text.is_empty()).collect();
    match said.format {
        Some("uuid") if shown.iter().all(|text| text.parse::<Uuid>().is_ok()) => return Type::Uuid,
        Some("uuid") => doubts.push("the format says uuid and the sample is none; taken as text".to_owned()),
        Some(format) if !OF_TEXTS.contains(&format) => {
            doubts.push(format!("there is no format `{format}` of a text; ignored"));
        }
        _ => {}
    }
    let is_decimal = |text: &str| text.contains('.') && text.parse::<Amount>().is_ok();
    if said.is_form && is_money(said.name) && !shown.is_empty() && shown.iter().all(|text| is_decimal(text)) {
        doubts.push("typed as text, and the sample is an amount; taken as an exact decimal".to_owned());
        return Type::Decimal;
    }
    if said.samples.iter().any(|sample| matches!(sample.data, Data::Number(_))) && !said.is_form {
        doubts.push("typed as text, and the sample is a number; taken as text".to_owned());
    }
    Type::Text
}

fn number(said: &Said<'_>, doubts: &mut Vec<String>) -> Type {
    let kind = said.kind;
    if let Some(word) = words(said.name).find(|word| TEXTS.contains(&word.as_str())) {
        doubts.push(format!("typed `{kind}`, and `{word}` is no number; taken as text"));
        return Type::Text;
    }
    let is_expiry = words(said.name).any(|word| matches!(word.as_str(), "month" | "year"));
    if is_sensitive_name(said.name) && !is_expiry {
        doubts.push(format!(
            "typed `{kind}`, and it sounds like card data or a key, which are no numbers; taken as text"
        ));
        return Type::Text;
    }
    for sample in said.samples {
        let Some(text) = sample.shown().filter(|text| !text.is_empty()) else { continue };
        let is_padded = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
        if CardNumber::new(&text).is_ok() && text.len() > 12 {
            doubts.push(format!("typed `{kind}`, and the sample can be a card number; taken as text"));
            return Type::Text;
        }
        if text.parse::<Amount>().is_err() || is_padded || text.len() > 18 {
            doubts.push(format!("typed `{kind}`, and the sample is no such number; taken as text"));
            return Type::Text;
        }
        if kind == "integer" && text.contains('.') {
            doubts.push("typed `integer`, and the sample has a fraction; taken as an exact decimal".to_owned());
            return Type::Decimal;
        }
    }
    if kind == "number" {
        if let Some(format) = said.format.filter(|format| !OF_NUMBERS.contains(format)) {
            doubts.push(format!("there is no format `{format}` of a number; ignored"));
        }
        return Type::Decimal;
    }
    if is_money(said.name) {
        doubts.push("typed `integer`, and amounts have fractions; taken as an exact decimal".to_owned());
        return Type::Decimal;
    }
    match said.format.map(|format| (format, Width::from_name(format))) {
        Some((_, Some(width))) => Type::Integer(Some(width)),
        Some((format, None)) => {
            doubts.push(format!("there is no format `{format}` of an integer; ignored"));
            Type::Integer(None)
        }
        None => Type::Integer(None),
    }
}

fn truth(said: &Said<'_>, doubts: &mut Vec<String>) -> Type {
    let is_other = |sample: &&Node| !matches!(sample.data, Data::Bool(_));
    if said.is_form || !said.samples.iter().any(is_other) {
        return Type::Bool;
    }
    if said.samples.iter().all(|sample| matches!(sample.shown().as_deref(), Some("0" | "1"))) {
        doubts.push("typed `boolean`, and the sample is 1 or 0; taken as such".to_owned());
        return Type::Flag;
    }
    doubts.push("typed `boolean`, and the sample is none; taken as it comes".to_owned());
    Type::Any
}

/// Whether the provider shows it masked: `4400-44XX-XXXX-4440`.
pub(super) fn is_masked(samples: &[&Node]) -> bool {
    let is_mask = |text: &str| text.contains("**") || text.contains("XX") || text.contains("xx");
    !samples.is_empty() && samples.iter().all(|sample| sample.shown().is_some_and(|text| is_mask(&text)))
}
