//! The salt.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub salt: String,
}

fn main() {
    let _ = Query::new("x");
}
