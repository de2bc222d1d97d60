//! Merchant API > Purchase: payments on a page of Freedom Pay's, and what can be done with them afterwards.
//!
//! A payment goes in one step (`auto_clearing` 1: authorised and captured at once) or in two (0: a hold, then
//! [`clearing`] of all or a part, or [`cancel`]). A hold that gets neither is captured after five days. [`refund`]
//! gives captured money back, [`status`] reports the status of a payment.
//!
//! Leave 1.5 to 2 seconds between payment calls, as the provider asks.

pub mod any_amount;
pub mod cancel;
pub mod card_token;
pub mod clearing;
mod error_code;
pub mod recurring;
pub mod refund;
pub mod status;

use std::collections::BTreeMap;

pub use error_code::ErrorCode;

use super::receipt::ReceiptPosition;
pub use crate::merchant::notify::NotifyMethod;
use crate::{Amount, Flag, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Opens a hosted payment page and gets the URL to send the payer to.
///
/// No money moves by this call; the payer pays on the page, and the outcome comes to `result_url` and from the status
/// call. Amounts are in major units of `currency`.
///
/// The newest page names the path `/init_payment`, older ones and the official mobile SDKs `/init_payment.php`; both
/// were accepted live, and the signature follows the path that is called.
///
/// Errors: 1100 (wrong signature; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/create-payment-11620859e0>
#[freedompay_endpoint(
    uri = "/init_payment",
    method = "POST",
    id = "merchant.purchase.create_payment",
    response = PaymentPage,
    effect = write,
    recover = status::PaymentStatus,
    outcome = status::CREATED,
    idempotency = idempotency_key,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-payment-11620859e0"
)]
pub struct CreatePayment {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(max_len = 50, example = "550e8400-e29b-41d4-a716-446655440000")]
    pub order_id: Option<String>,
    /// Amount in `currency`, major units; 0.01 to 99,999,999.
    #[freedompay(min = 0.01, max = 99999999, example = "25.00")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(max_len = 1024, example = "Order 8841")]
    pub description: String,
    /// Makes it a test payment.
    #[freedompay(example = "1")]
    pub testing_mode: Option<Flag>,
    /// Time limit for the payer, in seconds; a day in older copies unless set.
    #[freedompay(min = 300, max = 604800, example = "86400")]
    pub lifetime: Option<u32>,
    /// Language of the page.
    pub language: Option<Language>,
    /// Whether to capture at once (one step) or to hold until clearing or cancel (two steps).
    #[freedompay(example = "1")]
    pub auto_clearing: Option<Flag>,
    /// Begins a recurring profile with this payment.
    pub recurring_start: Option<Flag>,
    /// Validity of the profile in months; 1 to 156 by the table of 2025, an audit of October 2026 read at most 12.
    #[freedompay(min = 1, max = 156)]
    pub recurring_lifetime: Option<u32>,
    /// Documented with a minimum of 1 and a default of 10; its meaning is not.
    #[freedompay(min = 1)]
    pub timeout_after_payment: Option<u32>,
    /// Asks for a 3-D Secure challenge.
    #[freedompay(rename = "pg_3ds_challenge")]
    pub three_ds_challenge: Option<Flag>,
    /// 3-D Secure for Apple Pay and Google Pay; ignored for plain cards.
    pub token_3ds: Option<Flag>,
    /// Payer's id on the merchant's side: letters, digits, `_` and `-`.
    #[freedompay(min_len = 1, max_len = 50, pattern = "[a-zA-Z0-9_-]+", example = "No65GFR755789T")]
    pub user_id: Option<String>,
    /// Payer's IPv4 address.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Payer's phone with the country code, with or without `+`. This page types it as a number, its siblings as text.
    #[freedompay(pattern = r"\+?[0-9]+", example = "77777777777")]
    pub user_phone: Option<String>,
    /// Payer's e-mail address.
    #[freedompay(example = "mail@customer.kz")]
    pub user_contact_email: Option<String>,
    /// Narrows the page to one payment method.
    pub payment_method: Option<String>,
    /// Method of the calls to the check and result URLs.
    pub request_method: Option<NotifyMethod>,
    /// Asked before the payer is charged.
    #[freedompay(max_len = 255, example = "https://site.com/check")]
    pub check_url: Option<String>,
    /// Told the outcome. Needed here unless it is set for the shop.
    #[freedompay(max_len = 255, example = "https://site.com/result")]
    pub result_url: Option<String>,
    /// URL to which the payer's browser goes after success. Needed here unless it is set for the shop.
    #[freedompay(max_len = 255, example = "https://site.com/success")]
    pub success_url: Option<String>,
    /// URL to which the payer's browser goes after failure. Needed here unless it is set for the shop.
    #[freedompay(max_len = 255, example = "https://site.com/failure")]
    pub failure_url: Option<String>,
    /// Link back to the shop for payment systems that take cash.
    #[freedompay(max_len = 255, example = "http://site.kz/return")]
    pub site_url: Option<String>,
    /// Page on which the payer waits for the payment system.
    #[freedompay(max_len = 255, example = "http://site.kz/state")]
    pub state_url: Option<String>,
    /// HTTP method of `state_url`. From older copies of the page (docs.freedompay.uz/api-13679479).
    #[freedompay(example = "GET")]
    pub state_url_method: Option<NotifyMethod>,
    /// HTTP method of `success_url`. From older copies of the page.
    #[freedompay(example = "GET")]
    pub success_url_method: Option<NotifyMethod>,
    /// HTTP method of `failure_url`. From older copies of the page.
    #[freedompay(example = "GET")]
    pub failure_url_method: Option<NotifyMethod>,
    /// Payment system to use. From older copies of the page.
    #[freedompay(example = "EPAYWEBKZT")]
    pub payment_system: Option<String>,
    /// From older copies of the page; its meaning is not documented.
    #[freedompay(example = "0")]
    pub postpone_payment: Option<i64>,
    /// Lines of the receipt; at most ten (see [`ReceiptPosition`]).
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
    /// Free text of the merchant's, returned in callbacks.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param1: Option<String>,
    /// Free text of the merchant's, returned in callbacks.
    #[freedompay(max_len = 255)]
    pub param2: Option<String>,
    /// Free text of the merchant's, returned in callbacks.
    #[freedompay(max_len = 255)]
    pub param3: Option<String>,
    /// Asks for a QR picture in the response. From older copies and the Gateway page of the same name.
    #[freedompay(example = "1")]
    pub generate_qr: Option<bool>,
    /// `frame` asks for a page meant for an iframe; the manager has to permit it.
    #[freedompay(example = "frame")]
    pub payment_route: Option<String>,
    /// Appearance and behaviour of the page. What may stand inside is not documented.
    pub template_params: Option<BTreeMap<String, String>>,
    /// Seen on the mobile balance page of the same script.
    pub commission_discount: Option<Flag>,
    /// Seen on the mobile balance page of the same script.
    #[freedompay(min = 1)]
    pub commission_discount_fix: Option<Amount>,
    /// Guards against doing it twice. Documented on the Gateway page; integrations send it here.
    pub idempotency_key: Option<String>,
    /// From the Gateway page of the same name.
    pub loyalty_id: Option<String>,
    /// From the Gateway page of the same name; major units.
    pub loyalty_amount: Option<Amount>,
    /// From the Gateway page of the same name.
    pub freedom_id: Option<String>,
    /// Fields of the merchant's own. Their names must not begin with `pg_`; they come back in the check and result calls
    /// and take part in the signature.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, String>,
}

/// The page on which the payer pays.
#[freedompay_model(prefix = "pg_")]
pub struct PaymentPage {
    /// `ok`.
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "4567788")]
    pub payment_id: Option<u64>,
    /// URL to which the payer is sent.
    #[freedompay(example = "https://api.freedompay.kz/pay.html?customer=498333170d6a895148c57c53ffb18287")]
    pub redirect_url: Option<String>,
    /// `need data` in the sample.
    #[freedompay(example = "need data")]
    pub redirect_url_type: Option<String>,
    /// A QR picture as a data URL, if one was asked for.
    pub redirect_qr: Option<String>,
}

/// Outcome of a call (not of a payment).
#[freedompay_enum]
pub enum CallStatus {
    /// It was carried out.
    Ok,
    /// It was not.
    Error,
}

/// Language of a hosted page. Pages of the documentation disagree whether Kazakh is `kk` or `kz`.
#[freedompay_enum]
pub enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
    /// Kazakh, as this call's page prints it.
    Kk,
    /// Kazakh, as the sibling pages print it.
    Kz,
    /// Kyrgyz.
    Kg,
    /// Uzbek.
    Uz,
}
