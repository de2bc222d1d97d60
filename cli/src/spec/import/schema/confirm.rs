//! Whether samples confirm what a schema says about a single value. What contradicts it is named.

use std::cmp::Ordering;

use freedompay::Amount;
use regex_lite::Regex;

use super::infer;
use super::numbers::plain_decimal;
use super::parts::shown;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::model::{Field, Limit, Type, Width};

/// Most samples that are named for one field.
const MAX_NAMED: usize = 3;

/// Notes samples that are not among the known values.
pub(super) fn values(values: &[String], samples: &[&Node], is_form: bool) -> Vec<String> {
    let is_truth = values.iter().all(|value| matches!(value.as_str(), "true" | "false"));
    let mut outside: Vec<String> = Vec::new();
    for text in samples.iter().filter_map(|sample| sample.scalar_text()) {
        let is_known =
            values.iter().any(|value| *value == text) || (is_truth && is_form && matches!(&*text, "0" | "1"));
        if !is_known && !text.is_empty() && !values.is_empty() && !outside.iter().any(|known| *known == text) {
            outside.push(text.into_owned());
        }
    }
    let named = outside.iter().take(MAX_NAMED);
    named.map(|text| format!("the sample `{}` is not among its known values", shown(text))).collect()
}

/// Notes samples that break the limits of their field. An empty element of a form or XML shows nothing.
pub(super) fn limits(field: &Field, samples: &[&Node], is_form: bool, warnings: &mut Vec<String>) {
    for (limit, value) in &field.limits {
        let broken = samples.iter().find_map(|sample| match (&field.ty, &sample.data) {
            (Type::List(_), Data::List(items)) => {
                let most = value.parse::<usize>().ok()?;
                let is_broken = if *limit == Limit::MinLen { items.len() < most } else { items.len() > most };
                is_broken.then(|| format!("a sample with {} items", items.len()))
            }
            (Type::List(_), _) => None,
            _ => {
                let text = sample.scalar_text().filter(|text| !(text.is_empty() && is_form))?;
                let name = if field.secret { "a sample".to_owned() } else { format!("the sample `{}`", shown(&text)) };
                (!fits(*limit, value, &text)).then_some(name)
            }
        });
        if let Some(broken) = broken {
            warnings.push(format!("{broken} breaks `{} = {}`; the limit is kept", limit.name(), shown(value)));
        }
    }
}

/// Drops an example that is a secret, does not fit its type or breaks a limit.
pub(super) fn example(field: &mut Field) {
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
    if fits_type && field.limits.iter().all(|(limit, value)| fits(*limit, value, &example)) {
        field.example = Some(example);
    }
}

fn integer_fits(example: &str, width: Option<Width>) -> bool {
    let (min, max) = width.map_or((i128::from(i64::MIN), i128::from(i64::MAX)), |w| (w.min.into(), w.max.into()));
    example.parse::<i128>().is_ok_and(|number| number >= min && number <= max && number.to_string() == *example)
}

/// Returns whether an example respects a limit.
fn fits(limit: Limit, value: &str, example: &str) -> bool {
    let number = |text: &str| plain_decimal(text)?.parse::<Amount>().ok();
    let compared = || Some(number(example)?.cmp(&number(value)?));
    let length = example.chars().count();
    match limit {
        Limit::Min => compared() != Some(Ordering::Less),
        Limit::Max => compared() != Some(Ordering::Greater),
        Limit::MinLen => value.parse::<usize>().is_ok_and(|least| length >= least),
        Limit::MaxLen => value.parse::<usize>().is_ok_and(|most| length <= most),
        Limit::Pattern => Regex::new(&format!("^(?:{value})$")).is_ok_and(|pattern| pattern.is_match(example)),
    }
}
