//! A half-typed `recover` is not also missing.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST", effect = money, recover =
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
