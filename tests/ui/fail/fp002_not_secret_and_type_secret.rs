//! A field of the type `Secret` that is marked `not_secret`.

use freedompay::{Secret, freedompay_endpoint};

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(not_secret)]
    pub name: Secret,
}

fn main() {
    let _ = Query::new("x");
}
