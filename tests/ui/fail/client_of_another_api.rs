//! A call of one API with the client of another.

use freedompay::{Client, Merchant, PgCredentials, freedompay_endpoint};

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query;

fn main() {
    let credentials = PgCredentials::new("123456", "secret");
    let client = Client::<Merchant>::builder(credentials).build().unwrap();
    let _ = Query::new().send(&client);
}
