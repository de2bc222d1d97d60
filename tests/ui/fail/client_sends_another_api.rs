//! The same the other way round: the client is asked to send.

use freedompay::{Client, Merchant, PgCredentials, freedompay_endpoint};

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query;

fn main() {
    let credentials = PgCredentials::new("123456", "secret");
    let client = Client::<Merchant>::builder(credentials).build().unwrap();
    let _ = client.send(&Query::new());
}
