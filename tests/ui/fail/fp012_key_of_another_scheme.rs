use freedompay::scheme::Basic;
use freedompay::{freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = Basic)]
pub enum Points {}

/// Asks.
#[freedompay_endpoint(uri = "/v1/points", method = "GET", api = Points, key = payout)]
pub struct Ask;

fn main() {}
