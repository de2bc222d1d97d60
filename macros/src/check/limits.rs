//! Whether limits fit the type they stand on.

use crate::diagnostics::Mistakes;
use crate::parse::field::FieldDef;

const NUMBERS: [&str; 9] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "Amount"];

pub(super) fn check(field: &FieldDef, mistakes: &mut Mistakes) {
    let ty = field.type_name();
    let is_number = NUMBERS.contains(&ty.as_str());
    let is_text = matches!(ty.as_str(), "String" | "Secret");
    let is_list = ty == "Vec";
    // A type we do not know by name may be any of them.
    let is_other = !is_number && !is_text && !is_list && !matches!(ty.as_str(), "bool" | "Flag" | "Uuid");
    for (name, limit) in [("min", &field.min), ("max", &field.max)] {
        if let Some((_, tokens)) = limit.as_ref().filter(|_| !is_number && !is_other) {
            mistakes.on(
                "FP017",
                tokens,
                format!("`{name}` limits a number, not a `{ty}`{}", lengths(is_text || is_list)),
            );
        }
    }
    for (name, limit) in [("min_len", &field.min_len), ("max_len", &field.max_len)] {
        if let Some(limit) = limit.as_ref().filter(|_| !is_text && !is_list && !is_other) {
            let meant = if is_number { "; for the value write `min` or `max`" } else { "" };
            mistakes.on("FP017", limit, format!("`{name}` limits a text or a list, not a `{ty}`{meant}"));
        }
    }
    if let (Some((min, _)), Some((max, tokens))) = (&field.min, &field.max)
        && compare(min, max).is_gt()
    {
        mistakes.on("FP017", tokens, format!("`max = {max}` is below `min = {min}`: nothing would be valid"));
    }
    let length = |limit: &Option<syn::LitInt>| limit.as_ref().and_then(|n| n.base10_parse::<usize>().ok());
    if let (Some(min), Some(max), Some(tokens)) = (length(&field.min_len), length(&field.max_len), &field.max_len)
        && min > max
    {
        mistakes.on("FP017", tokens, format!("`max_len = {max}` is below `min_len = {min}`: nothing would be valid"));
    }
    if let Some(pattern) = &field.pattern {
        if !is_text && !is_other {
            mistakes.on("FP017", pattern, format!("`pattern` limits a text, not a `{ty}`"));
        }
        if let Err(e) = regex_lite::Regex::new(&pattern.value()) {
            mistakes.on("FP017", pattern, format!("`pattern` is not a regular expression: {e}"));
        }
    }
}

fn lengths(has_length: bool) -> &'static str {
    if has_length { "; for its length write `min_len` or `max_len`" } else { "" }
}

/// Compares two exact decimal texts without a float.
fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let parts = |text: &str| {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        (sign, whole.trim_start_matches('0').to_owned(), part.trim_end_matches('0').to_owned())
    };
    let ((sign_a, whole_a, part_a), (sign_b, whole_b, part_b)) = (parts(a), parts(b));
    let size = (whole_a.len(), &whole_a, &part_a).cmp(&(whole_b.len(), &whole_b, &part_b));
    sign_a.cmp(&sign_b).then(if sign_a < 0 { size.reverse() } else { size })
}
