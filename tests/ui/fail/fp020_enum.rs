//! An enum as a call.

use freedompay::freedompay_endpoint;

/// Points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub enum Query {
    /// All.
    All,
}

fn main() {
    let _ = Query::All;
}
