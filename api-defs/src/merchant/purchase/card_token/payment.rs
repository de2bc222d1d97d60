//! Merchant API > Purchase > Card token > Create payment and Confirm payment: without the payer.

use crate::merchant::purchase::CallStatus;
use crate::merchant::purchase::status::{self, PaymentStatus, TransactionStatus};
use crate::merchant::receipt::ReceiptPosition;
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_model};

/// Prepares a payment with a saved card that takes no action of the payer. [`ConfirmTokenPayment`] then charges it.
///
/// No money moves by this call. It is sent like
/// [`CreateTokenPaymentWithCvc`](super::payment_with_cvc::CreateTokenPaymentWithCvc): only the call that follows reports
/// the two apart.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/create-payment-11620900e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/card/init",
    method = "POST",
    id = "merchant.purchase.card_token.create_payment",
    unscripted_response,
    response = PreparedPayment,
    effect = write,
    recover = PaymentStatus,
    outcome = status::PREPARED,
    idempotency = idempotency_key,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-payment-11620900e0"
)]
pub struct CreateTokenPayment {
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

/// A payment that waits for its confirmation.
#[freedompay_model(prefix = "pg_")]
pub struct PreparedPayment {
    /// `ok`.
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payment; the confirmation takes it.
    #[freedompay(example = "7999007883")]
    pub payment_id: Option<u64>,
    /// Order number on the merchant's side.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
    /// The shop's number.
    #[freedompay(example = "9970")]
    pub merchant_id: Option<u64>,
}

/// Charges a prepared payment at once, without the payer.
///
/// Never confirm the same payment twice: the second call fails with 120 although the first took the money. If the
/// outcome is unknown, ask for the payment's status.
///
/// The page's table of the request is not readable in public: the fields are those of the official SDKs and of
/// clients, which agree.
///
/// Errors: 120 (the payment's status does not allow it, met on a second confirmation), 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/confirm-payment-11777421e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/card/direct",
    method = "POST",
    id = "merchant.purchase.card_token.confirm_payment",
    unscripted_response,
    response = ChargedPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CONTINUED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/confirm-payment-11777421e0"
)]
pub struct ConfirmTokenPayment {
    /// Id of the prepared payment.
    pub payment_id: u64,
}

/// A payment that was charged. The official SDK counts on the first two fields only.
#[freedompay_model(prefix = "pg_")]
pub struct ChargedPayment {
    /// Outcome of the call.
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7999007883")]
    pub payment_id: Option<u64>,
    /// Order number on the merchant's side. The official SDK reads it; the sample lacks it.
    pub order_id: Option<String>,
    /// Outcome of the payment: `ok` in the sample.
    #[freedompay(example = "ok")]
    pub transaction_status: Option<TransactionStatus>,
    /// Whether the merchant may still refuse the payment.
    #[freedompay(example = "1")]
    pub can_reject: Option<Flag>,
    /// Whether the money was taken; a hold otherwise.
    #[freedompay(example = "1")]
    pub captured: Option<Flag>,
    /// Payment method.
    #[freedompay(example = "bankcard")]
    pub payment_method: Option<String>,
    /// Amount in `currency`, major units.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// Currency of the amount.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Masked card number.
    #[freedompay(not_secret, example = "4111-11XX-XXXX-1111")]
    pub card_pan: Option<String>,
    /// Old id of the card; deprecated in favour of the token.
    #[freedompay(example = "56")]
    pub card_id: Option<u64>,
    /// Token of the card.
    pub card_token: Option<Secret>,
    /// Authorisation code.
    #[freedompay(example = "487129")]
    pub auth_code: Option<String>,
    /// When it was created: `YYYY-MM-DD HH:MM:SS`, time zone not documented.
    #[freedompay(example = "2024-11-19 11:40:49")]
    pub create_date: Option<String>,
}
