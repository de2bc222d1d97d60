use freedompay::scheme::PgSig;
use freedompay::{Client, Error, PgCredentials, freedompay_api, freedompay_endpoint};

/// Points.
#[freedompay_api(name = "points", scheme = PgSig, wire = form, prefix = "pt_", hosts(all = "points.example"))]
pub enum Points {}

/// Pays.
#[freedompay_endpoint(uri = "/v1/points", method = "POST", api = Points, key = payout, script = "points")]
pub struct Pay {
    /// Order.
    pub order_id: String,
}

/// Sends.
pub async fn pay() -> Result<(), Error> {
    let client = Client::<Points>::builder(PgCredentials::new("1", "key")).build()?;
    Pay::new("1").send(&client).await?;
    Ok(())
}

fn main() {}
