//! A header of the call and of a field.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    headers("Accept-Language" = "ru")
)]
pub struct Query {
    /// Language.
    #[freedompay(header = "Accept-Language")]
    pub language: String,
}

fn main() {
    let _ = Query::new("kk");
}
