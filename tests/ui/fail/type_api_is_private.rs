use freedompay::freedompay_endpoint;

mod points {
    #[freedompay::freedompay_api(name = "points", scheme = freedompay::scheme::Jws)]
    enum Points {}
}

/// Asks.
#[freedompay_endpoint(uri = "/v1/points", method = "GET", api = points::Points)]
pub struct Ask;

fn main() {}
