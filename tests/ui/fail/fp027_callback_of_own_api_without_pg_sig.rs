use freedompay::scheme::Basic;
use freedompay::{freedompay_api, freedompay_callback};

/// Points.
#[freedompay_api(name = "points", scheme = Basic)]
pub enum Points {}

/// Asks.
#[freedompay_callback(id = "points.paid", url = "{points_url}", reply = none, api = Points)]
pub struct Ask {
    /// Order.
    pub order_id: Option<String>,
}

fn main() {}
