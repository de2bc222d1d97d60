use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, hosts(kazakhstan = "https://points.example", uzbekistan = "https://points.example"))]
pub enum Points {}

fn main() {}
