//! Ways to write a value that callers sign by mistake.

use crate::tree::Tree;
use crate::tree::Value;
use crate::wire::form;

/// How values are written into the string to sign.
#[derive(Clone, Copy, Default)]
pub(super) enum Spelling {
    #[default]
    AsSent,
    Trimmed,
    /// As in a form body.
    FormEncoded,
    /// As in a form body, with `%20` for spaces.
    PercentEncoded,
    HtmlEscaped,
    /// `2500` for `2500.00`.
    WithoutZeros,
    /// `2500.00` for `2500`.
    TwoDecimals,
    /// `2500.0` for `2500`.
    OneDecimal,
    Windows1251,
}

impl Spelling {
    /// Returns the bytes of a value.
    pub(super) fn bytes(self, field: &str, text: &str) -> Vec<u8> {
        match self {
            Spelling::Windows1251 => windows_1251(text).unwrap_or_else(|| text.as_bytes().to_vec()),
            _ => self.text(field, text).into_bytes(),
        }
    }

    /// Returns a value as text.
    pub(super) fn text(self, field: &str, text: &str) -> String {
        let is_amount = field.contains("amount") || field.contains("price");
        match self {
            Spelling::AsSent | Spelling::Windows1251 => text.to_owned(),
            Spelling::Trimmed => text.trim().to_owned(),
            Spelling::FormEncoded => form_encoded(text),
            Spelling::PercentEncoded => form_encoded(text).replace('+', "%20"),
            Spelling::HtmlEscaped => {
                text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
            }
            _ if !is_amount => text.to_owned(),
            Spelling::WithoutZeros => match decimal(text) {
                Some((whole, places)) if places.bytes().all(|b| b == b'0') => whole.to_owned(),
                Some((whole, places)) => format!("{whole}.{}", places.trim_end_matches('0')),
                None => text.to_owned(),
            },
            Spelling::TwoDecimals => with_places(text, 2),
            Spelling::OneDecimal => with_places(text, 1),
        }
    }
}

fn form_encoded(text: &str) -> String {
    // Encodes a form with one field and removes its name.
    let field = Value::Map(vec![("v".to_owned(), Value::Text(text.to_owned()))]);
    let encoded = Tree::from_serialize(&field).map(|tree| form::encode(tree.root())).unwrap_or_default();
    encoded.strip_prefix("v=").unwrap_or_default().to_owned()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn decimal(text: &str) -> Option<(&str, &str)> {
    text.split_once('.').filter(|(whole, places)| is_number(whole) && is_number(places))
}

fn with_places(text: &str, places: usize) -> String {
    match decimal(text) {
        Some((whole, given)) if given.len() < places => format!("{whole}.{given:0<places$}"),
        None if is_number(text) => format!("{text}.{:0<places$}", ""),
        _ => text.to_owned(),
    }
}

/// Encodes Cyrillic text in Windows-1251; `None` for other non-ASCII characters.
fn windows_1251(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| match letter {
        'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xC0).ok(),
        'Ё' => Some(0xA8),
        'ё' => Some(0xB8),
        '№' => Some(0xB9),
        '«' => Some(0xAB),
        '»' => Some(0xBB),
        '—' => Some(0x97),
        '–' => Some(0x96),
        _ => u8::try_from(u32::from(letter)).ok().filter(u8::is_ascii),
    };
    text.chars().map(byte).collect()
}
