//! The outcome of a payment.

use std::collections::BTreeMap;

use super::same_money;
use crate::{AlmatyTime, Amount, Flag, Value, freedompay_callback, freedompay_enum};

/// Tells how a payment came out.
///
/// `ok` confirms it. `rejected` rejects the payment, but only if `can_reject` is set, otherwise the payment is kept
/// whatever the reply; the payer is shown the reason then. `error` says that the notice was not understood. Answered
/// with another HTTP status than 200 or not at all it comes again, every 30 minutes for 2 hours, even after the payment's
/// lifetime; later ones can no longer be refused, and get the same reply as the first
/// ([`claim`](crate::callback::Received::claim)). Amounts are in major units.
///
/// The .kz page ends within the table; the rest of it is the .uz copy's (docs.freedompay.uz/api-13679518).
///
/// Source: <https://docs.freedompay.kz/api-12007677>
#[freedompay_callback(
    id = "merchant.callbacks.result_notify",
    url = "{result_url}",
    reply = xml,
    rejectable,
    api = merchant,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12007677"
)]
pub struct ResultNotify {
    /// Order number on the merchant's side. Documented as always there; a payment can be opened without one.
    #[freedompay(max_len = 50, example = "123456789")]
    pub order_id: Option<String>,
    /// Payment at Freedom Pay.
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// Amount that was asked for.
    #[freedompay(min = 0.01, max = 99999999, example = "500")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(max_len = 3, example = "KZT")]
    pub currency: String,
    /// Outcome of the payment.
    #[freedompay(example = "1")]
    pub result: PaymentResult,
    /// Amount less the provider's commission.
    #[freedompay(min = 0.01, max = 99999999, example = "482.5")]
    pub net_amount: Option<Amount>,
    /// Amount in the payment system.
    #[freedompay(min = 0.01, max = 99999999, example = "500")]
    pub ps_amount: Option<Amount>,
    /// Amount that the payer pays, all fees included.
    #[freedompay(min = 0.01, max = 99999999, example = "500")]
    pub ps_full_amount: Option<Amount>,
    /// Currency in the payment system; by the page of the check it may be absent after a failed payment.
    #[freedompay(max_len = 3, example = "KZT")]
    pub ps_currency: Option<String>,
    /// Text that the payer was shown.
    #[freedompay(example = "Purchase in the online store Site.kz")]
    pub description: Option<String>,
    /// When it was paid.
    #[freedompay(example = "2019-01-01 12:00:00")]
    pub payment_date: Option<AlmatyTime>,
    /// Whether a refusal still counts. Required by the .kz page, optional by the .uz one; without it nothing is granted.
    #[freedompay(example = "1")]
    pub can_reject: Option<Flag>,
    /// Payer's phone.
    #[freedompay(example = "7077777777777")]
    pub user_phone: Option<String>,
    /// Payer's e-mail address.
    #[freedompay(example = "mail@customer.kz")]
    pub user_contact_email: Option<String>,
    /// 1 for a test payment.
    #[freedompay(example = "1")]
    pub testing_mode: Option<String>,
    /// Whether the money has been captured: 0 is a hold.
    #[freedompay(example = "0")]
    pub captured: Option<Flag>,
    /// Saved card; elsewhere deprecated in favour of the token.
    #[freedompay(example = "1234")]
    pub card_id: Option<String>,
    /// Token of the saved card.
    #[freedompay(secret, example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token: Option<String>,
    /// Card number, masked by the provider.
    #[freedompay(secret, example = "5483-18XX-XXXX-0293")]
    pub card_pan: Option<String>,
    /// Expiry of the card, `MM/YY`.
    #[freedompay(secret, example = "03/23")]
    pub card_exp: Option<String>,
    /// Name on the card.
    #[freedompay(secret, example = "Ivan Ivanov")]
    pub card_owner: Option<String>,
    /// Card scheme.
    #[freedompay(example = "VI")]
    pub card_brand: Option<String>,
    /// Discount in percent, as text.
    #[freedompay(example = "1.0")]
    pub discount_percent: Option<String>,
    /// Discount as an amount, as text.
    #[freedompay(example = "5")]
    pub discount_amount: Option<String>,
    /// Payment method.
    #[freedompay(example = "bankcard")]
    pub payment_method: Option<String>,
    /// Payment system; from a sample of 2018.
    #[freedompay(example = "EPAYWEBKZT")]
    pub payment_system: Option<String>,
    /// Whether to notify the payer by phone. Seen in real traffic, not on the page.
    pub need_phone_notification: Option<String>,
    /// Whether to notify the payer by e-mail. Seen in real traffic, not on the page.
    pub need_email_notification: Option<String>,
    /// The bank's reference number (RRN). Seen in real traffic, not on the page.
    pub reference: Option<String>,
    /// The bank's authorisation code. Seen in real traffic, not on the page.
    pub auth_code: Option<String>,
    /// Why it failed, as a code. Read by integrations, not on the page.
    pub failure_code: Option<String>,
    /// Why it failed, for people. Read by integrations, not on the page.
    pub failure_description: Option<String>,
    /// Recurring profile that began with the payment. Named by a third party's catalogue, not on the page.
    pub recurring_profile: Option<String>,
    /// The merchant's own fields, given when the payment was opened, and those of the URL's query.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, Value>,
}

/// The outcome of a payment. The page allows 0 to 2 and explains none; 1 and 0 are known from integrations.
#[freedompay_enum(numeric)]
pub enum PaymentResult {
    /// Failed.
    #[freedompay(rename = "0")]
    Failure,
    /// Paid, or held if it is not captured yet.
    #[freedompay(rename = "1")]
    Success,
}

impl ResultNotify {
    /// Reports whether the payment succeeded. Look at `captured` to distinguish a hold from money received.
    pub fn is_paid(&self) -> bool {
        self.result == PaymentResult::Success
    }

    /// Reports whether the payment is exactly this one: 20 is 20.00, but not 20.001.
    pub fn is_for(&self, amount: Amount, currency: &str) -> bool {
        same_money((self.amount, &self.currency), (amount, currency))
    }
}
