use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws)]
#[freedompay::freedompay_enum]
pub enum Points {}

fn main() {}
