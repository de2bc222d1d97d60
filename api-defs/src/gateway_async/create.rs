//! Async API > Create: payments.

use super::outcome::PaymentOutcome;
use super::read::{self, PaymentStatus};
use super::source::PaymentSource;
use crate::{Amount, freedompay_endpoint, freedompay_model};

/// Begins a payment by card, wallet, saved card or recurring profile.
///
/// The response says `process`, or `error` at once; [`PaymentStatus`] reports the rest. A repeated `order_id` is answered
/// with the first payment of it, so a payment is not made twice. Amounts are in major units of `currency`.
///
/// The provider's exported schema labels the body as XML; its overview and all samples are JSON, which is sent. What
/// goes to the URLs in `urls` is not documented, so ask for the result.
///
/// Errors: 9403 (wrong input, HTTP status 422 or 200), 10045 (declined for security); see
/// [`ErrorCode`](super::outcome::ErrorCode).
///
/// Source: <https://691vi5ab6p.apidog.io/doc-650923>; its page is <https://docs.freedompay.kz/9587005e0>
#[freedompay_endpoint(
    uri = "/v5/g2g/create",
    method = "POST",
    id = "gateway.async.create.payment",
    response = PaymentOutcome,
    effect = money,
    recover = PaymentStatus,
    outcome = read::CHARGED,
    idempotency = order_id,
    action = "gateway.payment.create",
    shares_uri,
    since = "0.1.0",
    source = "https://691vi5ab6p.apidog.io/doc-650923"
)]
pub struct CreatePayment {
    /// Amount in `currency`, major units.
    #[freedompay(example = "100")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: String,
    /// Description of the purchase.
    #[freedompay(example = "desc")]
    pub description: String,
    /// Order number on the merchant's side; the same number again is answered with its first payment.
    #[freedompay(example = "1234")]
    pub order_id: String,
    /// Payer's id on the merchant's side; of a saved card, its owner.
    #[freedompay(example = "12345")]
    pub user_id: Option<String>,
    /// Whether to capture at once (one step) or to hold until [`CapturePayment`](super::edit::CapturePayment) or
    /// [`ReversePayment`](super::edit::ReversePayment) (two steps). The documented default is to capture at once,
    /// though the schema requires the field.
    #[freedompay(example = "true")]
    pub auto_clearing: bool,
    /// Source of the money.
    pub from: PaymentSource,
    /// The payer's device.
    pub device: Option<PayerDevice>,
    /// URLs of the merchant's. Only a sample of the overview has them; what is sent to them is not documented.
    pub urls: Option<MerchantUrls>,
}

/// The payer's device.
#[freedompay_model(request)]
pub struct PayerDevice {
    /// Payer's IP address.
    #[freedompay(example = "84.252.158.239")]
    pub user_ip: Option<String>,
}

/// URLs of the merchant's, by the names of the form APIs; only a sample of the overview has them.
#[freedompay_model(request)]
pub struct MerchantUrls {
    /// By its name asked before the payer is charged; not documented here.
    #[freedompay(example = "https://webhook.site/2af177da-0d72-4651-a31e-a0ea56ccc8a4")]
    pub check_url: Option<String>,
    /// By its name it receives the outcome; not documented here.
    #[freedompay(example = "https://webhook.site/2af177da-0d72-4651-a31e-a0ea56ccc8a4")]
    pub result_url: Option<String>,
}

/// Pays by a recurring profile.
///
/// An older navigation had a page of its own for it, which is gone and whose fields cannot be read. This is the call as
/// the current page's sample for recurring profiles has it: [`CreatePayment`] with fewer fields.
///
/// Errors: as [`CreatePayment`].
///
/// Source: <https://691vi5ab6p.apidog.io/api-9587006>
#[freedompay_endpoint(
    uri = "/v5/g2g/create",
    method = "POST",
    id = "gateway.async.create.payment_recurrent",
    response = PaymentOutcome,
    effect = money,
    recover = PaymentStatus,
    outcome = read::CHARGED,
    idempotency = order_id,
    action = "gateway.payment.create",
    shares_uri,
    deprecated = "use CreatePayment with a source of SourceKind::Recurrent instead",
    since = "0.1.0",
    source = "https://691vi5ab6p.apidog.io/api-9587006"
)]
pub struct CreateRecurrentPayment {
    /// Amount in `currency`, major units.
    #[freedompay(example = "10")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: String,
    /// Description of the purchase.
    #[freedompay(example = "description")]
    pub description: String,
    /// Order number on the merchant's side; the same number again is answered with its first payment.
    #[freedompay(example = "1234")]
    pub order_id: String,
    /// Whether to capture at once.
    #[freedompay(example = "true")]
    pub auto_clearing: bool,
    /// The profile: a source of [`SourceKind::Recurrent`](super::source::SourceKind::Recurrent).
    pub from: PaymentSource,
}
