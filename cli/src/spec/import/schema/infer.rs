//! Type inference: the type of a single value, where the document contradicts itself.

use freedompay::Uuid;
use freedompay::card_data::CardNumber;
use freedompay_runtime::is_sensitive_name;

use super::numbers::{is_infinite, plain_decimal};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::model::{Type, Width};

/// Everything a document says about a value: its name, its schema and its samples.
pub(crate) struct SchemaHint<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) format: Option<&'a str>,
    pub(crate) samples: &'a [&'a Node],
    pub(crate) is_form: bool,
    /// Whether the value is sent in JSON, where a text and a number differ.
    pub(crate) is_sent_as_json: bool,
    /// What the document says about it in words.
    pub(crate) descriptions: &'a [&'a str],
}

/// Formats that describe a text, or do no harm for one.
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

/// Words of names whose values are not numbers, even if they consist of digits.
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

/// Words of names whose values count something else than money, whatever the other words are.
const COUNTING: [&str; 12] =
    ["count", "number", "limit", "id", "ids", "code", "page", "pages", "size", "days", "items", "rows"];

/// Words of names, and beginnings of words in texts, that say that an amount is counted in the smallest units of its currency.
const MINOR: [&str; 14] = [
    "cent", "cents", "minor", "tiyn", "tiyns", "tiin", "tyiyn", "kopeck", "kopecks", "kopeks", "kopek", "pence",
    "subunit", "subunits",
];
const MINOR_TEXTS: [&str; 12] =
    ["minor", "cents", "tiyn", "tiin", "tyiyn", "kopeck", "kopek", "pence", "subunit", "тиын", "тийын", "копе"];

/// Returns whether an amount is counted in minor units: it has no fraction.
fn is_minor(hint: &SchemaHint<'_>) -> bool {
    let begins = |text: &str| {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| MINOR_TEXTS.iter().any(|known| word.starts_with(known)))
            || text.contains("smallest")
            || text.contains("минимальных единиц")
    };
    words(hint.name).any(|word| MINOR.contains(&word.as_str())) || hint.descriptions.iter().any(|text| begins(text))
}

/// Infers the type of a value, and lists the contradictions that were resolved.
pub(crate) fn leaf(hint: &SchemaHint<'_>) -> (Type, Vec<String>) {
    let mut warnings = Vec::new();
    let ty = match hint.kind {
        "string" => text(hint, &mut warnings),
        "integer" | "number" => number(hint, &mut warnings),
        "boolean" => truth(hint, &mut warnings),
        _ => Type::Any,
    };
    (ty, warnings)
}

/// Returns whether a text of that name is an amount of money; a rate or a total may be anything.
fn sounds_like_money(name: &str) -> bool {
    is_money(name) && !is_sensitive_name(name) && !words(name).any(|word| TEXTS.contains(&word.as_str()))
}

/// Returns whether a name is that of a month or a year.
pub(crate) fn is_expiry(name: &str) -> bool {
    words(name).any(|word| matches!(word.as_str(), "month" | "year"))
}

/// Returns whether a name is that of an id.
pub(crate) fn is_id(name: &str) -> bool {
    words(name).last().is_some_and(|word| matches!(word.as_str(), "id" | "uuid" | "guid"))
}

/// Returns whether a name sounds like an amount.
pub(crate) fn is_money(name: &str) -> bool {
    words(name).any(|word| MONEY.contains(&word.as_str())) && !words(name).any(|word| COUNTING.contains(&word.as_str()))
}

/// Splits a name into words in lower case.
pub(crate) fn words(name: &str) -> impl Iterator<Item = String> {
    let snake = crate::spec::import::names::snake(name);
    let parts = snake.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().into_iter()
}

fn text(hint: &SchemaHint<'_>, warnings: &mut Vec<String>) -> Type {
    let shown: Vec<_> =
        hint.samples.iter().filter_map(|sample| sample.scalar_text()).filter(|text| !text.is_empty()).collect();
    match hint.format {
        Some("uuid") if shown.iter().all(|text| text.parse::<Uuid>().is_ok()) => return Type::Uuid,
        Some("uuid") => warnings.push("`format: uuid`, but the sample is not a UUID; read as text".to_owned()),
        Some(format) if !OF_TEXTS.contains(&format) => {
            warnings.push(format!("unknown string format `{format}`; ignored"));
        }
        _ => {}
    }
    let is_amount = |text: &str| plain_decimal(text).is_some();
    if sounds_like_money(hint.name) && !shown.is_empty() && shown.iter().all(|text| is_amount(text)) {
        let is_whole = |text: &str| text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
        if !hint.is_sent_as_json && is_minor(hint) && shown.iter().all(|text| is_whole(text)) {
            warnings.push("typed as text, but the sample is an amount in minor units; read as an integer".to_owned());
            return Type::Integer(None);
        }
        if !hint.is_sent_as_json {
            warnings.push("typed as text, but the sample is an amount; read as an exact decimal".to_owned());
            return Type::Decimal;
        }
        warnings.push("an amount in a JSON text; declared as text, because an `Amount` is sent as a number".to_owned());
    }
    if hint.samples.iter().any(|sample| matches!(sample.data, Data::Number(_))) && !hint.is_form {
        warnings.push("typed as text, but the sample is a number; read as text".to_owned());
    }
    Type::Text
}

fn number(hint: &SchemaHint<'_>, warnings: &mut Vec<String>) -> Type {
    let kind = hint.kind;
    if let Some(word) = words(hint.name).find(|word| TEXTS.contains(&word.as_str())) {
        warnings.push(format!("typed `{kind}`, but `{word}` is not a number; read as text"));
        return Type::Text;
    }
    if is_sensitive_name(hint.name) && !is_expiry(hint.name) {
        warnings.push(format!(
            "typed `{kind}`, but it sounds like card data or a key, which are not numbers; read as text"
        ));
        return Type::Text;
    }
    for sample in hint.samples {
        let Some(text) = sample.scalar_text().filter(|text| !text.is_empty()) else { continue };
        if is_infinite(&text) {
            warnings.push(format!("the sample `{text}` is not a number of a message; ignored"));
            continue;
        }
        let is_padded = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
        if CardNumber::new(&text).is_ok() && text.len() > 12 {
            warnings.push(format!("typed `{kind}`, but the sample can be a card number; read as text"));
            return Type::Text;
        }
        let plain = plain_decimal(&text);
        if plain.is_none() || is_padded || text.len() > 18 {
            // A text would be sent where a number is expected.
            if hint.is_sent_as_json && matches!(sample.data, Data::Number(_)) {
                warnings.push(format!("typed `{kind}`, but the sample is too large or too exact; read as untyped"));
                return Type::Any;
            }
            warnings.push(format!("typed `{kind}`, but the sample is not such a number; read as text"));
            return Type::Text;
        }
        if kind == "integer" && plain.is_some_and(|plain| plain.contains('.')) {
            warnings.push("typed `integer`, but the sample has a fraction; read as an exact decimal".to_owned());
            return Type::Decimal;
        }
    }
    if kind == "number" {
        if let Some(format) = hint.format.filter(|format| !OF_NUMBERS.contains(format)) {
            warnings.push(format!("unknown number format `{format}`; ignored"));
        }
        return Type::Decimal;
    }
    if is_money(hint.name) && !is_minor(hint) {
        warnings.push("typed `integer`, but amounts have fractions; read as an exact decimal".to_owned());
        return Type::Decimal;
    }
    match hint.format.map(|format| (format, Width::from_name(format))) {
        Some((format, Some(width))) => {
            let is_outside = |text: &str| text.parse::<i64>().is_ok_and(|number| !holds(width, number));
            let outside = hint.samples.iter().filter_map(|sample| sample.scalar_text()).find(|text| is_outside(text));
            if let Some(outside) = outside {
                warnings.push(format!("`format: {format}` does not hold the sample `{outside}`; read as 64 bits"));
                return Type::Integer(None);
            }
            Type::Integer(Some(width))
        }
        Some((format, None)) => {
            warnings.push(format!("unknown integer format `{format}`; ignored"));
            Type::Integer(None)
        }
        None => Type::Integer(None),
    }
}

/// Returns whether a number has room in a width.
pub(super) fn holds(width: Width, number: i64) -> bool {
    (i128::from(width.min)..=i128::from(width.max)).contains(&i128::from(number))
}

fn truth(hint: &SchemaHint<'_>, warnings: &mut Vec<String>) -> Type {
    let is_other = |sample: &&Node| !matches!(sample.data, Data::Bool(_));
    if hint.is_form || !hint.samples.iter().any(is_other) {
        return Type::Bool;
    }
    if hint.samples.iter().all(|sample| matches!(sample.scalar_text().as_deref(), Some("0" | "1"))) {
        warnings.push("typed `boolean`, but the sample is 1 or 0; read as 1 or 0".to_owned());
        return Type::Flag;
    }
    warnings.push("typed `boolean`, but the sample is not a boolean; read as an untyped value".to_owned());
    Type::Any
}

/// Returns whether the samples are masked, as in `4400-44XX-XXXX-4440`.
pub(crate) fn is_masked(samples: &[&Node]) -> bool {
    let is_mask = |text: &str| text.contains("**") || text.contains("XX") || text.contains("xx");
    !samples.is_empty() && samples.iter().all(|sample| sample.scalar_text().is_some_and(|text| is_mask(&text)))
}
