//! A field of almost that name.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", idempotency = order_di)]
pub struct Query {
    /// Order.
    pub order_id: String,
}

fn main() {
    let _ = Query::new("x");
}
