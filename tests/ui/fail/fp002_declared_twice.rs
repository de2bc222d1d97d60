//! A type declared as a call and as a response.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
#[freedompay::freedompay_model]
pub struct Query;

fn main() {
    let _ = Query::new();
}
