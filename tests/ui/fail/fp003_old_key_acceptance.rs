//! `acceptance` was the name of the key `payment`.

use freedompay::freedompay_endpoint;

/// A call.
#[freedompay_endpoint(uri = "/points.php", method = "POST", key = acceptance)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
