//! An action of another API.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST", action = "points.list")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
