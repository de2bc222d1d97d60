//! A card number that would be printed.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/g2g/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub card_pan: String,
}

fn main() {
    let _ = Query::new("x");
}
