use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(scheme = Jws)]
pub enum Points {}

fn main() {}
