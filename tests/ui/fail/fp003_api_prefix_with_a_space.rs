use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, prefix = "pt ")]
pub enum Points {}

fn main() {}
