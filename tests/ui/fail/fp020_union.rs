//! A union as a call.

use freedompay::freedompay_endpoint;

/// Points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub union Query {
    /// A number.
    pub number: u32,
}

fn main() {
    let _ = Query { number: 1 };
}
