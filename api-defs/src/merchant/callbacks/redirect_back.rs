//! The payer comes back.

use std::collections::BTreeMap;

use crate::{Value, freedompay_callback};

/// The payer's browser comes back to the shop after an attempt to pay.
///
/// It is a page load and is answered with a page. It proves nothing about money: the payer carries it, and the outcome
/// comes to the result URL and from the status call. By GET or POST, as `success_url_method` and `failure_url_method`
/// say; a GET has the merchant's own fields and the URL's own query in its query.
///
/// Source: <https://docs.freedompay.kz/api-12108349>
#[freedompay_callback(
    id = "merchant.callbacks.redirect_back",
    url = "{success_url} | {failure_url}",
    reply = none,
    api = merchant,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12108349"
)]
pub struct RedirectBack {
    /// Order number on the merchant's side. Documented as always there; a payment can be opened without one.
    #[freedompay(example = "123456789")]
    pub order_id: Option<String>,
    /// Payment at Freedom Pay. Documented as always there, but not for a failure in a frame.
    #[freedompay(example = "12345")]
    pub payment_id: Option<u64>,
    /// Why it failed, as a code.
    #[freedompay(example = "1000")]
    pub error_code: Option<String>,
    /// Why it failed, for people.
    #[freedompay(example = "Internal service error")]
    pub error_description: Option<String>,
    /// Sent to the failure URL of a payment in a frame; its values are not documented.
    pub status: Option<String>,
    /// The merchant's own fields, given when the payment was opened, and those of the URL's query.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, Value>,
}
