//! A `recover` that is not a call.

use freedompay::{freedompay_endpoint, freedompay_model};

/// Points.
#[freedompay_model]
pub struct Points;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    effect = money, recover = Points
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
