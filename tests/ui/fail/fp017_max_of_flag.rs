//! A largest truth value.

use freedompay::{Flag, freedompay_endpoint};

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(max = 1)]
    pub value: Flag,
}

fn main() {
    let _ = Query::new(true);
}
