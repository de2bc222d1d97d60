use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, ids("order_id", "order_id"))]
pub enum Points {}

fn main() {}
