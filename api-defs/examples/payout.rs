//! Gateway API: a payout to a bank card that checks the balance first, waits for the result, and never pays twice.
//!
//! `cargo run -p freedompay --example payout`; it calls the sandbox.

use std::error::Error as StdError;
use std::time::Duration;

use freedompay::gateway::payout::{PayOutToCard, PayoutBalance, PayoutStatus};
use freedompay::{Amount, Client, Error, Gateway};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let sandbox = Sandbox::start().await?;
    // Payouts are signed with a key of their own; `PgCredentials::payout_secret` sets it.
    let client = Client::<Gateway>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;

    let amount: Amount = "1000.00".parse()?;
    let left = PayoutBalance::new("KZT").send(&client).await?;
    if left.balance.as_ref().is_none_or(|balance| balance < &amount) {
        return Err("the balance is too low for this payout".into());
    }

    let card = "4405645000006150".parse()?;
    // The example `merchant_server` takes the notification at this URL.
    let post_link = "http://127.0.0.1:8090/pay/payout";
    let payout = PayOutToCard::new("ORD12345", amount, "Prize", card, post_link).currency("KZT");
    match payout.send(&client).await {
        Ok(made) => println!("payout {:?} was accepted", made.payment_id),
        // Sending it again could pay twice. Reconciling asks for its status under the same order number.
        Err(error) if error.may_have_happened() => println!("{error}: {:?}", client.reconcile(&payout).await?),
        Err(Error::Provider(refusal)) => return Err(format!("rejected: {:?}", refusal.code).into()),
        Err(error) => return Err(error.into()),
    }

    let status = PayoutStatus::new().order_id("ORD12345");
    let result = client.wait(&status).interval(Duration::from_millis(200)).await?.into_response();
    println!("payout {:?} of {:?} is {:?}", result.payment_id, result.amount, result.payment_status);
    if result.amount != Some(amount) {
        return Err("the payout has another amount".into());
    }
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn StdError>> {
    main()
}
