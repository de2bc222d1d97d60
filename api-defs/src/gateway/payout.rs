//! Gateway API > Sync API > Payout: money from the merchant's payout balance to cards and bank accounts.
//!
//! Payouts have to be switched on by the manager. They are signed with the payout key. Only for
//! [`PayOutToCard`] do public copies of the provider's own scripts show that; the other calls of the section follow it.
//! A shop that has one key for everything gives it twice. Of IBAN payouts and the balance no source settles the key:
//! [`PgCredentials::ambiguous_calls_use`](crate::PgCredentials::ambiguous_calls_use) says another. Nothing here promises that a repetition is recognised: ask
//! [`PayoutStatus`] before paying out again.

use crate::card_data::CardNumber;
use crate::gateway::values::{CallStatus, PaymentState};
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Amount, Secret, freedompay_endpoint, freedompay_model};

/// Pays money out to a card, by its number.
///
/// The outcome also goes to `post_link`.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned); the payout test cards give 8888, 10000 and 10001.
///
/// Source: <https://docs.freedompay.kz/api-9586998>
#[freedompay_endpoint(
    uri = "/g2g/p2p2nonreg",
    method = "POST",
    id = "gateway.sync.payout.card",
    response = CardPayout,
    effect = money,
    recover = PayoutStatus,
    outcome = PAID_OUT,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9586998"
)]
pub struct PayOutToCard {
    /// Payout number on the merchant's side; keep it unique.
    #[freedompay(example = "1234")]
    pub order_id: String,
    /// Amount in `currency`, major units; at least 0.01 (the minimum is an older page's).
    #[freedompay(min = 0.01, example = "100")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text about the payout. The provider's anti-fraud scores it.
    #[freedompay(example = "Payout 17")]
    pub description: String,
    /// Recipient's id on the merchant's side.
    #[freedompay(example = "1234")]
    pub user_id: Option<String>,
    /// Recipient's card number. The page types it as a number, which 20 digits do not fit.
    #[freedompay(min_len = 13, max_len = 20, example = "4405645000006150")]
    pub payment_to: CardNumber,
    /// Holder's first and last name.
    #[freedompay(example = "John Doe")]
    pub card_name: Option<Secret>,
    /// Told the outcome.
    #[freedompay(example = "http://site.kz/post")]
    pub post_link: String,
}

/// A payout to a card. Amounts are in major units.
#[freedompay_model(prefix = "pg_")]
pub struct CardPayout {
    /// Freedom Pay's id of the payout.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// The merchant's number.
    #[freedompay(example = "9970")]
    pub merchant_id: Option<u64>,
    /// The merchant's payout number.
    #[freedompay(example = "ORD12345")]
    pub order_id: Option<String>,
    /// `ok` in the sample; the page's text speaks of success, error and pending.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Payout balance that is left.
    #[freedompay(example = "500000")]
    pub balance: Option<Amount>,
    /// Amount that was paid out.
    #[freedompay(example = "1000")]
    pub payment_amount: Option<Amount>,
    /// When it was paid out, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub payment_date: Option<String>,
    /// The bank's reference.
    #[freedompay(example = "FSDUNJFA244324")]
    pub reference: Option<String>,
    /// When it was answered, ISO 8601 with offset; in the sample only.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub datetime: Option<String>,
}

/// Pays money out to a bank account, by its IBAN.
///
/// The amount has no currency beside it. The outcome also goes to `post_link`. Examples are those of the Merchant API's
/// twin; this page gives none.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and codes of the payment system.
///
/// Source: <https://docs.freedompay.kz/api-9880408>
#[freedompay_endpoint(
    uri = "/g2g/to_iban",
    method = "POST",
    id = "gateway.sync.payout.iban",
    response = IbanPayout,
    effect = money,
    recover = PayoutStatus,
    outcome = PAID_OUT,
    key = ambiguous,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9880408"
)]
pub struct PayOutToIban {
    /// Payout number on the merchant's side; keep it unique. A number here, text on the sister pages.
    #[freedompay(example = "1234")]
    pub order_id: String,
    /// Amount, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "100")]
    pub amount: Amount,
    /// Text about the payout.
    #[freedompay(example = "Payout 17")]
    pub description: Option<String>,
    /// Recipient's IBAN. The page types it as a number, which it cannot be.
    #[freedompay(example = "KZ123412341234123412")]
    pub recipient_iban: String,
    /// Recipient's individual identification number (IIN).
    #[freedompay(example = "761223455678")]
    pub recipient_iin: Secret,
    /// Recipient's name.
    #[freedompay(example = "IVANOV IVAN")]
    pub recipient_name: String,
    /// Recipient's beneficiary code (`KBe`).
    #[freedompay(example = "19")]
    pub recipient_kbe: u32,
    /// Payment purpose code (KNP). The page types it as a number; it is text here so that a leading 0 survives.
    #[freedompay(pattern = "[0-9]+", example = "119")]
    pub knp: String,
    /// BIC of the recipient's bank.
    #[freedompay(example = "KZZSAE")]
    pub bank_bik: String,
    /// Told the outcome.
    #[freedompay(example = "http://site.kz/post")]
    pub post_link: String,
}

/// A payout to a bank account. Amounts are in major units.
#[freedompay_model(prefix = "pg_")]
pub struct IbanPayout {
    /// Freedom Pay's id of the payout.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// The merchant's number.
    #[freedompay(example = "9970")]
    pub merchant_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// The merchant's payout number.
    #[freedompay(example = "ORD12345")]
    pub order_id: Option<String>,
    /// Amount that was paid out.
    #[freedompay(example = "1000")]
    pub payment_amount: Option<Amount>,
    /// When it was paid out, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub payment_date: Option<String>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub datetime: Option<String>,
}

/// Asks for the payout balance in one currency.
///
/// The page shows no error sample. Errors: 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9884858>
#[freedompay_endpoint(
    uri = "/g2g/balance_status",
    method = "POST",
    id = "gateway.sync.payout.balance",
    response = Balance,
    effect = read,
    key = ambiguous,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9884858"
)]
pub struct PayoutBalance {
    /// Currency of the balance, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: String,
}

/// The payout balance in one currency.
#[freedompay_model(prefix = "pg_")]
pub struct Balance {
    /// The balance, in `currency`, major units.
    #[freedompay(example = "150000.50")]
    pub balance: Option<Amount>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Currency of the balance, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
}

/// Asks for the state of a payout.
///
/// The page requires both ids. They are optional here, because after a call without a response the order number is all
/// there is; a public integration sends it alone, without having tried it. Send what is known.
///
/// Errors: 11068 (no such payout; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9881016>
#[freedompay_endpoint(
    uri = "/g2g/payout_status2",
    method = "POST",
    id = "gateway.sync.payout.status",
    response = PayoutDetails,
    effect = read,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9881016"
)]
pub struct PayoutStatus {
    /// Freedom Pay's id of the payout. This page types it as text, answers as a number.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// The merchant's payout number.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
}

/// A payout that the call made.
pub(super) const PAID_OUT: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_status", values: &["success"] }],
    failed: &[FieldMatch { path: "pg_payment_status", values: &["error"] }],
    not_found_codes: &["11068"],
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// A payout. Amounts are in the payout's currency, major units. What a failed one carries is not documented.
#[freedompay_model(prefix = "pg_")]
pub struct PayoutDetails {
    /// The merchant's number.
    #[freedompay(example = "9970")]
    pub merchant_id: Option<u64>,
    /// Freedom Pay's id of the payout.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// Outcome of the question, not of the payout.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// State of the payout: `success` in the sample, `process` and `error` by a reader of an older page.
    #[freedompay(example = "success")]
    pub payment_status: Option<PaymentState>,
    /// The merchant's payout number.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
    /// Amount of the payout.
    #[freedompay(example = "13441.5")]
    pub amount: Option<Amount>,
    /// Net amount. The schema types it as a whole number, the sample has a decimal.
    #[freedompay(example = "13441.5")]
    pub net_amount: Option<Amount>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2024-11-28T11:10:03+00:00")]
    pub datetime: Option<String>,
}

impl PollStatus for PayoutDetails {
    fn is_final(&self) -> bool {
        !self.payment_status.as_ref().is_some_and(PaymentState::is_under_way)
    }
}
