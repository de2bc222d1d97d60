use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, hosts(all = "https://me@points.example"))]
pub enum Points {}

fn main() {}
