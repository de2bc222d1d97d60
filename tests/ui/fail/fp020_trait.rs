//! A trait as a call.

use freedompay::freedompay_endpoint;

/// Points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub trait Query {}

fn main() {
    
}
