//! An API of the application's own, at another provider. It is made up.

use freedompay::{freedompay_api, freedompay_endpoint, scheme::Bearer};

/// Points of loyal customers. JSON, a token in `Authorization`.
#[freedompay_api(name = "loyalty", scheme = Bearer, hosts(all = "https://loyalty.example"), endpoints(PointsQuery))]
pub enum Loyalty {}

/// Asks how many points a customer has.
#[freedompay_endpoint(uri = "/v1/points", method = "GET", api = Loyalty)]
pub struct PointsQuery {
    /// Number of the customer.
    #[freedompay(query, max_len = 36)]
    pub customer_id: String,
}
