use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points", scheme = Own)]
pub enum Points {}

fn main() {}
