//! Merchant API > Invoice > Create, Execute: new invoices.

use super::InvoiceState;
use crate::{Amount, Secret, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Creates an invoice and gets the URL of its page.
///
/// No money moves by this call; the payer pays on the page. Amounts are in major units of `currency`. The overview
/// wants every call signed, while this page's schema names no signature: it is signed.
///
/// Source: <https://docs.freedompay.kz/create-31949694e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/create",
    method = "POST",
    id = "merchant.invoice.init",
    response = CreatedInvoice,
    effect = write,
    headers("X-Request-Id"),
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-31949694e0"
)]
pub struct CreateInvoice {
    /// Payment method of the invoice; the sample has a placeholder, `binance` and `superapp` are seen elsewhere.
    /// Not documented whether required.
    #[freedompay(rename = "type", example = "invoice_type")]
    pub kind: Option<String>,
    /// Amount in `currency`, major units, two decimals in the sample. Not documented whether required.
    #[freedompay(example = "12500.50")]
    pub amount: Option<Amount>,
    /// Currency of the amount, ISO 4217. Not documented whether required.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "external_id_1")]
    pub external_id: Option<String>,
    /// Name of the shop. Not documented whether required.
    #[freedompay(example = "SHOP NAME")]
    pub shop_name: Option<String>,
    /// Description of the purchase. Not documented whether required.
    #[freedompay(example = "text description")]
    pub description: Option<String>,
    /// Until when it can be paid, ISO 8601; UTC in the sample. Not documented whether required.
    #[freedompay(example = "2026-03-15T07:15:00Z")]
    pub expires_at: Option<String>,
    /// URL to which the payer's browser returns, by GET. Not documented whether required.
    #[freedompay(example = "https://merchant.kz/success")]
    pub back_url: Option<String>,
    /// Told changes of the invoice's state, by POST. Not documented whether required.
    #[freedompay(example = "https://merchant.kz/callback")]
    pub state_callback: Option<String>,
    /// The payer's data, encrypted. How is not settled: a reading of the field table says AES-256-GCM with the API key,
    /// the sample is an envelope of iv, value and MAC.
    pub payer: Option<Secret>,
    /// Lines of the fiscal receipt; in the sample their sum is the amount. Not documented whether required.
    pub tax: Option<Vec<TaxLine>>,
    /// A device, presumably the payer's. Not documented whether required.
    pub device: Option<Device>,
    /// Notices and appearance. Not documented whether required.
    pub extra: Option<Extra>,
}

/// A line of the fiscal receipt.
#[freedompay_model(request)]
pub struct TaxLine {
    /// Name of the product. Not documented whether required.
    #[freedompay(example = "Tax name 1")]
    pub name: Option<String>,
    /// Price of one, major units of the invoice's currency. Not documented whether required.
    #[freedompay(example = "12000.00")]
    pub price: Option<Amount>,
    /// Quantity. Not documented whether required.
    #[freedompay(example = "1")]
    pub count: Option<u64>,
    /// The sample has a placeholder; values are not known. Not documented whether required.
    #[freedompay(rename = "type", example = "type")]
    pub kind: Option<String>,
}

/// A device, presumably the payer's.
#[freedompay_model(request)]
pub struct Device {
    /// Id of the device. Not documented whether required.
    #[freedompay(example = "device-123-abc")]
    pub id: Option<String>,
    /// Browser and its version; a refund spells the name `browserVersion`. Not documented whether required.
    #[freedompay(example = "chrome/121.0.0.0")]
    pub browser_version: Option<String>,
    /// IP address; the sample value is not one. Not documented whether required.
    #[freedompay(example = "10.116.891.120")]
    pub ip: Option<String>,
}

/// Notices and appearance.
#[freedompay_model(request)]
pub struct Extra {
    /// By its name how the payer is sent the URL; `email` in the sample. Not documented whether required.
    #[freedompay(example = "email")]
    pub send_url: Option<String>,
    /// By its name how the payer is sent the receipt; `email` in the sample. Not documented whether required.
    #[freedompay(example = "email")]
    pub send_receipt: Option<String>,
    /// Appearance of the page. Not documented whether required.
    pub template: Option<Template>,
}

/// Appearance of the invoice's page.
#[freedompay_model(request)]
pub struct Template {
    /// Name of the template. Not documented whether required.
    #[freedompay(example = "freedom-ecosystem")]
    pub name: Option<String>,
    /// Its settings. Not documented whether required.
    pub params: Option<TemplateParams>,
}

/// Settings of a template. The names are all that is published of them.
#[freedompay_model(request)]
pub struct TemplateParams {
    /// Apple Pay. Not documented whether required.
    #[freedompay(example = "1")]
    pub applepay: Option<Switch>,
    /// Google Pay. Not documented whether required.
    #[freedompay(example = "1")]
    pub googlepay: Option<Switch>,
    /// Details of the invoice. Not documented whether required.
    #[freedompay(example = "1")]
    pub show_details: Option<Switch>,
    /// Freedom's logo. Not documented whether required.
    #[freedompay(example = "0")]
    pub show_freedom_logo: Option<Switch>,
    /// The e-mail address. Not documented whether required.
    #[freedompay(example = "1")]
    pub show_email: Option<Switch>,
    /// The phone. Not documented whether required.
    #[freedompay(example = "1")]
    pub show_phone: Option<Switch>,
    /// Whether the payer can save the card. Not documented whether required.
    #[freedompay(example = "1")]
    pub can_save_card: Option<Switch>,
    /// Freedom's loyalty programme. Not documented whether required.
    #[freedompay(example = "0")]
    pub freedom_loyalty: Option<Switch>,
    /// Colours. Not documented whether required.
    #[freedompay(example = "dark")]
    pub theme: Option<String>,
    /// A style sheet. Not documented whether required.
    #[freedompay(example = "app.css")]
    pub css_override: Option<String>,
}

/// A yes or no that is the text `1` or `0`.
#[freedompay_enum]
pub enum Switch {
    /// No.
    #[freedompay(rename = "0")]
    Off,
    /// Yes.
    #[freedompay(rename = "1")]
    On,
}

/// A new invoice.
#[freedompay_model]
pub struct CreatedInvoice {
    /// Id of the invoice. A UUID in this sample, but not in others.
    #[freedompay(example = "019d0652-4e2f-7f54-a179-007c80c48cef")]
    pub id: Option<String>,
    /// State of the invoice.
    #[freedompay(example = "new")]
    pub status: Option<InvoiceState>,
    /// URL to which the payer is sent.
    #[freedompay(example = "https://your.url=019d0652-4e2f-7f54-a179-007c80c48cef")]
    pub url: Option<String>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-03-20T07:15:00Z")]
    pub created_at: Option<String>,
}

/// Charges a payer who has signed a recurring agreement, without the payer.
///
/// The same path as [`CreateInvoice`]; `profile_id` makes the difference. Amounts are in major units of `currency`. The
/// status calls take the invoice's id, which only the response has, and whether they take the merchant's own number is not
/// documented: if the response is lost, no documented call finds the charge.
///
/// Source: <https://docs.freedompay.kz/execute-43611670e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/create",
    method = "POST",
    id = "merchant.invoice.execute",
    response = ChargedInvoice,
    effect = money,
    recover = none("the status calls take the id of the invoice, which only the response has (docs.freedompay.kz/status-32329319e0)"),
    headers("X-Request-Id"),
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/execute-43611670e0"
)]
pub struct ChargeRecurringProfile {
    /// Profile of the agreement, from
    /// [`CreateRecurringProfile`](crate::merchant_invoice::recurring_profile::CreateRecurringProfile). Not documented
    /// whether required.
    #[freedompay(example = "123456789")]
    pub profile_id: Option<String>,
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "ORDER-123")]
    pub external_id: Option<String>,
    /// Payment method of the invoice: the profile's `invoice_type`. Not documented whether required.
    #[freedompay(rename = "type", example = "binance")]
    pub kind: Option<String>,
    /// Amount in `currency`, major units. Not documented whether required.
    #[freedompay(example = "1000")]
    pub amount: Option<Amount>,
    /// Currency of the amount, ISO 4217. Not documented whether required.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
}

/// An invoice that was charged.
#[freedompay_model]
pub struct ChargedInvoice {
    /// Id of the invoice; [`CreatedInvoice`] names it `id`. No UUID in the sample.
    #[freedompay(example = "ieguf-hjdfv-1jhsksj")]
    pub invoice_id: Option<String>,
    /// State of the invoice.
    #[freedompay(example = "success")]
    pub status: Option<InvoiceState>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-04-23T12:15:00Z")]
    pub created_at: Option<String>,
}
