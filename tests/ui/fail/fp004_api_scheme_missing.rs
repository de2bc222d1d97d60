use freedompay::freedompay_api;

/// Points.
#[freedompay_api(name = "points")]
pub enum Points {}

fn main() {}
