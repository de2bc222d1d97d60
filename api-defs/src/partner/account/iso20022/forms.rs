//! The written forms of IBAN, date and time.

/// Returns the error in an IBAN, if it has one.
///
/// Letter case and blanks are not forgiven: what is checked is what is sent. The length is known for Kazakhstan only,
/// where the IBAN registry has KZ, two check digits, three digits of the bank and thirteen characters of the account.
pub(super) fn iban(text: &str) -> Result<(), &'static str> {
    let bytes = text.as_bytes();
    if !bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return Err("an IBAN has only capital Latin letters and digits, without blanks");
    }
    let [c1, c2, d1, d2, rest @ ..] = bytes else {
        return Err("an IBAN has 15 to 34 characters");
    };
    if !c1.is_ascii_uppercase() || !c2.is_ascii_uppercase() || !d1.is_ascii_digit() || !d2.is_ascii_digit() {
        return Err("an IBAN begins with two letters of the country and two check digits");
    }
    if [*c1, *c2] == *b"KZ" {
        if bytes.len() != 20 {
            return Err("an IBAN of Kazakhstan has 20 characters");
        }
        if !rest.iter().take(3).all(u8::is_ascii_digit) {
            return Err("an IBAN of Kazakhstan has three digits of the bank after the check digits");
        }
    } else if !(15..=34).contains(&bytes.len()) {
        return Err("an IBAN has 15 to 34 characters");
    }
    // These satisfy the sum too, as twins of 97, 98 and 02, but are never given out.
    let is_never_given = matches!([*d1, *d2], [b'0', b'0' | b'1'] | [b'9', b'9']);
    if is_never_given || mod_97(rest.iter().chain([c1, c2, d1, d2])) != 1 {
        return Err("the check digits of the IBAN do not fit: a character of it is wrong");
    }
    Ok(())
}

/// Remainder of the number in which letters count as 10 to 35.
fn mod_97<'a>(characters: impl Iterator<Item = &'a u8>) -> u32 {
    characters.fold(0, |sum, &b| {
        if b.is_ascii_digit() {
            (sum * 10 + u32::from(b - b'0')) % 97
        } else {
            (sum * 100 + u32::from(b - b'A') + 10) % 97
        }
    })
}

/// Reports whether a text is 8 or 11 capital Latin letters and digits.
pub(super) fn is_bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Reports whether a text is a day of the calendar, `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, b"0000-00-00") else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

/// Reports whether a text is a moment, `YYYY-MM-DDThh:mm:ss`, with or without `Z`.
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let time = time.strip_suffix('Z').unwrap_or(time);
    let is_time = numbers(time, b"00:00:00").is_some_and(|[h, m, s]| h < 24 && m < 60 && s < 60);
    is_date(date) && is_time
}

/// The three numbers of a text that has a digit wherever the pattern has one, and elsewhere what the pattern has.
fn numbers(text: &str, pattern: &[u8]) -> Option<[u32; 3]> {
    if text.len() != pattern.len() {
        return None;
    }
    let mut out = [0; 3];
    let mut at = 0;
    for (b, &wanted) in text.bytes().zip(pattern) {
        match (wanted, b) {
            (b'0', b'0'..=b'9') => {
                let number: &mut u32 = out.get_mut(at)?;
                *number = *number * 10 + u32::from(b - b'0');
            }
            (b'0', _) => return None,
            (_, b) if b == wanted => at += 1,
            _ => return None,
        }
    }
    Some(out)
}
