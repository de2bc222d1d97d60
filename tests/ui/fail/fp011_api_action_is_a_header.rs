use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, headers("X-Action" = "pay"))]
pub enum Points {}

fn main() {}
