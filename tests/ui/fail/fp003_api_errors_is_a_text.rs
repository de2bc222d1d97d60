use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, errors = "OBJECT")]
pub enum Points {}

fn main() {}
