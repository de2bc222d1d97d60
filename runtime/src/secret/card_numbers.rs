//! Card numbers: which digits can be one, and texts without them.

use std::borrow::Cow;

use super::MASK;

/// Fewest digits of a card number.
pub(crate) const SHORTEST: usize = 12;
/// Most digits of a card number.
pub(crate) const LONGEST: usize = 19;
/// Documented test cards with a wrong check digit.
const TEST_CARDS: [&str; 7] = [
    "4400444400004440",
    "4400444400004441",
    "4400444400004442",
    "4400444400004443",
    "4400444400004445",
    "4400444400004446",
    "4400444400004447",
];

/// Reports whether a run of digits can be a card's number.
pub(crate) fn is_card(digits: &str) -> bool {
    // Zeros alone would pass the checksum.
    let is_number = fits_check_digit(digits) && digits.bytes().any(|b| b != b'0');
    (SHORTEST..=LONGEST).contains(&digits.len()) && (is_number || TEST_CARDS.contains(&digits))
}

/// Checks Luhn: every second digit from the right is doubled, and the digits' sum is a multiple of ten.
fn fits_check_digit(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|b| u32::from(b - b'0'))
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled @ 10..) => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Reports whether digits in a text are taken for a card's number. Some of that length are far more often something else: of
/// twelve, which only Maestro issues, a bank's reference or a person's number; of thirteen, a time in milliseconds.
fn is_taken_for_card(digits: &str) -> bool {
    let may_be = match digits.len() {
        12 => digits.starts_with(['5', '6']),
        13 => !digits.starts_with('1'),
        _ => true,
    };
    may_be && is_card(digits)
}

/// A run of digits in a text.
struct Group {
    start: usize,
    end: usize,
    /// Whether only separators are between it and the group before.
    is_joined: bool,
}

/// Reduces what can be a card number to its last four digits, also where its groups are apart. UUIDs and IBANs stay as they are.
pub(crate) fn without_card_numbers(text: &str) -> Cow<'_, str> {
    if text.bytes().filter(u8::is_ascii_digit).count() < SHORTEST {
        return Cow::Borrowed(text);
    }
    let groups = groups(text);
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(group) = groups.get(at) {
        let Some((after, digits)) = card_at(text, &groups, at) else {
            at += 1;
            continue;
        };
        out.push_str(text.get(copied..group.start).unwrap_or_default());
        out.push_str(MASK);
        out.push_str(digits.get(digits.len() - 4..).unwrap_or_default());
        copied = groups.get(after - 1).map_or(group.end, |last| last.end);
        at = after;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Returns the longest card number that begins with a group: the index after its last group, and its digits. If it has other
/// digits beside it, such as an expiry, its groups must be of a size that cards show.
fn card_at(text: &str, groups: &[Group], first: usize) -> Option<(usize, String)> {
    let is_joined = |at: usize| groups.get(at).is_some_and(|group| group.is_joined);
    let (mut digits, mut found, mut is_usual) = (String::new(), None, true);
    for (at, group) in groups.iter().enumerate().skip(first) {
        let own = text.get(group.start..group.end).unwrap_or_default();
        if (at > first && !group.is_joined) || digits.len() + own.len() > LONGEST {
            break;
        }
        digits.push_str(own);
        is_usual &= own.len() > 2;
        let is_alone = !is_joined(first) && !is_joined(at + 1);
        if (at == first || is_usual || is_alone) && is_taken_for_card(&digits) {
            found = Some((at + 1, digits.clone()));
        }
    }
    found
}

/// Returns the runs of digits in a text but for those of UUIDs and IBANs.
fn groups(text: &str) -> Vec<Group> {
    const MOST_SEPARATORS: usize = 3;
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '\u{2010}'..='\u{2015}');
    let mut groups: Vec<Group> = Vec::new();
    let (mut at, mut separators, mut is_word) = (0, usize::MAX, false);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(length) = text.get(at..).filter(|_| !is_word).and_then(known_number) {
            (at, separators, is_word) = (at + length, usize::MAX, true);
            continue;
        }
        match groups.last_mut() {
            Some(last) if c.is_ascii_digit() && last.end == at => last.end = at + 1,
            _ if c.is_ascii_digit() => {
                groups.push(Group { start: at, end: at + 1, is_joined: separators <= MOST_SEPARATORS });
            }
            _ => {}
        }
        separators = match c {
            '0'..='9' => 0,
            _ if is_separator(c) => separators.saturating_add(1),
            _ => usize::MAX,
        };
        is_word = c.is_alphanumeric() || c == '-';
        at += c.len_utf8();
    }
    groups
}

/// Returns the length of the UUID or the IBAN that a text begins with.
fn known_number(text: &str) -> Option<usize> {
    const UUID: usize = 36;
    const IBAN: std::ops::RangeInclusive<usize> = 15..=34;
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len());
    let word = text.get(..end)?;
    let is_known = match word.len() {
        UUID => uuid::Uuid::try_parse(word).is_ok(),
        length => IBAN.contains(&length) && is_iban(word),
    };
    is_known.then_some(end)
}

/// Checks an IBAN (ISO 13616): with its first four characters behind and letters as numbers, the remainder of 97 is one.
fn is_iban(word: &str) -> bool {
    let Some((head, rest)) = word.split_at_checked(4) else { return false };
    let (country, check) = head.split_at_checked(2).unwrap_or_default();
    let is_head = country.bytes().all(|b| b.is_ascii_uppercase()) && check.bytes().all(|b| b.is_ascii_digit());
    let digits = rest.chars().chain(head.chars()).map(|c| c.to_digit(36));
    let remainder = digits.into_iter().try_fold(0, |sum: u32, digit| {
        let digit = digit?;
        Some((sum * if digit > 9 { 100 } else { 10 } + digit) % 97)
    });
    is_head && remainder == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARDS: [&str; 6] = [
        "4716047261941981",
        "4400444400004440",
        "378282246310005",
        "5018000000009",
        "6304000000000000",
        "30569309025904",
    ];

    #[test]
    fn card_numbers_are_masked_in_any_text() {
        for card in CARDS.into_iter().filter(|card| is_card(card)) {
            let masked = format!("***{}", &card[card.len() - 4..]);
            for separator in ["", " ", "-", "  ", " - ", "\u{a0}", "\u{2013}", "+"] {
                let grouped: Vec<String> =
                    card.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
                let grouped = grouped.join(separator);
                for (before, after) in [
                    ("", ""),
                    ("card ", ", 12/30"),
                    ("pan=", "&cvc=1"),
                    ("PAN", "exp"),
                    ("№", "жқ"),
                    ("1;", ";1"),
                    ("\"", "\""),
                ] {
                    let text = format!("{before}{grouped}{after}");
                    assert_eq!(without_card_numbers(&text), format!("{before}{masked}{after}"), "{text}");
                }
            }
            assert_eq!(without_card_numbers(&format!("{card} {card}")), format!("{masked} {masked}"));
        }
        let shown = |text| without_card_numbers(text).into_owned();
        assert_eq!(shown("4716047261941981 12/30 739"), "***1981 12/30 739");
        assert_eq!(shown("4716 0472 6194 1981 12/30"), "***1981 12/30");
        assert_eq!(shown("77 4716047261941981"), "77 ***1981");
    }

    #[test]
    fn other_numbers_stay_readable() {
        for text in [
            "241107063029",
            "1764375464004",
            "4400444400004449",
            "0000000000000000",
            "47160472619419814716047261941981",
            "4716.0472.6194.1981",
            "00000000-4716-4047-8619-194198100000",
            "47160472-6194-1981-8888-888888888888",
            "2026-11-22 10:00:00",
            "+7 (701) 234-56-78",
            "KZ677221000000182137",
            "to KZ427221000000190056.",
            "жқ 🙂 4",
            "",
        ] {
            assert_eq!(without_card_numbers(text), text);
        }
    }
}
