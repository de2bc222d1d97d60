use freedompay::freedompay_endpoint;

/// Asks.
#[freedompay_endpoint(uri = "/v1/points", method = "GET", api = String)]
pub struct Ask;

fn main() {}
