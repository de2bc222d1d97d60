use freedompay::freedompay_api;
use freedompay::scheme::Jws;

const CODES: &[&str] = &["1"];

/// Points.
#[freedompay_api(name = "points", scheme = Jws, errors = CODES)]
pub enum Points {}

fn main() {}
