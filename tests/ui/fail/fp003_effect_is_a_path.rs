//! The path of an effect.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", effect = Effect::Read)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
