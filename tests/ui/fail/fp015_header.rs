//! A secret by the name of its header.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Who asks.
    #[freedompay(header = "Authorization")]
    pub who: String,
    /// From where.
    #[freedompay(header = "X-Origin")]
    pub origin: String,
}

fn main() {
    let _ = Query::new("x", "y");
}
