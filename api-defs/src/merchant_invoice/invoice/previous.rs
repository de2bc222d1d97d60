//! Merchant API > Invoice, the older generation: invoices paid by scanning a QR code.
//!
//! Two of its pages are marked "do not use". [`PayQrInvoice`] is known from Freedom Pay's own QR reader for Android
//! only, and no longer in the navigation.
//!
//! Its documentation signs with HS512 and a protected header of `uri`, `merchant_id`, `method`, `params` and `alg`, its
//! one worked example with `path` in the place of `uri` and the id as a number. [`CreateQrInvoice`] is signed like that
//! example, the only one that verifies; the others as the current generation wants it, so the provider may refuse them.

#![allow(deprecated, reason = "the calls of this generation refer to each other")]

use crate::{Amount, Secret, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Creates an invoice and gets its QR link.
///
/// Amounts are in major units of `currency`. A copy of the page shows a form going out and XML coming back; the
/// overview and the one client in public use JSON both ways, as does this.
///
/// Source: <https://docs.freedompay.kg/api-13677871>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/init",
    method = "POST",
    id = "merchant.invoice.create_deprecated",
    legacy_header,
    response = CreatedQrInvoice,
    effect = write,
    deprecated = "use merchant_invoice::invoice::create::CreateInvoice instead",
    since = "0.1.0",
    source = "https://docs.freedompay.kg/api-13677871"
)]
pub struct CreateQrInvoice {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "00102")]
    pub order_id: String,
    /// The shop's number. A text on the page, a number in its worked example.
    #[freedompay(example = "123456")]
    pub merchant_id: String,
    /// Amount in `currency`, major units.
    #[freedompay(example = "100")]
    pub amount: Amount,
    /// Description of the purchase.
    #[freedompay(example = "Service invoice")]
    pub description: String,
    /// Payment method. The page calls it a list separated by commas, but documents one value.
    #[freedompay(example = "qr")]
    pub invoice_method: QrInvoiceMethod,
    /// Currency of the amount, ISO 4217. Not documented whether required.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Asked before the payer is charged. Not documented whether required.
    pub check_url: Option<String>,
    /// Told the outcome; needed here unless it is set for the shop.
    pub result_url: Option<String>,
    /// Method of the calls to those URLs. Not documented whether required.
    #[freedompay(example = "POST")]
    pub request_method: Option<String>,
}

/// Payment method of an invoice of the older generation.
#[freedompay_enum]
pub enum QrInvoiceMethod {
    /// By scanning a QR code.
    Qr,
}

/// A new invoice.
#[freedompay_model]
pub struct CreatedQrInvoice {
    /// `ok` if the request was accepted.
    pub status: Option<String>,
    /// State of the invoice.
    pub invoice_status: Option<QrInvoiceState>,
    /// The error; the codes are not documented.
    pub error_code: Option<i64>,
    /// The same in words.
    pub error_description: Option<String>,
    /// Id of the invoice.
    pub invoice_id: Option<u64>,
    /// Payment method.
    pub invoice_methods: Option<QrInvoiceMethods>,
    /// When it was answered, `YYYY-MM-DDThh:mm:ss` with an offset.
    pub dt: Option<String>,
}

/// Payment method of an invoice.
#[freedompay_model]
pub struct QrInvoiceMethods {
    /// URL to which the payer is sent: in base64, not a picture.
    pub qr: Option<String>,
}

/// State of an invoice of the older generation.
#[freedompay_enum]
pub enum QrInvoiceState {
    /// Created; from the QR reader, the page does not list it.
    New,
    /// Waiting for the payer or the payment system.
    Process,
    /// Paid.
    Ok,
    /// Failed.
    Failed,
    /// Expired.
    Incomplete,
}

/// Asks for an invoice and its state.
///
/// Known from the QR reader, whose path it is; what a merchant's server sends is not documented.
///
/// Source: <https://github.com/freedompay-global/freedom-qr-reader-android-sdk>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/info",
    method = "POST",
    id = "merchant.invoice.info_deprecated",
    response = QrInvoice,
    effect = read,
    shares_uri,
    deprecated = "use merchant_invoice::invoice::read::InvoiceInfo instead",
    since = "0.1.0",
    source = "https://github.com/freedompay-global/freedom-qr-reader-android-sdk"
)]
pub struct QrInvoiceInfo {
    /// Id from the link in the QR code. Not documented whether required.
    pub customer: Option<String>,
}

/// Pays an invoice with a saved card.
///
/// Source: <https://github.com/freedompay-global/freedom-qr-reader-android-sdk>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/pay",
    method = "POST",
    id = "merchant.invoice.pay",
    response = QrInvoice,
    effect = money,
    recover = QrInvoiceInfo,
    since = "0.1.0",
    source = "https://github.com/freedompay-global/freedom-qr-reader-android-sdk"
)]
pub struct PayQrInvoice {
    /// Id from the link in the QR code.
    pub customer: String,
    /// Payer's id on the merchant's side.
    pub user_id: String,
    /// Token of the saved card.
    pub card_token: Secret,
}

/// An invoice of the older generation.
#[freedompay_model]
pub struct QrInvoice {
    /// Amount in `currency`, major units; a text on the wire.
    pub amount: Option<Amount>,
    /// Order number on the merchant's side.
    pub order_id: Option<String>,
    /// State of the invoice.
    pub invoice_status: Option<QrInvoiceState>,
    /// Id of the invoice.
    pub invoice_id: Option<String>,
    /// Number of the card, masked by the provider.
    #[freedompay(not_secret)]
    pub card_pan: Option<String>,
    /// Description of the purchase.
    pub description: Option<String>,
    /// Currency of the amount, ISO 4217.
    pub currency: Option<String>,
    /// When it was answered, `YYYY-MM-DDThh:mm:ss` with an offset.
    pub dt: Option<String>,
    /// The error; the codes are not documented. Some responses name it `pg_failure_code`.
    pub error_code: Option<i64>,
    /// The same in words. Some responses name it `pg_failure_description`.
    pub error_description: Option<String>,
}
