//! A response without names, where another declaration uses it.

use freedompay::{freedompay_endpoint, freedompay_model};

/// Points.
#[freedompay_model]
pub struct Points(pub u32);

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", response = Points)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
