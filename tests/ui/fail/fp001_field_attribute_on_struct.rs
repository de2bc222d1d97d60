//! The attribute of fields on a whole call.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
#[freedompay(secret)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
