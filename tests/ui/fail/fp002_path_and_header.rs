//! A field in the path and in a header.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{name}", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(path, header = "X-Name")]
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
