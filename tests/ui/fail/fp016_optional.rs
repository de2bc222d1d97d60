//! An optional float that is not money.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub ratio: Option<f32>,
}

fn main() {
    let _ = Query::new();
}
