//! Gateway API: a payout to a bank card that asks first whether there is money for it, and never pays twice.
//!
//! `cargo run -p freedompay --example payout`; it calls the sandbox.

use std::error::Error as StdError;

use freedompay::gateway::payout::{PayoutBalance, PayoutStatus};
use freedompay::{Amount, Client, Error, Gateway};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let sandbox = Sandbox::start().await?;
    // Payouts are signed with a key of their own; `PgCredentials::payout_secret` sets it.
    let client = Client::<Gateway>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;

    let wanted: Amount = "1000.00".parse()?;
    let left = PayoutBalance::new("KZT").send(&client).await?;
    if left.balance.as_ref().is_none_or(|balance| balance < &wanted) {
        return Err("there is not enough left for this payout".into());
    }

    // After a payout whose response got lost this reports its outcome; the order number is enough.
    match PayoutStatus::new().order_id("ORD12345").send(&client).await {
        Ok(payout) => println!("payout {:?} is {:?}", payout.payment_id, payout.payment_status),
        Err(Error::Provider(refusal)) => println!("no such payout: {:?}", refusal.code),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn StdError>> {
    main()
}
