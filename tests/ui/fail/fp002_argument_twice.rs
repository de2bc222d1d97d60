//! An argument of a call is given twice.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", method = "GET")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
