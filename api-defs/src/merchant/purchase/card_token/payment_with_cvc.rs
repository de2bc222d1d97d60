//! Merchant API > Purchase > Card token > Create payment and Confirm payment (with CVC): the payer types the CVC.

use super::payment::PreparedPayment;
use crate::merchant::purchase::status::{self, PaymentStatus};
use crate::merchant::receipt::ReceiptPosition;
use crate::{Amount, Flag, Secret, freedompay_endpoint};

/// Prepares a payment with a saved card that the payer will confirm with the CVC.
///
/// No money moves by this call; [`ConfirmTokenPaymentWithCvc`] gets the form for the CVC.
///
/// The readable part of the page's table shows the optional fields only: which ones are required is taken from
/// [`CreateTokenPayment`](super::payment::CreateTokenPayment), which has the same path.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/create-payment-with-cvc-11620882e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/card/init",
    method = "POST",
    id = "merchant.purchase.card_token.create_payment_with_cvc",
    unscripted_response,
    response = PreparedPayment,
    effect = write,
    recover = PaymentStatus,
    outcome = status::PREPARED,
    idempotency = idempotency_key,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-payment-with-cvc-11620882e0"
)]
pub struct CreateTokenPaymentWithCvc {
    /// Order number on the merchant's side.
    #[freedompay(example = "12345")]
    pub order_id: String,
    /// Amount, major units; 0.01 to 99,999,999. No page lists a currency, which clients send all the same.
    #[freedompay(min = 0.01, max = 99999999)]
    pub amount: Amount,
    /// Text about the payment.
    #[freedompay(example = "Payment Description")]
    pub description: String,
    /// Payer's id that owns the token: letters, digits, `_` and `-`.
    #[freedompay(max_len = 50, pattern = "[a-zA-Z0-9_-]+", example = "No65GFR755789T")]
    pub user_id: String,
    /// Token of the card. Older copies also take `pg_card_id`, which is deprecated.
    #[freedompay(max_len = 255, example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token: Secret,
    /// Lines of the receipt; at most ten (see [`ReceiptPosition`]). Prices go up to 9,999,999 by this page.
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
    /// Payer's e-mail address.
    #[freedompay(example = "mail@customer.kz")]
    pub user_email: Option<String>,
    /// Payer's phone with the country code, with or without `+`. Typed as a number here, as text in the
    /// .kg copy.
    #[freedompay(pattern = r"\+?[0-9]+", example = "77777777777")]
    pub user_phone: Option<String>,
    /// Payer's IP address, for anti-fraud and disputes.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Told the outcome. Needed here unless it is set for the shop.
    #[freedompay(max_len = 255, example = "https://site.com/result")]
    pub result_url: Option<String>,
    /// URL to which the payer's browser goes after success. Needed here unless it is set for the shop.
    #[freedompay(max_len = 255, example = "https://site.com/success")]
    pub success_url: Option<String>,
    /// URL to which the payer's browser goes after failure. Needed here unless it is set for the shop.
    #[freedompay(max_len = 255, example = "https://site.com/failure")]
    pub failure_url: Option<String>,
    /// Free text of the merchant's.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param1: Option<String>,
    /// Free text of the merchant's.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param2: Option<String>,
    /// Free text of the merchant's.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param3: Option<String>,
    /// Guards against creating it twice. Unique within the merchant, and never used again for another operation.
    #[freedompay(max_len = 255, example = "550e8400-e29b-41d4-a716-446655440000")]
    pub idempotency_key: Option<String>,
    /// Id in the loyalty system.
    pub loyalty_id: Option<u64>,
    /// Loyalty units that the payer gets.
    pub loyalty_amount: Option<Amount>,
    /// Payer's id in the Freedom ecosystem.
    pub freedom_id: Option<String>,
}

/// Gets the form on which the payer types the CVC and so finishes a prepared payment.
///
/// By the page's text the response is an HTML page, which is unsigned and cannot be read as a response of this API: it
/// comes as [`Error::Decode`](crate::Error::Decode) with its bytes in `body`. The sample below that text is XML, pasted
/// from the preceding call. The official SDKs do not post at all: they open the URL in a web view by GET, with the same
/// signed fields in its query.
///
/// The page's table of the request is not readable in public: the fields are those of the official SDKs.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/confirm-payment-with-cvc-11776977e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/card/pay",
    method = "POST",
    id = "merchant.purchase.card_token.confirm_payment_with_cvc",
    effect = write,
    recover = PaymentStatus,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/confirm-payment-with-cvc-11776977e0"
)]
pub struct ConfirmTokenPaymentWithCvc {
    /// Id of the prepared payment.
    pub payment_id: u64,
    /// Makes it a test payment. The official mobile SDKs send it.
    pub testing_mode: Option<Flag>,
}
