//! A response for any type, where another declaration uses it.

use freedompay::{freedompay_endpoint, freedompay_model};

/// Points.
#[freedompay_model]
pub struct Points<T> {
    /// Balance.
    pub balance: Option<T>,
}

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", response = Points<u32>)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
