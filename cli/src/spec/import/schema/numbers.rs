//! Numbers as documents write them.

use freedompay::Amount;

/// Returns whether a text is a number of YAML that no message can have.
pub(super) fn is_infinite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    [".inf", ".nan"].iter().any(|known| unsigned.eq_ignore_ascii_case(known))
}

/// Writes a number without an exponent, as amounts are written; `None` if it is not one.
pub(super) fn plain_decimal(text: &str) -> Option<String> {
    if text.parse::<Amount>().is_ok() {
        return Some(text.to_owned());
    }
    let (number, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok().filter(|exponent: &i32| exponent.abs() < 28)?;
    number.parse::<Amount>().ok()?;
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let plain = if point <= 0 {
        format!("0.{}{all}", "0".repeat(usize::try_from(-point).ok()?))
    } else {
        let point = usize::try_from(point).ok()?;
        let padded = format!("{all}{}", "0".repeat(point.saturating_sub(all.len())));
        let (whole, part) = padded.split_at(point);
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    };
    let trimmed = plain.trim_start_matches('0');
    let plain = if trimmed.is_empty() {
        "0".to_owned()
    } else if trimmed.starts_with('.') {
        format!("0{trimmed}")
    } else {
        trimmed.to_owned()
    };
    let made = format!("{sign}{plain}");
    made.parse::<Amount>().is_ok().then_some(made)
}

#[cfg(test)]
mod tests {
    use super::plain_decimal;

    #[test]
    fn exponents_are_written_out() {
        for (text, plain) in [
            ("1e3", "1000"),
            ("1.0E7", "10000000"),
            ("8.3e-5", "0.000083"),
            ("12.5e1", "125"),
            ("12.55e1", "125.5"),
            ("-2e2", "-200"),
            ("0e5", "0"),
            ("20.00", "20.00"),
        ] {
            assert_eq!(plain_decimal(text).as_deref(), Some(plain), "{text}");
        }
        for text in ["", "e3", "1e", "1e99999999999", "abc", "1e400", "007"] {
            assert_eq!(plain_decimal(text), None, "{text}");
        }
    }
}
