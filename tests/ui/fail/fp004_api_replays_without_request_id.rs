use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, replays_request_id)]
pub enum Points {}

fn main() {}
