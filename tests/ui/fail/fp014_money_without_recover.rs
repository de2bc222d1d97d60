//! A call that moves money and does not name a `recover`.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", effect = money)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
