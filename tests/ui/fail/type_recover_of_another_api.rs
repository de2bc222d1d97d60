use freedompay::scheme::Basic;
use freedompay::{Partner, freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = Basic)]
pub enum Points {}

/// Pays.
#[freedompay_endpoint(uri = "/v1/points", method = "POST", api = Points, effect = money, recover = Status)]
pub struct Pay {
    /// Order.
    pub order_id: String,
}

/// Asks.
#[freedompay_endpoint(uri = "/v1/points/status", method = "POST", api = Partner, effect = read)]
pub struct Status {
    /// Order.
    pub order_id: String,
}

fn main() {}
