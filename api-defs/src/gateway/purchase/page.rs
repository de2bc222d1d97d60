//! Payments on a page of Freedom Pay's.

use std::collections::BTreeMap;

use super::status::{self, PaymentStatus};
use crate::gateway::notify::NotifyMethod;
use crate::gateway::receipt::ReceiptPosition;
use crate::gateway::values::{CallStatus, Language};
use crate::{Amount, Flag, freedompay_endpoint, freedompay_model};

/// Opens a hosted payment page and gets the URL to send the payer to.
///
/// No money moves by this call; the payer pays on the page, and the outcome comes to `result_url` and from the status
/// call. Amounts are in major units of `currency`.
///
/// The path ends in a slash, for which the documented rule of the signature gives an empty script name. Two public
/// integrations sign it as `payment_page`, and so does this crate. The page's own text also names
/// `init_payment.php` and `payment.php`, which belong to the Merchant API.
///
/// Errors: 1100 (wrong signature; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/create-payment-9890787e0>
#[freedompay_endpoint(
    uri = "/g2g/payment_page/",
    method = "POST",
    id = "gateway.sync.purchase.create_payment",
    response = PaymentPage,
    effect = write,
    recover = PaymentStatus,
    outcome = status::CREATED,
    idempotency = idempotency_key,
    script = "payment_page",
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-payment-9890787e0"
)]
pub struct CreatePayment {
    /// Order number on the merchant's side; keep it unique. The newest schema types it as a number, samples as text.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Amount in `currency`, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "1000")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Order 8841")]
    pub description: String,
    /// Makes it a test payment.
    pub testing_mode: Option<Flag>,
    /// Time limit for the payer, in seconds; a day unless set.
    #[freedompay(min = 300, max = 604800, example = "86400")]
    pub lifetime: Option<u32>,
    /// Language of the page; Russian unless set.
    pub language: Option<Language>,
    /// Payer's id on the merchant's side.
    #[freedompay(example = "No65GFR755789T")]
    pub user_id: Option<String>,
    /// Payer's IP address.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Payer's phone, beginning with the country code.
    #[freedompay(example = "77777777777")]
    pub user_phone: Option<String>,
    /// Payer's e-mail address.
    #[freedompay(example = "example@site.com")]
    pub user_contact_email: Option<String>,
    /// Narrows the page to one payment method. The page does not list the values.
    pub payment_method: Option<String>,
    /// Method of the calls to the check and result URLs. This page prints GET only, its Merchant twin all three.
    pub request_method: Option<NotifyMethod>,
    /// Asked before the payer is charged.
    #[freedompay(example = "https://site.com/check")]
    pub check_url: Option<String>,
    /// Told the outcome.
    #[freedompay(example = "https://site.com/result")]
    pub result_url: Option<String>,
    /// URL to which the payer's browser goes after success.
    #[freedompay(example = "https://site.com/success")]
    pub success_url: Option<String>,
    /// URL to which the payer's browser goes after failure.
    #[freedompay(example = "https://site.com/failure")]
    pub failure_url: Option<String>,
    /// Link back to the shop for payment systems that take cash.
    #[freedompay(example = "https://site.com/return")]
    pub site_url: Option<String>,
    /// Method of the call to `success_url`: GET or POST.
    pub success_url_method: Option<NotifyMethod>,
    /// Method of the call to `failure_url`: GET or POST.
    pub failure_url_method: Option<NotifyMethod>,
    /// Free text of the merchant's.
    pub param1: Option<String>,
    /// Free text of the merchant's.
    pub param2: Option<String>,
    /// Free text of the merchant's.
    pub param3: Option<String>,
    /// Asks for a QR picture of the page's link in the response.
    pub generate_qr: Option<bool>,
    /// Guards against creating it twice: unique within the merchant, never used again for another operation.
    pub idempotency_key: Option<String>,
    /// Id in the loyalty system.
    pub loyalty_id: Option<String>,
    /// Loyalty units that are accrued.
    pub loyalty_amount: Option<Amount>,
    /// Payer's id in the Freedom ecosystem.
    pub freedom_id: Option<String>,
    /// Lines of the receipt; at most ten (see [`ReceiptPosition`]).
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
    /// `frame` asks for a page meant for an iframe; the manager has to permit it. Named in the page's text only.
    #[freedompay(example = "frame")]
    pub payment_route: Option<String>,
    /// Fields of the merchant's own. Their names must not begin with `pg_`; they come back in the check and result
    /// calls and take part in the signature.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, String>,
}

/// Opens a hosted page on which the payer types the amount first, and gets the URL to send the payer to.
///
/// No money moves by this call. Amounts are in major units of `currency`. The page shows no error sample.
///
/// Source: <https://docs.freedompay.kz/any-amount-9890672e0>
#[freedompay_endpoint(
    uri = "/g2g/any_amount",
    method = "POST",
    id = "gateway.sync.purchase.any_amount",
    response = PaymentPage,
    effect = write,
    recover = PaymentStatus,
    outcome = status::PREPARED,
    idempotency = idempotency_key,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/any-amount-9890672e0"
)]
pub struct CreatePaymentOfAnyAmount {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Amount that is suggested, in `currency`, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "1000")]
    pub amount: Option<Amount>,
    /// Lowest amount that is allowed, major units. The page types it as a whole number.
    pub amount_interval_from: Option<Amount>,
    /// Highest amount that is allowed, major units. The page types it as a whole number.
    pub amount_interval_to: Option<Amount>,
    /// Currency of the amounts, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Donation")]
    pub description: String,
    /// Makes it a test payment.
    pub testing_mode: Option<Flag>,
    /// Time limit for the payer, in seconds. This page prints no limits.
    pub lifetime: Option<u32>,
    /// Language of the page; Russian unless set.
    pub language: Option<Language>,
    /// Payer's id on the merchant's side.
    pub user_id: Option<String>,
    /// Payer's IP address.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Payer's phone, beginning with the country code.
    #[freedompay(example = "77777777777")]
    pub user_phone: Option<String>,
    /// Payer's e-mail address.
    #[freedompay(example = "example@site.com")]
    pub user_contact_email: Option<String>,
    /// Narrows the page to one payment method. The page does not list the values.
    pub payment_method: Option<String>,
    /// Asked before the payer is charged.
    #[freedompay(example = "https://site.com/check")]
    pub check_url: Option<String>,
    /// Told the outcome.
    #[freedompay(example = "https://site.com/result")]
    pub result_url: Option<String>,
    /// URL to which the payer's browser goes after success.
    #[freedompay(example = "https://site.com/success")]
    pub success_url: Option<String>,
    /// URL to which the payer's browser goes after failure.
    #[freedompay(example = "https://site.com/failure")]
    pub failure_url: Option<String>,
    /// Link back to the shop.
    #[freedompay(example = "https://site.com/return")]
    pub site_url: Option<String>,
    /// Method of the call to `success_url`: GET or POST.
    pub success_url_method: Option<NotifyMethod>,
    /// Method of the call to `failure_url`: GET or POST.
    pub failure_url_method: Option<NotifyMethod>,
    /// Method of the calls to the check and result URLs. This page prints GET only, the Merchant API's all three.
    pub request_method: Option<NotifyMethod>,
    /// Free text of the merchant's.
    pub param1: Option<String>,
    /// Free text of the merchant's.
    pub param2: Option<String>,
    /// Free text of the merchant's.
    pub param3: Option<String>,
    /// Asks for a QR picture in the response.
    pub generate_qr: Option<bool>,
    /// Guards against creating it twice: unique within the merchant, never used again for another operation.
    pub idempotency_key: Option<String>,
    /// Id in the loyalty system.
    pub loyalty_id: Option<String>,
    /// Loyalty units that are accrued.
    pub loyalty_amount: Option<Amount>,
    /// Payer's id in the Freedom ecosystem.
    pub freedom_id: Option<String>,
}

/// The page on which the payer pays.
#[freedompay_model(prefix = "pg_")]
pub struct PaymentPage {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "123456")]
    pub payment_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// URL to which the payer is sent.
    #[freedompay(example = "https://customer.freedompay.kz/")]
    pub redirect_url: Option<String>,
    /// `need data` in the sample.
    #[freedompay(example = "need data")]
    pub redirect_url_type: Option<String>,
    /// A QR picture as a data URL, if one was asked for.
    pub redirect_qr: Option<String>,
}
