//! An unknown key.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST", key = payouts)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
