//! `unnamed_answer` was the name of `unscripted_response`.

use freedompay::freedompay_endpoint;

/// A call.
#[freedompay_endpoint(uri = "/points.php", method = "POST", unnamed_answer)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
