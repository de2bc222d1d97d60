use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, paths("https://points.example/v1/"))]
pub enum Points {}

fn main() {}
