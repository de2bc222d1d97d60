use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points", scheme = "Jws")]
pub enum Points {}

fn main() {}
