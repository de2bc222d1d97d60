//! Limits of a schema, as far as its type supports them.

use std::cmp::Ordering;

use freedompay::Amount;
use regex_lite::Regex;

use super::fit::plain_decimal;
use super::infer;
use super::parts::shown;
use super::pattern::{self, Pattern};
use super::resolved::Schema;
use crate::spec::model::{Field, Limit, Type, Width};

/// Reads the limits of a field's schema.
pub(super) fn read(schema: &Schema<'_>, field: &mut Field, is_ours: bool, warnings: &mut Vec<String>) {
    let (least, most) =
        if matches!(field.ty, Type::List(_)) { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    for (name, value) in &schema.limits {
        let Some(text) = value.scalar_text() else {
            warnings.push(format!("`{name}` is not a value; left out"));
            continue;
        };
        let limit = match *name {
            "minimum" => Limit::Min,
            "maximum" => Limit::Max,
            "pattern" => Limit::Pattern,
            _ if *name == least => Limit::MinLen,
            _ if *name == most => Limit::MaxLen,
            "exclusiveMinimum" | "exclusiveMaximum" => {
                exclusive(name, &text, schema, field, warnings);
                continue;
            }
            // Every integer is a multiple of 1.
            "multipleOf" if text == "1" && matches!(field.ty, Type::Integer(_)) => continue,
            "multipleOf" => {
                warnings.push(format!("`multipleOf: {}` cannot be declared; left out", shown(&text)));
                continue;
            }
            _ => {
                warnings.push(format!("`{name}: {}` does not fit its type; left out", shown(&text)));
                continue;
            }
        };
        if is_ours {
            let pattern =
                text.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).filter(|_| limit == Limit::Pattern);
            field.limits.insert(limit, pattern.unwrap_or(&text).to_owned());
            continue;
        }
        match usable(limit, &text, &field.ty) {
            Usable::As(limited) => set(field, limit, limited),
            Usable::Nothing => {}
            Usable::Not(why) => warnings.push(format!("`{name}: {}` {why}; left out", shown(&text))),
        }
    }
    if !is_ours {
        drop_contradiction(field, Limit::Min, Limit::Max, warnings);
        drop_contradiction(field, Limit::MinLen, Limit::MaxLen, warnings);
    }
}

/// Sets a limit; of two that apply together, the narrower.
fn set(field: &mut Field, limit: Limit, value: String) {
    let number = |text: &str| text.parse::<Amount>().ok();
    if let Some(known) = field.limits.get(&limit)
        && let (Some(known), Some(new)) = (number(known), number(&value))
    {
        let is_wider = match limit {
            Limit::Min | Limit::MinLen => new < known,
            _ => new > known,
        };
        if is_wider {
            return;
        }
    }
    field.limits.insert(limit, value);
}

/// Reads an exclusive limit: a number of its own, or, in OpenAPI 3.0, a mark at the inclusive one.
fn exclusive(name: &str, text: &str, schema: &Schema<'_>, field: &mut Field, warnings: &mut Vec<String>) {
    let (limit, inclusive, step) = match name {
        "exclusiveMinimum" => (Limit::Min, "minimum", 1),
        _ => (Limit::Max, "maximum", -1),
    };
    let beside = schema.limits.iter().find(|(known, _)| *known == inclusive).and_then(|(_, node)| node.scalar_text());
    let text = match text {
        "false" => return,
        "true" => match beside {
            Some(beside) => beside.into_owned(),
            None => return warnings.push(format!("`{name}: true` without `{inclusive}`; left out")),
        },
        text => text.to_owned(),
    };
    let whole = text.parse::<i128>().ok().filter(|_| matches!(field.ty, Type::Integer(_)));
    let moved = whole.map_or_else(|| text.clone(), |number| (number + step).to_string());
    match usable(limit, &moved, &field.ty) {
        Usable::As(limited) => {
            if whole.is_none() {
                warnings.push(format!("`{name}: {}` is declared as inclusive", shown(&text)));
            }
            set(field, limit, limited);
        }
        _ => warnings.push(format!("`{name}: {}` does not fit its type; left out", shown(&text))),
    }
}

/// What a limit becomes.
enum Usable {
    As(String),
    /// It excludes nothing.
    Nothing,
    Not(&'static str),
}

/// Converts a limit to the form of its type.
fn usable(limit: Limit, text: &str, ty: &Type) -> Usable {
    const UNFIT: Usable = Usable::Not("does not fit its type");
    match (limit, ty) {
        (Limit::Min | Limit::Max, Type::Decimal) => match plain_decimal(text).filter(|plain| plain.len() < 30) {
            Some(plain) => Usable::As(plain),
            None => UNFIT,
        },
        (Limit::Min | Limit::Max, Type::Integer(width)) => {
            // Some tools write `10.0` for 10.
            let plain = plain_decimal(text).unwrap_or_default();
            let whole = plain.split_once('.').map_or(plain.as_str(), |(whole, part)| {
                if part.bytes().all(|digit| digit == b'0') { whole } else { "" }
            });
            let Ok(number) = whole.parse::<i128>() else { return UNFIT };
            let (min, max) =
                width.map_or((i128::from(i64::MIN), i128::from(i64::MAX)), |w| (w.min.into(), w.max.into()));
            match limit {
                Limit::Min if number <= min => Usable::Nothing,
                Limit::Max if number >= max => Usable::Nothing,
                _ if number < min || number > max => UNFIT,
                _ => Usable::As(number.to_string()),
            }
        }
        (Limit::MinLen | Limit::MaxLen, Type::Text | Type::List(_)) => match (limit, text.parse::<u32>()) {
            (Limit::MinLen, Ok(0)) => Usable::Nothing,
            (_, Ok(0)) => Usable::Not("would leave no value but an empty one"),
            (_, Ok(len)) => Usable::As(len.to_string()),
            (_, Err(_)) => Usable::Not("is not a length"),
        },
        (Limit::Pattern, Type::Text) => match pattern::whole(text) {
            Pattern::Whole(whole) => Usable::As(whole),
            Pattern::Anything => Usable::Nothing,
            Pattern::Unsupported(why) => Usable::Not(why),
        },
        _ => UNFIT,
    }
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
    let Some(mut example) = field.example.take() else { return };
    if field.ty == Type::Decimal {
        example = plain_decimal(&example).unwrap_or_default();
    }
    // Tools write `0` where nobody filled in an id.
    let is_no_id = infer::is_id(&field.name) && example.bytes().all(|byte| matches!(byte, b'0' | b'-'));
    let is_long = example.chars().count() > 80;
    if field.secret || example.is_empty() || is_no_id || is_long || example.chars().any(char::is_control) {
        return;
    }
    let fits_type = match &field.ty {
        Type::Text => true,
        Type::Decimal => example.parse::<Amount>().is_ok(),
        Type::Integer(width) => integer_fits(&example, *width),
        Type::Uuid => example.parse::<freedompay::Uuid>().is_ok(),
        Type::Flag => matches!(example.as_str(), "0" | "1"),
        Type::Enum { values, .. } => values.contains(&example),
        _ => false,
    };
    let mut broken =
        field.limits.iter().filter(|(limit, value)| !fits(**limit, value, &example)).map(|(limit, _)| limit.name());
    match broken.next() {
        // The length of a list is not that of its item's sample.
        _ if matches!(field.ty, Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Any | Type::Bool) => {}
        Some(limit) => warnings.push(format!("the sample breaks {limit}; the limit is kept, the sample left out")),
        None if fits_type => field.example = Some(example),
        None => {}
    }
}

fn integer_fits(example: &str, width: Option<Width>) -> bool {
    let (min, max) = width.map_or((i128::from(i64::MIN), i128::from(i64::MAX)), |w| (w.min.into(), w.max.into()));
    example.parse::<i128>().is_ok_and(|number| number >= min && number <= max && number.to_string() == *example)
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
