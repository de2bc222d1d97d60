//! Payments by a card whose details the merchant collects.

use super::status::{self, PaymentStatus};
use crate::card_data::{CardHolder, CardNumber, Cvc, ExpiryMonth, ExpiryYear};
use crate::gateway::receipt::ReceiptPosition;
use crate::gateway::values::CallStatus;
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_model};

/// Charges a card whose details the merchant collected.
///
/// With `three_ds` set in the response the payer has to pass 3-D Secure first: let the payer's browser post `MD`
/// (`three_ds_md`), `PaReq` (`three_ds_pareq`) and `TermUrl` (a URL of the merchant's) to `three_ds_acs_url`. The bank
/// posts `MD` and `PaRes` to `TermUrl`; send them on with [`CompleteThreeDs`]. The module
/// [`three_ds`](crate::gateway::three_ds) does both. The status `pending` means that the outcome comes later.
///
/// Nothing guards against a repetition: keep `order_id` unique, and ask [`PaymentStatus`] before paying again.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and the codes of a failed payment.
///
/// Source: <https://docs.freedompay.kz/card-9586997e0>
#[freedompay_endpoint(
    uri = "/g2g/payment",
    method = "POST",
    id = "gateway.sync.purchase.card",
    response = CardPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CHARGED,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/card-9586997e0"
)]
pub struct PayByCard {
    /// Order number on the merchant's side; keep it unique. At most 50 characters by an older copy of the page.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Amount in `currency`, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "1000")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217. Shops in Kazakhstan take KZT only, by an older copy of the page.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Order 8841")]
    pub description: String,
    /// Makes it a test payment; without it the shop's setting holds.
    pub testing_mode: Option<Flag>,
    /// Payer's id on the merchant's side. The provider's anti-fraud scores it.
    #[freedompay(example = "No65GFR755789T")]
    pub user_id: Option<String>,
    /// Payer's e-mail address. The provider's anti-fraud scores it.
    #[freedompay(example = "example@site.com")]
    pub user_email: Option<String>,
    /// Payer's phone, digits only. The provider's anti-fraud scores it.
    #[freedompay(pattern = "[0-9]+", example = "77777777777")]
    pub user_phone: Option<String>,
    /// Card number.
    #[freedompay(min_len = 13, max_len = 20, example = "4716047261941981")]
    pub card_pan: CardNumber,
    /// Security code; text, because it may begin with 0.
    #[freedompay(example = "123")]
    pub card_cvc: Cvc,
    /// Year the card expires, two digits.
    #[freedompay(pattern = "[0-9]{2}", example = "31")]
    pub card_year: ExpiryYear,
    /// Month the card expires, two digits.
    #[freedompay(pattern = "[0-9]{2}", example = "09")]
    pub card_month: ExpiryMonth,
    /// Holder's name in Latin letters. Seen live: at least two words.
    #[freedompay(example = "John Doe")]
    pub card_name: CardHolder,
    /// Whether to capture at once (one step) or to hold until capture or cancel (two steps).
    pub auto_clearing: Option<Flag>,
    /// Asks for a 3-D Secure challenge; otherwise, and against this wish, the issuer decides.
    #[freedompay(rename = "pg_3ds_challenge")]
    pub three_ds_challenge: Option<Flag>,
    /// A fixed exchange rate.
    pub exchange_params: Option<ExchangeParams>,
    /// Free text of the merchant's.
    pub param1: Option<String>,
    /// Free text of the merchant's.
    pub param2: Option<String>,
    /// Free text of the merchant's.
    pub param3: Option<String>,
    /// Begins a recurring profile with this payment; the manager has to permit it.
    pub recurring_start: Option<Flag>,
    /// Validity of the profile in months.
    #[freedompay(min = 1, max = 156)]
    pub recurring_lifetime: Option<u32>,
    /// Lines of the receipt; at most ten (see [`ReceiptPosition`]).
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
    /// Card data encrypted for the provider: a JWE in compact form (RSA-OAEP-256, A256GCM), which
    /// `CardEncryptionKey` makes (feature `card-encryption`).
    ///
    /// The card fields stay required beside it; whether they may then be left out is not documented.
    pub encrypted_card: Option<Secret>,
    /// Told the outcome. From older copies of the page; the newest schema does not list it.
    #[freedompay(example = "https://site.com/result")]
    pub result_url: Option<String>,
    /// Payer's IP address. From older copies of the page; the newest schema does not list it.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Asks to save the card, for which `user_id` is needed too. The newest schema does not list it; the 3-D Secure
    /// page speaks of it, and a public integration sends 0 or 1.
    pub save_card: Option<Flag>,
}

/// A fixed exchange rate. The page documents none of its parts as required.
#[freedompay_model(request)]
pub struct ExchangeParams {
    /// The rate to convert at.
    pub rate: Option<Amount>,
    /// Code of the rate's source, from the manager.
    pub rates_code: Option<String>,
    /// Date of the rate; today if empty. Its format is not documented.
    pub ex_date: Option<String>,
}

/// Finishes a payment with what the issuer's 3-D Secure page (ACS) sent back.
///
/// One public integration names the first field `pg_3d_md`; the page says `pg_md`.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and the codes of a failed payment.
///
/// Source: <https://docs.freedompay.kz/api-9586999>
#[freedompay_endpoint(
    uri = "/g2g/paymentAcs",
    method = "POST",
    id = "gateway.sync.purchase.three_d_secure",
    response = CompletedPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CONTINUED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9586999"
)]
pub struct CompleteThreeDs {
    /// Payment id from the first step.
    #[freedompay(example = "7999007771")]
    pub payment_id: u64,
    /// `MD` as the ACS returned it; may be empty.
    pub md: String,
    /// `PaRes` as the ACS returned it; for 3-D Secure 2 the `CRes`, base64url.
    pub pares: Secret,
}

/// A payment by card, token or wallet, as far as it got.
///
/// The pages of the four calls list different parts of it, and mark some required that their samples lack: which are
/// there depends on what happened.
#[freedompay_model(prefix = "pg_")]
pub struct CardPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// `ok` or `pending`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// The merchant's number; in the response to a payment by token.
    #[freedompay(example = "9970")]
    pub merchant_id: Option<u64>,
    /// The merchant's order number; in the response to a payment by token.
    #[freedompay(example = "ORD12345")]
    pub order_id: Option<String>,
    /// Whether the payer has to pass 3-D Secure first.
    #[freedompay(rename = "pg_3ds", example = "0")]
    pub three_ds: Option<Flag>,
    /// `MD` for the ACS. The card page swaps its description with that of the URL.
    #[freedompay(rename = "pg_3d_md")]
    pub three_ds_md: Option<String>,
    /// URL of the issuer's ACS.
    #[freedompay(rename = "pg_3d_acsurl")]
    pub three_ds_acs_url: Option<String>,
    /// `PaReq` for the ACS; for 3-D Secure 2 the `CReq`, base64url.
    #[freedompay(rename = "pg_3d_pareq", secret)]
    pub three_ds_pareq: Option<String>,
    /// The bank's authorisation code.
    #[freedompay(example = "116658")]
    pub auth_code: Option<String>,
    /// The bank's reference.
    #[freedompay(example = "482481615785")]
    pub reference: Option<String>,
    /// Id of the recurring profile, if one was begun.
    pub recurring_profile: Option<u64>,
    /// Id of the saved card, a number on one page and text on another. Deprecated by the provider; the token takes its
    /// place.
    pub card_id: Option<String>,
    /// Token of the saved card, as most pages name it.
    pub card_token: Option<Secret>,
    /// Token of the saved card, as the page of the payment by card names it.
    pub card_token_to: Option<Secret>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub datetime: Option<String>,
}

/// A payment after 3-D Secure.
#[freedompay_model(prefix = "pg_")]
pub struct CompletedPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7999007771")]
    pub payment_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// The bank's authorisation code.
    #[freedompay(example = "243412")]
    pub auth_code: Option<String>,
    /// The bank's reference; in the sample only.
    #[freedompay(example = "241107063029")]
    pub reference: Option<String>,
    /// Id of the saved card. Deprecated by the provider; the token takes its place.
    pub card_id: Option<u64>,
    /// Token of the saved card, if saving it was asked for.
    pub card_token: Option<Secret>,
    /// When it was answered, ISO 8601 with offset; in the sample only.
    #[freedompay(example = "2024-11-07T06:30:29+00:00")]
    pub datetime: Option<String>,
}
