//! A constant of a type as a limit.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Months.
    #[freedompay(max = u8::MAX)]
    pub months: u8,
}

fn main() {
    let _ = Query::new(3);
}
