//! Partner API > Invoices.

use crate::{Uuid, freedompay_endpoint};

/// Asks for an invoice's payment details, so that a payment app can show them to a payer who was sent to it from a
/// merchant's page.
///
/// The provider marks the call as being developed and publishes no fields of the response, so it is untyped. Which way
/// the call goes is deduced: it is signed with the partner's `auth_id` and goes to the provider's host.
///
/// Source: <https://docs.freedompay.kz/info-32239722e0>
#[freedompay_endpoint(
    uri = "/v5/partner/invoices/info",
    method = "POST",
    id = "partner.invoices.info",
    effect = read,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/info-32239722e0"
)]
pub struct InvoiceInfo {
    /// Invoice id, from the link that opened the payment app.
    ///
    /// Whether it is required is not documented; it is the only field of the documented sample.
    #[freedompay(example = "b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b")]
    pub id: Option<Uuid>,
}
