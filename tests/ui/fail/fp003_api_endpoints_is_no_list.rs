use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, endpoints = Ask)]
pub enum Points {}

fn main() {}
