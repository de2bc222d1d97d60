//! Checks that limits fit the type of their field.

use std::cmp::Ordering;

use syn::LitInt;

use crate::diagnostics::Diagnostics;
use crate::parse::field::FieldDef;

/// The integer types and their ranges.
const INTEGERS: [(&str, &str, &str); 8] = [
    ("u8", "0", "255"),
    ("u16", "0", "65535"),
    ("u32", "0", "4294967295"),
    ("u64", "0", "18446744073709551615"),
    ("i8", "-128", "127"),
    ("i16", "-32768", "32767"),
    ("i32", "-2147483648", "2147483647"),
    ("i64", "-9223372036854775808", "9223372036854775807"),
];

/// The kinds of limits that fit a type. A type of unknown name may be any of them.
struct Kind {
    name: String,
    is_number: bool,
    is_text: bool,
    is_list: bool,
}

pub(super) fn check(field: &FieldDef, diagnostics: &mut Diagnostics) {
    let before = diagnostics.count();
    declared(field, diagnostics);
    if diagnostics.count() == before {
        example(field, diagnostics);
    }
}

/// Reports an example outside of its own limits. Whether it fits the type is for the compiler, which knows its table.
fn example(field: &FieldDef, diagnostics: &mut Diagnostics) {
    let Some(example) = field.example.as_ref().filter(|_| field.type_name() != "Vec") else { return };
    let text = example.value();
    let mut wrong = |limit: &str| {
        diagnostics.on("FP029", example, format!("this example {limit}: correct one of the two"));
    };
    if is_number(&text) {
        if let Some((min, _)) = field.min.as_ref().filter(|(min, _)| compare(&text, min).is_lt()) {
            wrong(&format!("is below `min = {min}`"));
        }
        if let Some((max, _)) = field.max.as_ref().filter(|(max, _)| compare(&text, max).is_gt()) {
            wrong(&format!("is above `max = {max}`"));
        }
    }
    let characters = text.chars().count();
    if let Some(min) = length(field.min_len.as_ref()).filter(|min| characters < *min) {
        wrong(&format!("is shorter than `min_len = {min}`"));
    }
    if let Some(max) = length(field.max_len.as_ref()).filter(|max| characters > *max) {
        wrong(&format!("is longer than `max_len = {max}`"));
    }
    let whole = field.pattern.as_ref().map(|pattern| format!("^(?:{})$", pattern.value()));
    if whole.and_then(|pattern| regex_lite::Regex::new(&pattern).ok()).is_some_and(|regex| !regex.is_match(&text)) {
        wrong("does not match `pattern`");
    }
}

/// Reports whether a text is an exact decimal number.
fn is_number(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_plain(whole.strip_prefix('-').unwrap_or(whole)) && is_plain(part)
}

fn length(limit: Option<&LitInt>) -> Option<usize> {
    limit.and_then(|n| n.base10_parse().ok())
}

/// Reports limits that fit neither the type nor each other.
fn declared(field: &FieldDef, diagnostics: &mut Diagnostics) {
    let name = field.type_name();
    let is_known = matches!(name.as_str(), "bool" | "Flag" | "Uuid" | "BTreeMap");
    let kind = Kind {
        is_number: name == "Amount" || INTEGERS.iter().any(|(integer, ..)| *integer == name),
        is_text: matches!(name.as_str(), "String" | "Secret"),
        is_list: name == "Vec",
        name,
    };
    let is_other = !is_known && !kind.is_number && !kind.is_text && !kind.is_list;
    if !is_other {
        fits(field, &kind, diagnostics);
    }
    if let (Some((min, _)), Some((max, tokens))) = (&field.min, &field.max)
        && compare(min, max).is_gt()
    {
        let message = format!("`max = {max}` is below `min = {min}`, so no value is valid: swap or correct them");
        diagnostics.on("FP017", tokens, message);
    }
    if let (Some(min), Some(max)) = (length(field.min_len.as_ref()), length(field.max_len.as_ref()))
        && min > max
    {
        let message =
            format!("`max_len = {max}` is below `min_len = {min}`, so no value is valid: swap or correct them");
        diagnostics.on("FP017", &field.max_len, message);
    }
    if let Some(max_len) = field.max_len.as_ref().filter(|_| length(field.max_len.as_ref()) == Some(0)) {
        let message = "`max_len = 0` leaves only an empty value: correct it, or remove the field";
        diagnostics.on("FP017", max_len, message);
    }
    if let Some(pattern) = field.pattern.as_ref().filter(|pattern| pattern.value().is_empty()) {
        let message = "an empty `pattern` matches only an empty text: write `[0-9]+` for digits, or remove it";
        diagnostics.on("FP017", pattern, message);
    } else if let Some(pattern) = &field.pattern
        && let Err(e) = regex_lite::Regex::new(&pattern.value())
    {
        diagnostics.on(
            "FP017",
            pattern,
            format!("`pattern` is not a regular expression ({e}): write `[0-9]+` for digits"),
        );
    }
}

fn fits(field: &FieldDef, kind: &Kind, diagnostics: &mut Diagnostics) {
    let Kind { name: ty, is_number, is_text, is_list } = kind;
    let instead = match (*is_number, *is_text || *is_list) {
        (true, _) => "write `min` or `max`",
        (_, true) => "write `min_len` or `max_len`",
        _ => "remove it",
    };
    for (name, limit) in [("min", &field.min), ("max", &field.max)] {
        match limit {
            Some((_, tokens)) if !is_number => {
                diagnostics.on("FP017", tokens, format!("`{name}` limits a number, but the type is `{ty}`: {instead}"));
            }
            Some((limit, tokens)) => holds(ty, name, limit, tokens, diagnostics),
            None => {}
        }
    }
    for (name, limit) in [("min_len", &field.min_len), ("max_len", &field.max_len)] {
        if let Some(limit) = limit.as_ref().filter(|_| !is_text && !is_list) {
            let message = format!("`{name}` limits a string or a list, but the type is `{ty}`: {instead}");
            diagnostics.on("FP017", limit, message);
        }
    }
    if let Some(pattern) = field.pattern.as_ref().filter(|_| !is_text) {
        diagnostics.on("FP017", pattern, format!("`pattern` applies to a string, but the type is `{ty}`: {instead}"));
    }
}

/// Reports a limit that its integer type cannot hold.
fn holds(ty: &str, name: &str, limit: &str, tokens: &proc_macro2::TokenStream, diagnostics: &mut Diagnostics) {
    let Some((_, least, most)) = INTEGERS.iter().find(|(integer, ..)| *integer == ty) else { return };
    if limit.contains('.') {
        let message = format!("a `{ty}` is an integer: write `{name}` without a fraction, or use an `Amount`");
        diagnostics.on("FP017", tokens, message);
    } else if compare(limit, least).is_lt() || compare(limit, most).is_gt() {
        let message = format!("a `{ty}` holds {least} to {most}: correct `{name} = {limit}`, or use another type");
        diagnostics.on("FP017", tokens, message);
    }
}

/// Compares two exact decimal texts without a float.
fn compare(a: &str, b: &str) -> Ordering {
    let parts = |text: &str| {
        let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, part) = (whole.trim_start_matches('0').to_owned(), part.trim_end_matches('0').to_owned());
        let sign = if whole.is_empty() && part.is_empty() { 0 } else { 1 - 2 * i32::from(is_negative) };
        (sign, whole, part)
    };
    let ((sign_a, whole_a, part_a), (sign_b, whole_b, part_b)) = (parts(a), parts(b));
    let size = (whole_a.len(), &whole_a, &part_a).cmp(&(whole_b.len(), &whole_b, &part_b));
    sign_a.cmp(&sign_b).then(if sign_a < 0 { size.reverse() } else { size })
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn decimals_compare_exactly() {
        let ordered =
            ["-10.5", "-10.05", "-1", "-0.01", "0", "0.01", "0.1", "0.10000001", "1", "9.9", "10", "99999999"];
        for (at, a) in ordered.iter().enumerate() {
            for (other, b) in ordered.iter().enumerate() {
                assert_eq!(compare(a, b), at.cmp(&other), "{a} {b}");
            }
        }
        assert!(compare("-0", "0.00").is_eq() && compare("007.10", "7.1").is_eq());
    }
}
