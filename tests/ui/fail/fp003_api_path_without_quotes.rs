use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, paths(/v1/points/))]
pub enum Points {}

fn main() {}
