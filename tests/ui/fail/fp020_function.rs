//! A function as a call.

use freedompay::freedompay_endpoint;

/// Points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub fn query() {}

fn main() {
    query();
}
