//! Merchant API > Invoice > Refund, Cancel.

use super::InvoiceState;
use super::read::{self, InvoiceInfo, InvoiceStatus};
use crate::{Amount, Uuid, freedompay_endpoint, freedompay_model};

/// Gives money of a paid invoice back to the payer.
///
/// Whether it may be a part is not documented, but an invoice lists several refunds.
///
/// Source: <https://docs.freedompay.kz/refund-32186702e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/refund",
    method = "POST",
    id = "merchant.invoice.refund",
    response = RefundedInvoice,
    effect = money,
    recover = InvoiceInfo,
    outcome = read::REFUNDED,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/refund-32186702e0"
)]
pub struct RefundInvoice {
    /// Id of the invoice; the sample is not a UUID. Not documented whether required.
    #[freedompay(example = "019d0652-4e2f-7f54-a179-007c80c48adu")]
    pub id: Option<String>,
    /// Amount to give back, major units of the invoice's currency. Not documented whether required.
    #[freedompay(example = "12500.50")]
    pub amount: Option<Amount>,
    /// Why. Not documented whether required.
    #[freedompay(example = "Refund description")]
    pub description: Option<String>,
    /// A device; whose is not documented. Not documented whether required.
    pub device: Option<RefundDevice>,
}

/// A device, as refunds spell it.
#[freedompay_model(request)]
pub struct RefundDevice {
    /// Id of the device. Not documented whether required.
    #[freedompay(example = "device-abc-123")]
    pub id: Option<String>,
    /// Browser and its version; a new invoice spells the name `browser_version`. Not documented whether required.
    #[freedompay(rename = "browserVersion", example = "Chrome/121.0.0.0")]
    pub browser_version: Option<String>,
    /// IP address. Not documented whether required.
    #[freedompay(example = "85.116.189.120")]
    pub ip: Option<String>,
}

/// A refund.
#[freedompay_model]
pub struct RefundedInvoice {
    /// Id of the refund.
    #[freedompay(example = "019d2ec0-f051-76ae-a8a7-125369e63020")]
    pub refund_id: Option<Uuid>,
    /// State of the invoice.
    #[freedompay(example = "refunded")]
    pub status: Option<InvoiceState>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-03-23T15:10:00Z")]
    pub created_at: Option<String>,
}

/// Withdraws an invoice that is new or being processed.
///
/// The response when it is too late is not documented.
///
/// Source: <https://docs.freedompay.kz/cancel-32335866e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/cancel",
    method = "POST",
    id = "merchant.invoice.cancel",
    response = CanceledInvoice,
    effect = write,
    recover = InvoiceStatus,
    outcome = read::CANCELED,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/cancel-32335866e0"
)]
pub struct CancelInvoice {
    /// Id of the invoice; the sample is not a UUID. Not documented whether required.
    #[freedompay(example = "019d0652-4e2f-7f54-a179-007c80c48adu")]
    pub id: Option<String>,
    /// Why. Not documented whether required.
    #[freedompay(example = "cancel description")]
    pub description: Option<String>,
}

/// A withdrawn invoice.
#[freedompay_model]
pub struct CanceledInvoice {
    /// State of the invoice.
    #[freedompay(example = "canceled")]
    pub status: Option<InvoiceState>,
    /// ISO 8601; with an offset in this sample, UTC in its siblings'.
    #[freedompay(example = "2026-03-23T19:02:52+05:00")]
    pub created_at: Option<String>,
}
