//! A path without the name of its argument.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint("/v5/partner/points", method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
