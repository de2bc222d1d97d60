//! A macro as a path.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = concat!("/v5/partner", "/points"), method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
