use freedompay::scheme::Basic;
use freedompay::{freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = Basic, headers("X-Shop" = "1"))]
pub enum Points {}

/// Asks.
#[freedompay_endpoint(uri = "/v1/points", method = "GET", api = Points, headers("x-shop" = "2"))]
pub struct Ask;

fn main() {}
