use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points-shop", scheme = Jws)]
pub enum Points {}

fn main() {}
