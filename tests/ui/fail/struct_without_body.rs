//! A struct whose body is not typed yet is reported by rustc.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query

fn main() {}
