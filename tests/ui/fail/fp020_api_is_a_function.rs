use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points", scheme = freedompay::scheme::Jws)]
pub fn points() {}

fn main() {}
