use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "PointsShop", scheme = Jws)]
pub enum Points {}

fn main() {}
