//! Merchant API > Purchase > Any amount.

use super::status::{self, PaymentStatus};
use super::{Language, NotifyMethod, PaymentPage};
use crate::{Amount, Flag, freedompay_endpoint};

/// Opens a hosted page on which the payer types the amount before paying, and gets its URL.
///
/// No money moves by this call. Amounts are in major units of `currency`.
///
/// The page's table of fields is not readable in public. The fields are those of its .uz copy, of public clients and,
/// where said, of the Gateway page of the same name; only `description` is known to be required.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/any-amount-11620875e0>
#[freedompay_endpoint(
    uri = "/any_amount.php",
    method = "POST",
    id = "merchant.purchase.any_amount",
    response = PaymentPage,
    effect = write,
    recover = PaymentStatus,
    outcome = status::PREPARED,
    idempotency = idempotency_key,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/any-amount-11620875e0"
)]
pub struct CreateAnyAmountPayment {
    /// Order number on the merchant's side. Integrations send it; whether it is optional is not documented.
    pub order_id: Option<String>,
    /// Amount that the page suggests, in `currency`; at least 0.01. Integrations send it or leave it out.
    #[freedompay(min = 0.01)]
    pub amount: Option<Amount>,
    /// Smallest amount, a whole number. Only on the Gateway page of the same name.
    pub amount_interval_from: Option<u64>,
    /// Largest amount, a whole number. Only on the Gateway page of the same name.
    pub amount_interval_to: Option<u64>,
    /// Currency of the amounts, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown.
    #[freedompay(example = "Ticket")]
    pub description: String,
    /// Makes it a test payment.
    pub testing_mode: Option<Flag>,
    /// Time limit for the payer, in seconds; a day unless set.
    #[freedompay(min = 300, max = 604800)]
    pub lifetime: Option<u32>,
    /// Language of the page; Russian unless set.
    pub language: Option<Language>,
    /// Payer's id on the merchant's side: letters, digits, `_` and `-`. The limits are those of Create payment.
    #[freedompay(min_len = 1, max_len = 50, pattern = "[a-zA-Z0-9_-]+")]
    pub user_id: Option<String>,
    /// Payer's IP address.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Payer's phone with the country code.
    #[freedompay(example = "77777777777")]
    pub user_phone: Option<String>,
    /// Payer's e-mail address.
    pub user_contact_email: Option<String>,
    /// Method of the calls to the check and result URLs.
    pub request_method: Option<NotifyMethod>,
    /// Asked before the payer is charged.
    pub check_url: Option<String>,
    /// Told the outcome.
    pub result_url: Option<String>,
    /// URL to which the payer's browser goes after success.
    pub success_url: Option<String>,
    /// URL to which the payer's browser goes after failure.
    pub failure_url: Option<String>,
    /// HTTP method of `success_url`: GET or POST.
    pub success_url_method: Option<NotifyMethod>,
    /// HTTP method of `failure_url`: GET or POST.
    pub failure_url_method: Option<NotifyMethod>,
    /// Link back to the shop.
    #[freedompay(example = "http://site.kz/return")]
    pub site_url: Option<String>,
    /// Free text of the merchant's.
    pub param1: Option<String>,
    /// Free text of the merchant's.
    pub param2: Option<String>,
    /// Free text of the merchant's.
    pub param3: Option<String>,
    /// Asks for a QR picture. From the Gateway page of the same name.
    pub generate_qr: Option<bool>,
    /// Guards against doing it twice. From the Gateway page of the same name.
    pub idempotency_key: Option<String>,
}
