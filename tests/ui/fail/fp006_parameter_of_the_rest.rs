//! A parameter for all that follows.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{*rest}", method = "GET")]
pub struct Query {
    /// Rest.
    #[freedompay(path)]
    pub rest: String,
}

fn main() {
    let _ = Query::new("c-1");
}
