//! A wire name without the prefix of its API.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rename = "name")]
    pub who: String,
}

fn main() {
    let _ = Query::new("x");
}
