use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws)]
pub enum Points {}

mod inner {
    /// Other points.
    #[freedompay::freedompay_api(name = "points", scheme = freedompay::scheme::Jws)]
    enum OtherPoints {}
}

fn main() {}
