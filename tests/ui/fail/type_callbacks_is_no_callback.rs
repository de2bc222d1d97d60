use freedompay::freedompay_api;
use freedompay::scheme::Basic;

/// Points.
#[freedompay_api(name = "points", scheme = Basic, callbacks(String))]
pub enum Points {}

fn main() {}
