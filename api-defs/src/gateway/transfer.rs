//! Gateway API > Sync API > Transfer: from one card to another.

use std::time::Duration;

use crate::card_data::{CardHolder, CardNumber, Cvc, ExpiryMonth, ExpiryYear};
use crate::gateway::error_code::ErrorCode;
use crate::gateway::values::{CallStatus, Language, PaymentState};
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_model};

/// In the place of a card token it leaves out one half of a transfer: as `card_token` nothing is debited, as
/// `card_recipient_token` nothing is credited. A documented constant, the same for everybody.
pub const SKIP_TOKEN: &str = "2d0b504c-b95d-4cf6-b782-5a7d13ab2c85";

/// Debits the sender's card and credits the recipient's.
///
/// Each card is given by its number or its token. If the second half fails, the first is given back by itself. With
/// `three_ds` set in the response, send the sender to `three_ds_acs_url` and finish with [`CompleteTransfer`].
///
/// Errors: 10004 (3-D Secure code of the debited card; the response keeps the fields of [`Transfer`]), 1100 (wrong
/// signature), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9885527>
#[freedompay_endpoint(
    uri = "/g2g/p2p/transfer",
    method = "POST",
    id = "gateway.sync.transfer.card",
    response = Transfer,
    effect = money,
    recover = TransferStatus,
    outcome = TRANSFERRED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9885527"
)]
pub struct TransferToCard {
    /// Transfer number on the merchant's side; keep it unique. A number here, letters and digits on an older page.
    #[freedompay(example = "980399")]
    pub order_id: String,
    /// Amount in `currency_from`, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "10")]
    pub amount: Amount,
    /// Amount in `currency_to`, major units; at least 0.01. On an older page one of the two amounts was enough.
    #[freedompay(min = 0.01, example = "10")]
    pub amount_to: Option<Amount>,
    /// Currency of the debit, ISO 4217; KZT, USD or EUR by an older page.
    #[freedompay(example = "KZT")]
    pub currency_from: String,
    /// Currency of the credit, ISO 4217. If it differs, amounts are converted at the rate of [`TransferRates`].
    #[freedompay(example = "USD")]
    pub currency_to: String,
    /// Commission that the sender pays, in `currency_from`, major units.
    #[freedompay(min = 0)]
    pub commission_amount: Option<Amount>,
    /// Text that the payer is shown.
    #[freedompay(example = "Transfer 17")]
    pub description: String,
    /// Language of error texts. The values are those of the hosted page; this one lists none.
    pub language: Option<Language>,
    /// Sender's id on the merchant's side. An older page requires it for saving a card.
    #[freedompay(example = "1234")]
    pub user_id: Option<String>,
    /// Token of the sender's card, needed without `card_pan`; may be [`SKIP_TOKEN`].
    pub card_token: Option<Secret>,
    /// Number of the sender's card, needed without `card_token`.
    #[freedompay(example = "4405645000006150")]
    pub card_pan: Option<CardNumber>,
    /// Security code of the sender's card, needed without `card_token`; text, because it may begin with 0.
    #[freedompay(example = "653")]
    pub card_cvc: Option<Cvc>,
    /// Year the sender's card expires, two digits, needed without `card_token`.
    #[freedompay(pattern = "[0-9]{2}", example = "25")]
    pub card_year: Option<ExpiryYear>,
    /// Month the sender's card expires, two digits, needed without `card_token`.
    #[freedompay(pattern = "[0-9]{2}", example = "09")]
    pub card_month: Option<ExpiryMonth>,
    /// Name of the sender's card's holder, needed without `card_token`.
    #[freedompay(example = "IVAN IVANOV")]
    pub card_name: Option<CardHolder>,
    /// Number of the recipient's card, needed without `card_recipient_token`.
    #[freedompay(example = "4405645000006150")]
    pub card_recipient: Option<CardNumber>,
    /// Token of the recipient's card, needed without `card_recipient`; may be [`SKIP_TOKEN`].
    pub card_recipient_token: Option<Secret>,
    /// Name of the recipient's card's holder.
    pub card_recipient_name: Option<Secret>,
    /// Asks to save the sender's card. The values are not documented.
    pub save_sender_card: Option<String>,
    /// Asks to save the recipient's card. The values are not documented.
    pub save_recipient_card: Option<String>,
    /// Sender's date of birth, `YYYY-MM-DD`. This and the next four are missing from a copy of the page of March 2025.
    #[freedompay(pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}", example = "1990-05-17")]
    pub sender_birthdate: Option<String>,
    /// Sender's country, ISO 3166 alpha-3.
    #[freedompay(min_len = 1, example = "KAZ")]
    pub sender_country: Option<String>,
    /// Sender's city, Latin letters.
    #[freedompay(min_len = 1, max_len = 25)]
    pub sender_city: Option<String>,
    /// Sender's street, Latin letters.
    #[freedompay(min_len = 1, max_len = 35)]
    pub sender_street: Option<String>,
    /// Sender's postal code.
    #[freedompay(min_len = 1, max_len = 10)]
    pub sender_postal_code: Option<String>,
}

/// Finishes a transfer after the sender has passed 3-D Secure.
///
/// Unlike the other 3-D Secure calls it asks for nothing that the ACS returned.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and codes of the payment system with the fields
/// of [`Transfer`] beside them.
///
/// Source: <https://docs.freedompay.kz/api-9886434>
#[freedompay_endpoint(
    uri = "/g2g/p2p/transfer_acs",
    method = "POST",
    id = "gateway.sync.transfer.three_ds",
    response = Transfer,
    effect = money,
    recover = TransferStatus,
    outcome = CONTINUED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9886434"
)]
pub struct CompleteTransfer {
    /// Id of the pending transfer.
    #[freedompay(example = "7777777777")]
    pub payment_id: u64,
}

/// Asks for the state of a transfer.
///
/// Neither id is documented as required; one of them evidently is.
///
/// Errors: 11068 (no such transfer; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9886515>
#[freedompay_endpoint(
    uri = "/g2g/p2p/status",
    method = "POST",
    id = "gateway.sync.transfer.status",
    response = Transfer,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9886515"
)]
pub struct TransferStatus {
    /// The merchant's transfer number. The page types it as a number.
    #[freedompay(example = "980528")]
    pub order_id: Option<String>,
    /// Freedom Pay's id of the transfer.
    #[freedompay(example = "777777777")]
    pub payment_id: Option<u64>,
}

/// A transfer that the call began.
const TRANSFERRED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_status", values: &["success"] }],
    failed: &[FieldMatch { path: "pg_payment_status", values: &["error"] }],
    not_found_codes: &["11068"],
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// A transfer that was there before and that the call went on with, asked about by Freedom Pay's id.
const CONTINUED: OutcomeRules = OutcomeRules { not_found_codes: &[], not_found_grace: Duration::ZERO, ..TRANSFERRED };

/// A transfer, as far as it got: the response to starting, finishing and asking for one. Amounts are in major units.
///
/// The pages mark fields as required that their own samples lack. Asking has no 3-D Secure and error fields.
#[freedompay_model(prefix = "pg_")]
pub struct Transfer {
    /// Freedom Pay's id of the transfer.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// Outcome of the call: `ok` or `pending`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// State of the transfer: success, process or error in the samples.
    #[freedompay(example = "success")]
    pub payment_status: Option<PaymentState>,
    /// Whether the sender has to pass 3-D Secure first.
    #[freedompay(rename = "pg_3ds", example = "0")]
    pub three_ds: Option<Flag>,
    /// URL at which the sender passes it.
    #[freedompay(rename = "pg_3d_acsurl")]
    pub three_ds_acs_url: Option<String>,
    /// The merchant's transfer number.
    #[freedompay(example = "ORD12345")]
    pub order_id: Option<String>,
    /// Amount that is debited, in `currency_from`.
    #[freedompay(example = "1000.00")]
    pub payment_amount: Option<Amount>,
    /// Amount that is credited, in `currency_to`.
    #[freedompay(example = "950.00")]
    pub payout_amount: Option<Amount>,
    /// Currency of the debit, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency_from: Option<String>,
    /// Currency of the credit, ISO 4217.
    #[freedompay(example = "USD")]
    pub currency_to: Option<String>,
    /// Masked number of the sender's card; the samples have two forms of mask.
    #[freedompay(example = "4444-44XX-XXXX-4444")]
    pub card_mask: Option<String>,
    /// Token of the sender's card, if it is saved.
    #[freedompay(example = "abcd1234token")]
    pub card_token: Option<Secret>,
    /// Token of the recipient's card, if it is saved.
    #[freedompay(example = "xyz9876token")]
    pub card_recipient_token: Option<Secret>,
    /// Masked number of the recipient's card.
    #[freedompay(example = "4444-44XX-XXXX-4444")]
    pub card_recipient_mask: Option<String>,
    /// When it was carried out; empty until then. ISO 8601 in one sample, `YYYY-MM-DD hh:mm:ss` without offset in the
    /// others.
    #[freedompay(example = "2024-11-28 16:46:51")]
    pub payment_date: Option<String>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2024-11-28T11:30:25+00:00")]
    pub datetime: Option<String>,
    /// Why it failed.
    pub error_code: Option<ErrorCode>,
    /// Why it failed, in words.
    pub error_description: Option<String>,
}

impl PollStatus for Transfer {
    fn is_final(&self) -> bool {
        !self.payment_status.as_ref().is_some_and(PaymentState::is_under_way)
    }
}

/// Asks for the rates at which transfers are converted.
///
/// The page shows no error sample. Errors: 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9886534>
#[freedompay_endpoint(
    uri = "/g2g/p2p/rates",
    method = "POST",
    id = "gateway.sync.transfer.rates",
    response = Rates,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9886534"
)]
pub struct TransferRates {
    /// Currency of the debit, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency_from: Option<String>,
    /// Currency of the credit, ISO 4217.
    #[freedompay(example = "EUR")]
    pub currency_to: Option<String>,
}

/// Rates of conversion. Its own fields bear the provider's names, because one of them lacks the prefix `pg_`.
#[freedompay_model]
pub struct Rates {
    /// `ok`.
    #[freedompay(example = "ok")]
    pub pg_status: Option<CallStatus>,
    /// One rate, or several: that the element repeats is likely, but not documented.
    ///
    /// The schema calls it `rates`, the sample `rate`. Both are read.
    #[serde(alias = "rates")]
    pub rate: Vec<Rate>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2024-10-01T14:00:00+00:00")]
    pub pg_datetime: Option<String>,
}

/// Rate of one pair of currencies.
#[freedompay_model(prefix = "pg_")]
pub struct Rate {
    /// Currency of the debit, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency_from: Option<String>,
    /// Currency of the credit, ISO 4217.
    #[freedompay(example = "EUR")]
    pub currency_to: Option<String>,
    /// The rate. Which way it is to be applied is not documented.
    #[freedompay(example = "0.85")]
    pub rate: Option<Amount>,
}
