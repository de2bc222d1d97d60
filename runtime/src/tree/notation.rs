//! Numbers in every notation that JSON allows, read exactly: `8.3e-5` is what PHP writes for 0.000083, `5.0` for a whole number.

use std::borrow::Cow;

/// Longest number written out: twice what any type here holds. An exponent beyond costs nothing.
const LONGEST: usize = 64;

/// Returns a number without an exponent: of one that has none, its text; of another, its exact value.
pub(crate) fn decimal(text: &str) -> Option<Cow<'_, str>> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, part) = match mantissa.split_once('.') {
        Some((whole, part)) if is_digits(part) => (whole, part),
        Some(_) => return None,
        None => (mantissa, ""),
    };
    if !is_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let Some(exponent) = exponent else { return Some(text.into()) };
    let (falls, power) = match exponent.strip_prefix('-') {
        Some(power) => (true, power),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    if !is_digits(power) {
        return None;
    }
    let part = part.trim_end_matches('0');
    let digits = [whole, part].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some("0".into());
    }
    let power: i64 = power.parse().ok()?;
    let power = if falls { -power } else { power };
    written_out(sign, digits, i64::try_from(part.len()).ok()?.checked_sub(power)?).map(Cow::Owned)
}

/// Returns a whole number as its digits alone, `5.0` and `50e-1` as `5`; nothing for any other.
pub(crate) fn whole(text: &str) -> Option<Cow<'_, str>> {
    let plain = decimal(text)?;
    let end = match plain.split_once('.') {
        Some((whole, part)) if part.bytes().all(|digit| digit == b'0') => whole.len(),
        Some(_) => return None,
        None => plain.len(),
    };
    Some(match plain {
        _ if plain.get(..end) == Some("-0") => "0".into(),
        Cow::Borrowed(text) => text.get(..end)?.into(),
        Cow::Owned(mut text) => {
            text.truncate(end);
            text.into()
        }
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes digits with so many of them, or of zeros before them, behind the point.
fn written_out(sign: &str, digits: &str, places: i64) -> Option<String> {
    let count = i64::try_from(digits.len()).ok()?;
    if digits.len() > LONGEST || usize::try_from(places.checked_abs()?).ok()? > LONGEST {
        return None;
    }
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or_default());
    Some(if places <= 0 {
        format!("{sign}{digits}{}", zeros(-places))
    } else if places >= count {
        format!("{sign}0.{}{digits}", zeros(places - count))
    } else {
        let (whole, part) = digits.split_at_checked(usize::try_from(count - places).ok()?)?;
        format!("{sign}{whole}.{part}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_is_read_exactly() {
        for (text, value) in [
            ("0", "0"),
            ("20.00", "20.00"),
            ("-0.10", "-0.10"),
            ("8.3e-5", "0.000083"),
            ("8.30E-05", "0.000083"),
            ("1.0E7", "10000000"),
            ("1.0e+7", "10000000"),
            ("-1.25e1", "-12.5"),
            ("1.25e2", "125"),
            ("1.25e3", "1250"),
            ("125e-2", "1.25"),
            ("125e-3", "0.125"),
            ("1e-28", "0.0000000000000000000000000001"),
            ("1.000000e-28", "0.0000000000000000000000000001"),
            ("0e999999999999999999999", "0"),
            ("-0.0e-7", "0"),
            ("1e000", "1"),
            ("1e0007", "10000000"),
        ] {
            assert_eq!(decimal(text).as_deref(), Some(value), "{text}");
        }
        for text in [
            "",
            "-",
            "e5",
            "1e",
            "1e+",
            "1e+-5",
            "1e5e5",
            ".5",
            "5.",
            "5.e1",
            "007",
            "-01e2",
            "+1",
            " 1",
            "1 ",
            "1_0",
            "0x1",
            "NaN",
            "Infinity",
            "1,5",
            "１",
            "1e５",
            "1e999999999",
            "1e-999999999",
            "1e99999999999999999999",
            "1e-9223372036854775808",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_whole_in_every_notation() {
        for (text, value) in [
            ("5", "5"),
            ("5.0", "5"),
            ("-5.000", "-5"),
            ("50e-1", "5"),
            ("1.0E7", "10000000"),
            ("1.5e1", "15"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("18446744073709551615.0", "18446744073709551615"),
        ] {
            assert_eq!(whole(text).as_deref(), Some(value), "{text}");
        }
        for text in ["5.5", "5e-1", "1.25e1", "0.1", "05", "five", "1e999999999"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
