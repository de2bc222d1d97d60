//! Merchant API > Payout > IBAN.

// `new` takes what the provider requires, and that is a lot.
#![allow(clippy::too_many_arguments)]

use super::PayoutCallStatus;
use super::status::{self, PayoutStatus};
use crate::{Amount, Secret, freedompay_endpoint, freedompay_model};

/// Pays out to a bank account by its IBAN.
///
/// The amount is in major units; the currency is not part of the call. The fields are those of the .kg copy
/// (docs.freedompay.kg/api-13677850), where not every mark of what is required is legible; all but `post_link` are
/// taken to be.
///
/// It is signed with the payout key if one is configured, as it is a payout, but no source says which key it takes:
/// [`PgCredentials::ambiguous_calls_use`](crate::PgCredentials::ambiguous_calls_use) decides otherwise.
///
/// Errors: 1100 (wrong signature), 8888 (payout balance too low), by a public copy of the provider's list 10029 (IBAN
/// payouts out of service).
///
/// Source: <https://docs.freedompay.kz/iban-11621076e0>
#[freedompay_endpoint(
    uri = "/api/to_iban",
    method = "POST",
    id = "merchant.payout.iban",
    response = IbanPayout,
    effect = money,
    recover = PayoutStatus,
    outcome = status::PAID_OUT,
    key = ambiguous,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/iban-11621076e0"
)]
pub struct CreateIbanPayout {
    /// Order number on the merchant's side.
    #[freedompay(example = "1234")]
    pub order_id: String,
    /// Amount to pay out, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "10")]
    pub amount: Amount,
    /// Text about the payout.
    pub description: String,
    /// Recipient's account.
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
    pub recipient_kbe: String,
    /// Code of the payment's purpose (`KNP`).
    #[freedompay(example = "119")]
    pub knp: String,
    /// Code of the recipient's bank (`BIK`).
    #[freedompay(example = "KZZSAE")]
    pub bank_bik: String,
    /// Told the outcome. Whether it is required is not documented.
    pub post_link: Option<String>,
}

/// A payout to an account.
#[freedompay_model(prefix = "pg_")]
pub struct IbanPayout {
    /// Outcome of the call. The page lists no values.
    pub status: Option<PayoutCallStatus>,
    /// Freedom Pay's id of the payout.
    pub payment_id: Option<u64>,
    /// The shop's number.
    pub merchant_id: Option<u64>,
    /// Order number on the merchant's side.
    pub order_id: Option<String>,
    /// Amount of the payout, major units.
    pub payment_amount: Option<Amount>,
    /// When it was made: an ISO 8601 date-time.
    pub payment_date: Option<String>,
}
