use freedompay::freedompay_endpoint;

/// Asks.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "GET")]
#[freedompay_declared(name = "points", scheme = "PgSig")]
pub struct Ask;

fn main() {}
