use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws)]
pub enum Points<const N: usize> {}

fn main() {}
