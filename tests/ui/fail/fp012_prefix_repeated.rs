//! The prefix is added, so it is not written.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub pg_name: String,
}

fn main() {
    let _ = Query::new("x");
}
