use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, wire = json, wire = form)]
pub enum Points {}

fn main() {}
