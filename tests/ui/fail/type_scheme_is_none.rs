use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points", scheme = String)]
pub enum Points {}

fn main() {}
