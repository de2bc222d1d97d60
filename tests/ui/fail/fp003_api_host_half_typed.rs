use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, hosts(all = ))]
pub enum Points {}

fn main() {}
