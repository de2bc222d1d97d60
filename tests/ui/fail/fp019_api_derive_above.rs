use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[derive(Debug)]
#[freedompay_api(name = "points", scheme = Jws)]
pub enum Points {}

fn main() {}
