//! A text where the type of a call is expected.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    effect = money, recover = "PaymentStatus"
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
