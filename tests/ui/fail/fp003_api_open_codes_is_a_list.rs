use freedompay::freedompay_api;
use freedompay::scheme::Jws;

/// Points.
#[freedompay_api(name = "points", scheme = Jws, open_codes("9999"))]
pub enum Points {}

fn main() {}
