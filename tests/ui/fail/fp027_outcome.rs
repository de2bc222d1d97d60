//! A callback with an error: outcome.

use freedompay::freedompay_callback;

/// A notice.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = none, api = merchant, outcome = freedompay::meta::OutcomeRules::DEFAULT)]
pub struct Notice {
    /// Order number.
    pub order_id: Option<String>,
}

fn main() {}
