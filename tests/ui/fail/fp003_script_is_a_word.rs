//! A script without quotes.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST", script = points)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
