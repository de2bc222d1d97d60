//! Limits of a schema, as far as its type supports them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use freedompay::Amount;

use super::numbers::plain_decimal;
use super::parts::shown;
use super::pattern::{self, Pattern};
use super::resolved::Schema;
use crate::spec::import::document::node::Node;
use crate::spec::model::{Field, Limit, Type};

/// Limits of a field.
type Limits = BTreeMap<Limit, String>;

/// Reads the limits of a field's schema.
pub(super) fn read(schema: &Schema<'_>, field: &mut Field, is_ours: bool, warnings: &mut Vec<String>) {
    let (least, most) =
        if matches!(field.ty, Type::List(_)) { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    if !is_ours {
        widen(schema, field, warnings);
    }
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

/// Widens an integer whose limits allow more than its format holds.
fn widen(schema: &Schema<'_>, field: &mut Field, warnings: &mut Vec<String>) {
    let Type::Integer(Some(width)) = field.ty else { return };
    let is_most = |name: &str| matches!(name, "maximum" | "exclusiveMaximum");
    let is_least = |name: &str| matches!(name, "minimum" | "exclusiveMinimum");
    let outside = schema.limits.iter().find_map(|(name, value)| {
        let text = value.scalar_text()?;
        let number: i64 = plain_decimal(&text)?.parse().ok()?;
        // A limit at the first number outside may be meant as exclusive.
        let is_outside = (is_most(name) && i128::from(number) > i128::from(width.max) + 1)
            || (is_least(name) && i128::from(number) < i128::from(width.min) - 1);
        is_outside.then(|| format!("`{name}: {}`", shown(&text)))
    });
    if let (Some(outside), Some(format)) = (outside, schema.format) {
        warnings.push(format!("`format: {}` does not hold its {outside}; read as 64 bits", shown(format)));
        field.ty = Type::Integer(None);
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

/// Returns the wider or the narrower of two limits of one name, or nothing if they cannot be compared.
pub(super) fn widest<'n>(name: &str, one: &'n Node, other: &'n Node, is_wide: bool) -> Option<&'n Node> {
    if one == other {
        return Some(one);
    }
    let number = |node: &Node| plain_decimal(&node.scalar_text()?)?.parse::<Amount>().ok();
    let is_least = match name {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" => true,
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" => false,
        _ => return None,
    };
    let is_smaller = number(one)? < number(other)?;
    Some(if is_smaller == (is_least == is_wide) { one } else { other })
}

/// Returns the limits that two fields have in common, the wider of each, and those that are left out.
pub(super) fn common(one: &Limits, other: &Limits) -> (Limits, Vec<String>) {
    let mut both = Limits::new();
    let number = |text: &str| text.parse::<Amount>().ok();
    for (limit, value) in one {
        let Some(second) = other.get(limit) else { continue };
        let is_smaller = number(value).zip(number(second)).map(|(value, second)| value < second);
        let wider = match (limit, is_smaller) {
            _ if value == second => value,
            (Limit::Min | Limit::MinLen, Some(is_smaller)) => {
                if is_smaller {
                    value
                } else {
                    second
                }
            }
            (Limit::Max | Limit::MaxLen, Some(is_smaller)) => {
                if is_smaller {
                    second
                } else {
                    value
                }
            }
            _ => continue,
        };
        both.insert(*limit, wider.clone());
    }
    let mut lost = listed(one);
    lost.extend(listed(other));
    let kept = listed(&both);
    lost.retain(|limit| !kept.contains(limit));
    lost.dedup();
    (both, lost)
}

/// Lists limits as a declaration writes them.
pub(crate) fn listed(limits: &Limits) -> Vec<String> {
    limits.iter().map(|(limit, value)| format!("`{} = {}`", limit.name(), shown(value))).collect()
}
