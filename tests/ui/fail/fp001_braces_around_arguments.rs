//! The arguments in braces of their own.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint({ uri = "/v5/partner/points", method = "POST" })]
pub struct Query;

fn main() {
    let _ = Query::new();
}
