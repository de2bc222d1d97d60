use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, headers("X-Shop" = "1", "x-shop" = "2"))]
pub enum Points {}

fn main() {}
