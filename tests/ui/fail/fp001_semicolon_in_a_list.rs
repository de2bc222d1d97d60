//! A semicolon between two headers.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", headers("Accept-Language" = "ru"; "X-Source" = "shop"))]
pub struct Query;

fn main() {
    let _ = Query::new();
}
