//! Limits of a schema, as far as its type supports them.

use std::cmp::Ordering;

use freedompay::Amount;
use regex_lite::Regex;

use crate::spec::import::document::node::Node;
use crate::spec::model::{Field, Limit, Type};

/// Reads the limits of a field's schema.
pub(crate) fn read(schema: &Node, field: &mut Field, is_ours: bool, warnings: &mut Vec<String>) {
    let (least, most) =
        if matches!(field.ty, Type::List(_)) { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    let names = [
        (Limit::Min, "minimum"),
        (Limit::Max, "maximum"),
        (Limit::MinLen, least),
        (Limit::MaxLen, most),
        (Limit::Pattern, "pattern"),
    ];
    for (limit, name) in names {
        let Some(text) = schema.get(name).and_then(Node::scalar_text) else { continue };
        if is_ours {
            let pattern =
                text.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).filter(|_| limit == Limit::Pattern);
            field.limits.insert(limit, pattern.unwrap_or(&text).to_owned());
            continue;
        }
        match usable(limit, &text, &field.ty) {
            Some(limited) => {
                field.limits.insert(limit, limited);
            }
            None => warnings.push(format!("`{name}: {text}` does not fit its type; left out")),
        }
    }
    for name in ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
        if !is_ours && schema.get(name).is_some() {
            warnings.push(format!("`{name}` cannot be declared; left out"));
        }
    }
    if !is_ours {
        drop_contradiction(field, Limit::Min, Limit::Max, warnings);
        drop_contradiction(field, Limit::MinLen, Limit::MaxLen, warnings);
    }
}

/// Converts a limit to the form of its type, or returns `None` if the type cannot have it.
fn usable(limit: Limit, text: &str, ty: &Type) -> Option<String> {
    let is_plain = |text: &str| text.parse::<Amount>().is_ok() && !text.contains(['e', 'E', '+']) && text.len() < 30;
    match (limit, ty) {
        (Limit::Min | Limit::Max, Type::Decimal) => is_plain(text).then(|| text.to_owned()),
        (Limit::Min | Limit::Max, Type::Integer(width)) => {
            // Some tools write `10.0` for 10.
            let whole = text.strip_suffix(".0").unwrap_or(text);
            let number = whole.parse::<i128>().ok()?;
            let (min, max) =
                width.map_or((i128::from(i64::MIN), i128::from(i64::MAX)), |w| (w.min.into(), w.max.into()));
            (number >= min && number <= max).then(|| number.to_string())
        }
        (Limit::MinLen | Limit::MaxLen, Type::Text | Type::List(_)) => {
            text.parse::<u32>().ok().map(|len| len.to_string())
        }
        (Limit::Pattern, Type::Text) => pattern(text),
        _ => None,
    }
}

/// Converts a pattern: ours match the whole text, those of documents any part of it unless anchored.
fn pattern(text: &str) -> Option<String> {
    let inner = text.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).filter(|inner| !inner.ends_with('\\'));
    let whole = match inner {
        Some(inner) if !inner.contains('|') => inner.to_owned(),
        Some(inner) => format!("(?:{inner})"),
        None => format!(".*(?:{text}).*"),
    };
    (Regex::new(&format!("^(?:{whole})$")).is_ok() && Regex::new(&whole).is_ok()).then_some(whole)
}

/// Drops a pair of limits that excludes every value.
fn drop_contradiction(field: &mut Field, least: Limit, most: Limit, warnings: &mut Vec<String>) {
    let number = |limit| field.limits.get(&limit).and_then(|text| text.parse::<Amount>().ok());
    if let (Some(min), Some(max)) = (number(least), number(most))
        && min.cmp(&max) == Ordering::Greater
    {
        warnings.push(format!("{} is above {}, so no value would be valid; both left out", least.name(), most.name()));
        field.limits.remove(&least);
        field.limits.remove(&most);
    }
}

/// Drops an example that is a secret, does not fit its type or breaks a limit.
pub(crate) fn fit_example(field: &mut Field, warnings: &mut Vec<String>) {
    let Some(example) = field.example.take() else { return };
    if field.secret || example.is_empty() || example.chars().count() > 80 || example.chars().any(char::is_control) {
        return;
    }
    let fits_type = match &field.ty {
        Type::Text => true,
        Type::Decimal => example.parse::<Amount>().is_ok(),
        Type::Integer(_) => example.parse::<i64>().is_ok(),
        Type::Uuid => example.parse::<freedompay::Uuid>().is_ok(),
        Type::Flag => matches!(example.as_str(), "0" | "1"),
        Type::Enum { values, .. } => values.contains(&example),
        _ => false,
    };
    let mut broken =
        field.limits.iter().filter(|(limit, value)| !fits(**limit, value, &example)).map(|(limit, _)| limit.name());
    match broken.next() {
        Some(limit) => warnings.push(format!("the sample breaks {limit}; the limit is kept, the sample left out")),
        None if fits_type => field.example = Some(example),
        None => {}
    }
}

/// Returns whether an example respects a limit.
fn fits(limit: Limit, value: &str, example: &str) -> bool {
    let compared = || match (example.parse::<Amount>(), value.parse::<Amount>()) {
        (Ok(example), Ok(value)) => Some(example.cmp(&value)),
        _ => None,
    };
    let length = example.chars().count();
    match limit {
        Limit::Min => compared() != Some(Ordering::Less),
        Limit::Max => compared() != Some(Ordering::Greater),
        Limit::MinLen => value.parse::<usize>().is_ok_and(|least| length >= least),
        Limit::MaxLen => value.parse::<usize>().is_ok_and(|most| length <= most),
        Limit::Pattern => Regex::new(&format!("^(?:{value})$")).is_ok_and(|pattern| pattern.is_match(example)),
    }
}
