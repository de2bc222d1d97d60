use freedompay::scheme::Basic;
use freedompay::{freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = Basic, prefix = "pt_")]
pub enum Points {}

/// Asks.
#[freedompay_endpoint(uri = "/v1/points", method = "POST", api = Points)]
pub struct Ask {
    /// Card.
    pub pt_card_id: String,
}

fn main() {}
