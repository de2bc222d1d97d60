//! An action that is not named.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/g2g/points", method = "POST", action = "")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
