//! Merchant API > Invoice > Info, Status: what became of an invoice.

use std::collections::BTreeMap;

use super::InvoiceState;
use crate::meta::{FieldMatch, OutcomeRules};
use crate::{Amount, Secret, freedompay_endpoint, freedompay_model};

/// Asks for the state of an invoice.
///
/// Whether the merchant's own number may be sent instead of the id is not documented.
///
/// Source: <https://docs.freedompay.kz/status-32329319e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/status",
    method = "POST",
    id = "merchant.invoice.status",
    response = InvoiceStanding,
    effect = read,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/status-32329319e0"
)]
pub struct InvoiceStatus {
    /// Id of the invoice; the sample is not a UUID. Not documented whether required.
    #[freedompay(example = "019d0652-4e2f-7f54-a179-007c80c48adu")]
    pub id: Option<String>,
}

/// That an invoice was withdrawn.
pub(super) const CANCELED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "status", values: &["canceled"] }],
    inconclusive_because: "the invoice is not canceled, and no source says how soon that shows",
    ..OutcomeRules::DEFAULT
};

/// A refund of an invoice. They are listed by the provider's ids and amounts alone, so none is known to be this one.
pub(super) const REFUNDED: OutcomeRules = OutcomeRules {
    inconclusive_because: "refunds are listed without anything that ties one to its call: compare amounts and times with your own \
             records",
    ..OutcomeRules::DEFAULT
};

/// State of an invoice.
#[freedompay_model]
pub struct InvoiceStanding {
    /// State of the invoice.
    #[freedompay(example = "success")]
    pub status: Option<InvoiceState>,
    /// ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-03-23T08:20:00Z")]
    pub created_at: Option<String>,
}

/// Asks for everything about an invoice, refunds included.
///
/// Partners ask with [another call](https://docs.freedompay.kz/info-32239722e0).
///
/// Source: <https://docs.freedompay.kz/info-32186131e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/info",
    method = "POST",
    id = "merchant.invoice.info",
    response = Invoice,
    effect = read,
    headers("X-Request-Id"),
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/info-32186131e0"
)]
pub struct InvoiceInfo {
    /// Id of the invoice; the sample is not a UUID. Not documented whether required.
    #[freedompay(example = "019d0652-4e2f-7f54-a179-007c80c48adu")]
    pub id: Option<String>,
}

/// An invoice. Its own id is not repeated.
#[freedompay_model]
pub struct Invoice {
    /// State of the invoice.
    #[freedompay(example = "success")]
    pub status: Option<InvoiceState>,
    /// Payment method.
    #[freedompay(rename = "type", example = "invoice_type")]
    pub kind: Option<String>,
    /// Amount in `currency`, major units.
    #[freedompay(example = "12500.50")]
    pub amount: Option<Amount>,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Number on the merchant's side.
    #[freedompay(example = "external_id_1")]
    pub external_id: Option<String>,
    /// Name of the shop.
    #[freedompay(example = "SHOP NAME")]
    pub shop_name: Option<String>,
    /// Description of the purchase.
    #[freedompay(example = "text description")]
    pub description: Option<String>,
    /// Until when it can be paid, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-03-15T07:15:00Z")]
    pub expires_at: Option<String>,
    /// URL to which the payer's browser returns.
    #[freedompay(example = "https://merchant.kz/success")]
    pub back_url: Option<String>,
    /// Told changes of the invoice's state.
    #[freedompay(example = "https://merchant.kz/callback")]
    pub state_callback: Option<String>,
    /// Refunds.
    pub refunds: Vec<InvoiceRefund>,
    /// The payer's data, encrypted as it was sent.
    pub payer: Option<Secret>,
    /// Lines of the fiscal receipt.
    pub tax: Vec<InvoiceTaxLine>,
    /// A device, presumably the payer's.
    pub device: Option<InvoiceDevice>,
    /// Notices and appearance.
    pub extra: Option<InvoiceExtra>,
}

/// A refund of an invoice.
#[freedompay_model]
pub struct InvoiceRefund {
    /// Id of the refund.
    #[freedompay(example = "019d0652-4e2f-7f54-a179-007c80c48cef")]
    pub id: Option<String>,
    /// Amount given back, major units of the invoice's currency.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// State of the refund.
    #[freedompay(example = "success")]
    pub status: Option<InvoiceState>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-01-25T11:00:00Z")]
    pub created_at: Option<String>,
}

/// A line of the fiscal receipt.
#[freedompay_model]
pub struct InvoiceTaxLine {
    /// Name of the product.
    #[freedompay(example = "Tax name 1")]
    pub name: Option<String>,
    /// Price of one, major units of the invoice's currency.
    #[freedompay(example = "12000.00")]
    pub price: Option<Amount>,
    /// Quantity.
    #[freedompay(example = "1")]
    pub count: Option<u64>,
    /// The sample has a placeholder.
    #[freedompay(rename = "type", example = "type")]
    pub kind: Option<String>,
}

/// A device, presumably the payer's.
#[freedompay_model]
pub struct InvoiceDevice {
    /// Id of the device.
    #[freedompay(example = "device-123-abc")]
    pub id: Option<String>,
    /// Browser and its version.
    #[freedompay(example = "chrome/121.0.0.0")]
    pub browser_version: Option<String>,
    /// IP address; the sample value is not one.
    #[freedompay(example = "10.116.891.120")]
    pub ip: Option<String>,
}

/// Notices and appearance.
#[freedompay_model]
pub struct InvoiceExtra {
    /// By its name how the payer is sent the URL.
    #[freedompay(example = "email")]
    pub send_url: Option<String>,
    /// By its name how the payer is sent the receipt.
    #[freedompay(example = "email")]
    pub send_receipt: Option<String>,
    /// Appearance of the page.
    pub template: Option<InvoiceTemplate>,
}

/// Appearance of the invoice's page.
#[freedompay_model]
pub struct InvoiceTemplate {
    /// Name of the template.
    #[freedompay(example = "freedom-ecosystem")]
    pub name: Option<String>,
    /// Its settings by name, as in [`TemplateParams`](super::create::TemplateParams).
    pub params: Option<BTreeMap<String, String>>,
}
