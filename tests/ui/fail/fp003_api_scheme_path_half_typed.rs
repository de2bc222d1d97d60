use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points", scheme = freedompay::scheme::)]
pub enum Points {}

fn main() {}
