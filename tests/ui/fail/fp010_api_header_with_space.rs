use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, headers("Accept Language" = "ru"))]
pub enum Points {}

fn main() {}
