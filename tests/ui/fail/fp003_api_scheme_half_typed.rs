use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points", scheme = )]
pub enum Points {}

fn main() {}
