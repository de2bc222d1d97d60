//! All errors of one declaration are reported at once.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "v5/partner/points", method = "post")]
pub struct Query {
    /// Customer.
    #[freedompay(max_length = 36)]
    pub customer_id: String,
}

fn main() {
    let _ = Query::new("c-1").customer_id;
}
