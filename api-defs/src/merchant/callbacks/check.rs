//! Before money is taken.

use std::collections::BTreeMap;

use super::same_money;
use crate::{Amount, Value, freedompay_callback};

/// Asks whether an order may be paid, before money is taken.
///
/// It comes only if the manager has switched it on and `check_url` is set. `ok` says that the order is ready and the
/// amount right, `rejected` refuses, `error` that the question was not understood; silence counts as a refusal, after a
/// time that is not documented. Amounts are in major units.
///
/// Source: <https://docs.freedompay.kz/api-12007679>
#[freedompay_callback(
    id = "merchant.callbacks.check_request",
    url = "{check_url}",
    reply = xml,
    rejectable,
    api = merchant,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12007679"
)]
pub struct CheckRequest {
    /// Order number on the merchant's side. Documented as always there; a payment can be opened without one.
    #[freedompay(max_len = 50, example = "123456789")]
    pub order_id: Option<String>,
    /// Payment at Freedom Pay.
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// Amount as the payment was opened with. The page's maximum is 9,999,999, that of the result notice 99,999,999.
    #[freedompay(min = 0.01, max = 99999999, example = "10")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(max_len = 3, example = "KZT")]
    pub currency: String,
    /// Amount in the payment system.
    #[freedompay(min = 0.01, max = 99999999, example = "5")]
    pub ps_amount: Option<Amount>,
    /// Currency in the payment system; may be absent after a failed payment.
    #[freedompay(max_len = 3, example = "KZT")]
    pub ps_currency: Option<String>,
    /// Amount that the payer pays, all fees included.
    #[freedompay(min = 0.01, max = 99999999, example = "5")]
    pub ps_full_amount: Option<Amount>,
    /// The merchant's own fields, given when the payment was opened, and those of the URL's query.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, Value>,
}

impl CheckRequest {
    /// Reports whether exactly this is to be paid: 20 is 20.00, but not 20.001.
    pub fn is_for(&self, amount: Amount, currency: &str) -> bool {
        same_money((self.amount, &self.currency), (amount, currency))
    }
}
