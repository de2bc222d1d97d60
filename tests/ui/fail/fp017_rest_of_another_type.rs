//! Merchant fields in a field that is not a map.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rest)]
    pub extra: String,
}

fn main() {
    let _ = Query::new();
}
