//! `unsettled` was the name of the key `ambiguous`.

use freedompay::freedompay_endpoint;

/// A call.
#[freedompay_endpoint(uri = "/points.php", method = "POST", key = unsettled)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
