//! A list of floats.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub amounts: Vec<f64>,
}

fn main() {
    let _ = Query::new([1.0]);
}
