//! Texts of the payer's pages: one file per language.

mod en;
mod kk;
mod ru;

use freedompay::Amount;

/// A language of the pages. The provider has Kyrgyz and Uzbek pages as well; they are Russian here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Russian,
    Kazakh,
    English,
}

impl Language {
    pub(crate) const ALL: [Language; 3] = [Language::Russian, Language::Kazakh, Language::English];

    /// Reads a language from `pg_language` or a page's address. The documentation has both `kk` and `kz` for Kazakh.
    pub(crate) fn of(code: &str) -> Self {
        match code {
            "kk" | "kz" => Language::Kazakh,
            "en" => Language::English,
            _ => Language::Russian,
        }
    }

    /// Returns the code for the `lang` attribute and for addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Language::Russian => "ru",
            Language::Kazakh => "kk",
            Language::English => "en",
        }
    }

    /// Returns the language's own name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Language::Russian => "Русский",
            Language::Kazakh => "Қазақша",
            Language::English => "English",
        }
    }

    /// Returns the texts in this language.
    pub(crate) fn texts(self) -> &'static Texts {
        match self {
            Language::Russian => &ru::TEXTS,
            Language::Kazakh => &kk::TEXTS,
            Language::English => &en::TEXTS,
        }
    }

    /// Formats an amount with grouped thousands: `2 500,00 KZT`, in English `2,500.00 KZT`.
    pub(crate) fn money(self, amount: Amount, currency: &str) -> String {
        let (group, point) = if self == Language::English { (',', '.') } else { ('\u{a0}', ',') };
        let text = amount.to_string();
        let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if !cents.is_empty() {
            out.push(point);
            out.push_str(cents);
        }
        format!("{out}\u{a0}{currency}")
    }
}

/// All texts of the pages. `{…}` is filled in.
pub(crate) struct Texts {
    pub(crate) sandbox: &'static str,
    pub(crate) language: &'static str,
    pub(crate) shop: &'static str,
    pub(crate) order: &'static str,
    pub(crate) amount: &'static str,
    /// `{from}`, `{to}`.
    pub(crate) amount_between: &'static str,
    pub(crate) amount_from: &'static str,
    pub(crate) amount_to: &'static str,

    pub(crate) pay_title: &'static str,
    /// `{amount}`.
    pub(crate) pay: &'static str,
    pub(crate) pay_plain: &'static str,
    pub(crate) ways: &'static str,
    pub(crate) by_card: &'static str,
    pub(crate) by_phone: &'static str,
    pub(crate) another_way: &'static str,
    pub(crate) saved_cards: &'static str,
    pub(crate) new_card: &'static str,

    pub(crate) number: &'static str,
    pub(crate) expiry: &'static str,
    pub(crate) expiry_hint: &'static str,
    pub(crate) cvc: &'static str,
    pub(crate) cvc_hint: &'static str,
    pub(crate) holder: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) phone_hint: &'static str,
    pub(crate) get_code: &'static str,
    /// `{phone}`.
    pub(crate) code_sent: &'static str,
    pub(crate) code: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) resend: &'static str,
    pub(crate) resent: &'static str,

    pub(crate) test_cards: &'static str,
    pub(crate) test_card_pays: &'static str,
    pub(crate) test_card_asks: &'static str,
    pub(crate) test_card_poor: &'static str,
    pub(crate) test_cards_note: &'static str,
    pub(crate) test_phones: &'static str,
    pub(crate) test_phones_note: &'static str,

    pub(crate) to_bank_title: &'static str,
    pub(crate) to_bank: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) back_to_shop: &'static str,
    pub(crate) returning: &'static str,
    pub(crate) paid_title: &'static str,
    pub(crate) failed_title: &'static str,
    pub(crate) expired_title: &'static str,
    pub(crate) expired: &'static str,
    pub(crate) unknown_title: &'static str,
    pub(crate) unknown: &'static str,

    pub(crate) save_title: &'static str,
    pub(crate) save_for_payouts_title: &'static str,
    pub(crate) save: &'static str,
    pub(crate) saved_title: &'static str,

    pub(crate) payout_title: &'static str,
    pub(crate) take: &'static str,
    pub(crate) taken_title: &'static str,
    pub(crate) not_taken_title: &'static str,
    pub(crate) agreement_title: &'static str,
    pub(crate) agree: &'static str,
    pub(crate) agreed_title: &'static str,
    pub(crate) not_agreed_title: &'static str,

    pub(crate) acs_title: &'static str,
    pub(crate) acs_bank: &'static str,
    pub(crate) acs_prompt: &'static str,
    pub(crate) acs_code: &'static str,
    pub(crate) acs_hint: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) acs_passed_title: &'static str,
    pub(crate) acs_refused_title: &'static str,
    pub(crate) acs_done: &'static str,

    pub(crate) wrong_number: &'static str,
    pub(crate) wrong_expiry: &'static str,
    pub(crate) wrong_cvc: &'static str,
    pub(crate) wrong_holder: &'static str,
    pub(crate) wrong_amount: &'static str,
    pub(crate) wrong_phone: &'static str,
    pub(crate) no_card_chosen: &'static str,
    /// Before the code of an error.
    pub(crate) error_code: &'static str,
    /// By error code; the first applies to all others.
    pub(crate) errors: &'static [(u32, &'static str)],
}

impl Texts {
    /// Explains an error to the payer.
    pub(crate) fn error(&self, code: u32) -> &'static str {
        let known = self.errors.iter().find(|(known, _)| *known == code).or(self.errors.first());
        known.map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Language, Texts};

    fn codes(texts: &Texts) -> Vec<u32> {
        texts.errors.iter().map(|(code, _)| *code).collect()
    }

    #[test]
    fn every_language_explains_the_same_errors() {
        for language in Language::ALL {
            assert_eq!(codes(language.texts()), codes(Language::English.texts()), "{}", language.code());
        }
    }

    #[test]
    fn money_is_written_as_the_language_writes_it() {
        let amount = |text: &str| text.parse().unwrap_or(Amount::ZERO);
        assert_eq!(Language::English.money(amount("1234567.50"), "KZT"), "1,234,567.50\u{a0}KZT");
        assert_eq!(Language::Kazakh.money(amount("2500.00"), "KZT"), "2\u{a0}500,00\u{a0}KZT");
        assert_eq!(Language::Russian.money(amount("999"), "KZT"), "999\u{a0}KZT");
    }
}
