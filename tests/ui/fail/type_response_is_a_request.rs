//! An object of requests as a response.

use freedompay::{freedompay_endpoint, freedompay_model};

/// Points.
#[freedompay_model(request)]
pub struct Points;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", response = Points)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
