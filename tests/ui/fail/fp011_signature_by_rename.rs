//! The signature, by its wire name.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rename = "pg_sig")]
    pub mark: String,
}

fn main() {
    let _ = Query::new("x");
}
