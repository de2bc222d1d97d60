//! A pattern in a parameter.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{id:[0-9]+}", method = "GET")]
pub struct Query {
    /// Card.
    #[freedompay(path)]
    pub id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
