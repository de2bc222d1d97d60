use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws)]
#[derive(Copy, PartialEq)]
pub enum Points {}

fn main() {}
