use freedompay::scheme::Basic;
use freedompay::{freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = Basic, endpoints(Ask))]
pub enum Points {}

/// Asks.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "GET")]
pub struct Ask;

fn main() {}
