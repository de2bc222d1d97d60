use freedompay::scheme::Basic;
use freedompay::{freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = Basic)]
pub enum Points {}

/// Asks.
#[freedompay_endpoint(uri = "/v1/points", method = "POST", api = Points)]
pub struct Ask {
    /// Others.
    #[freedompay(rest)]
    pub rest: std::collections::BTreeMap<String, String>,
}

fn main() {}
