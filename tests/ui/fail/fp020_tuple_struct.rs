//! Fields without names.

use freedompay::freedompay_endpoint;

/// Points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query(pub String);

fn main() {
    let _ = Query("x".to_owned());
}
