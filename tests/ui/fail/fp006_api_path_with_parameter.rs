use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, paths("/v1/{shop}/"))]
pub enum Points {}

fn main() {}
