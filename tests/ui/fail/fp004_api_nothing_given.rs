use freedompay::freedompay_api;

/// Points.
#[freedompay_api]
pub enum Points {}

fn main() {}
