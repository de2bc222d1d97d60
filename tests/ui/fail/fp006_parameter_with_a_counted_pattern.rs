//! A pattern with braces and a slash in a parameter.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = r"/v5/partner/points/{id:\d{1,3}/?}", method = "GET")]
pub struct Query {
    /// Card.
    #[freedompay(path)]
    pub id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
