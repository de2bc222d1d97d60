//! Callbacks, with every argument.

use std::collections::BTreeMap;

use freedompay::callback::Callback;
use freedompay::{Amount, Flag, Secret, Value, freedompay_callback};

/// A notice that is only taken note of.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Order number.
    pub order_id: Option<String>,
}

/// A question that can be refused, signed with the payout key.
#[freedompay_callback(
    id = "merchant.callbacks.points_check",
    url = "{points_check_url}",
    reply = xml,
    rejectable,
    api = merchant,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz"
)]
pub struct StatusQuery {
    /// Amount, major units.
    pub amount: Amount,
    /// Card token.
    pub card_token: Option<Secret>,
    /// Merchant fields.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, Value>,
}

/// A notice that can be refused if it says so.
#[freedompay_callback(id = "merchant.callbacks.points_result", url = "{points_result_url}", reply = xml, rejectable, api = gateway)]
pub struct Outcome {
    /// Whether a refusal counts.
    pub can_reject: Option<Flag>,
}

#[test]
fn a_callback_has_a_table_of_its_own() {
    assert_eq!(Notice::META.id, "merchant.callbacks.points");
    assert_eq!(StatusQuery::META.request[0].name, "pg_amount");
    assert_eq!(Outcome::META.uri, "{points_result_url}");
}
