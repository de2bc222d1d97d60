use freedompay::freedompay_api;
use freedompay::scheme::Jws;

const NAME: &str = "points";

/// Points.
#[freedompay_api(name = NAME, scheme = Jws)]
pub enum Points {}

fn main() {}
