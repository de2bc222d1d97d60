//! A path field that may be absent.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{name}", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(path)]
    pub name: Option<String>,
}

fn main() {
    let _ = Query::new();
}
