//! A comma is missing after a type.

use freedompay::{freedompay_endpoint, freedompay_model};

/// Points.
#[freedompay_model]
pub struct Points;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    response = Option<Points> effect = read
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
