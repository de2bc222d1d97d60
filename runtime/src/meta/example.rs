//! Whether an example fits the type of its field: a rule for the compiler, which knows every type's table.

use super::TypeMeta;
use super::text::is_same;

/// Refuses to compile an example that is not a value of its type.
///
/// # Panics
/// With what is expected; this is a constant of every field with an `example`.
#[track_caller]
#[expect(clippy::panic, reason = "it is the compiler's message")]
pub const fn require_example(ty: &TypeMeta, example: &str) {
    if let Some(problem) = problem(ty, example) {
        panic!("{}", problem);
    }
}

/// Returns what is wrong with an example. One of a list is one of its items.
const fn problem(ty: &TypeMeta, example: &str) -> Option<&'static str> {
    match ty {
        TypeMeta::Bool if !is_one_of(&["true", "false", "1", "0"], example) => {
            Some("FP029: this example is not a boolean: write `true` or `false`")
        }
        TypeMeta::Flag if !is_one_of(&["1", "0"], example) => {
            Some("FP029: this example is not a flag: write `1` or `0`")
        }
        TypeMeta::Integer { min, max } if !is_integer(example.as_bytes(), *min as i128, *max as i128) => {
            Some("FP029: this example is not an integer that the type holds: correct it")
        }
        TypeMeta::Decimal if !is_decimal(example.as_bytes()) => {
            Some("FP029: this example is not a decimal number: write it like `12.50`")
        }
        TypeMeta::Uuid if !is_uuid(example.as_bytes()) => Some("FP029: this example is not a UUID: correct it"),
        TypeMeta::Enum { values, .. } if !is_one_of(values, example) => {
            Some("FP029: this example is not a value of the enum: write one of its wire values")
        }
        TypeMeta::List(item) => problem(item, example),
        TypeMeta::Object(_) | TypeMeta::Map(_) => {
            Some("FP029: an object does not have an example: write one on each of its fields")
        }
        _ => None,
    }
}

const fn is_one_of(values: &[&str], text: &str) -> bool {
    let mut at = 0;
    while at < values.len() {
        if is_same(values[at], text) {
            return true;
        }
        at += 1;
    }
    false
}

const fn is_integer(text: &[u8], min: i128, max: i128) -> bool {
    let is_negative = !text.is_empty() && text[0] == b'-';
    let mut at = is_negative as usize;
    let mut value: i128 = 0;
    if at == text.len() || text.len() > 21 {
        return false;
    }
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            return false;
        }
        value = value * 10 + (text[at] - b'0') as i128;
        at += 1;
    }
    let value = if is_negative { -value } else { value };
    min <= value && value <= max
}

const fn is_decimal(text: &[u8]) -> bool {
    let mut at = (!text.is_empty() && text[0] == b'-') as usize;
    // Digits on both sides of the one point that may be there.
    let (mut is_after_digit, mut points) = (false, 0);
    while at < text.len() {
        match text[at] {
            b'0'..=b'9' => is_after_digit = true,
            b'.' if is_after_digit && points == 0 => (is_after_digit, points) = (false, 1),
            _ => return false,
        }
        at += 1;
    }
    is_after_digit
}

const fn is_uuid(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let is_hyphen = at == 8 || at == 13 || at == 18 || at == 23;
        if (is_hyphen && text[at] != b'-') || (!is_hyphen && !text[at].is_ascii_hexdigit()) {
            return false;
        }
        at += 1;
    }
    text.len() == 36
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_a_value_of_its_type() {
        const STATUS: TypeMeta = TypeMeta::Enum { values: &["ok", "error"], numeric: false };
        const STATUSES: TypeMeta = TypeMeta::List(&STATUS);
        const BYTE: TypeMeta = TypeMeta::Integer { min: -128, max: 127 };
        const LONG: TypeMeta = TypeMeta::Integer { min: 0, max: u64::MAX };
        let rows: [(&TypeMeta, &[&str], &[&str]); 11] = [
            (&TypeMeta::Any, &["", "x"], &[]),
            (&TypeMeta::Text, &["", "x"], &[]),
            (&TypeMeta::Bool, &["true", "false", "1", "0"], &["", "yes", "TRUE", "2"]),
            (&TypeMeta::Flag, &["1", "0"], &["", "true", "2", "01"]),
            (&BYTE, &["-128", "0", "127"], &["", "-", "-129", "128", "1.0", "+1", "1e1", "x"]),
            (&LONG, &["0", "18446744073709551615"], &["-1", "18446744073709551616", "99999999999999999999999"]),
            (&TypeMeta::Decimal, &["0", "-12.50", "100"], &["", "-", ".5", "5.", "1.2.3", "1,5", "1e3", "100 KZT"]),
            (
                &TypeMeta::Uuid,
                &["550e8400-e29b-41d4-a716-446655440000"],
                &["", "550e8400e29b41d4a716446655440000x", "550e8400-e29b-41d4-a716-44665544000", "x"],
            ),
            (&STATUS, &["ok", "error"], &["", "OK", "failed", "o"]),
            (&STATUSES, &["ok"], &["failed"]),
            (&TypeMeta::Object(&[]), &[], &["x"]),
        ];
        for (ty, right, wrong) in rows {
            for example in right {
                assert_eq!(problem(ty, example), None, "{ty:?} {example}");
            }
            for example in wrong {
                let message = problem(ty, example).unwrap_or_default();
                assert!(message.starts_with("FP029: "), "{ty:?} {example}");
            }
        }
    }
}
