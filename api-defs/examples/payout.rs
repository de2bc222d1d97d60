//! Gateway API: a payout to a bank card that checks the balance first, and never pays twice.
//!
//! `cargo run -p freedompay --example payout`; it calls the sandbox.

use std::error::Error as StdError;

use freedompay::gateway::payout::{PayOutToCard, PayoutBalance};
use freedompay::{Amount, CardNumber, Client, Error, Gateway};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let sandbox = Sandbox::start().await?;
    // Payouts are signed with a key of their own; `PgCredentials::payout_secret` sets it.
    let client = Client::<Gateway>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;

    let amount: Amount = "1000.00".parse()?;
    let account = PayoutBalance::new("KZT").send(&client).await?;
    if account.balance.as_ref().is_none_or(|balance| balance < &amount) {
        return Err("the payout balance is too low".into());
    }

    let card: CardNumber = "4405645000006150".parse()?;
    // `merchant_server.rs` takes the notification at this URL.
    let post_link = "http://127.0.0.1:8090/pay/payout";
    let payout = PayOutToCard::new("ORD12345", amount, "Prize", card, post_link).currency("KZT");
    match payout.send(&client).await {
        Ok(paid) => println!("payout {:?} is {:?}; {:?} is left", paid.payment_id, paid.status, paid.balance),
        // The money may be on its way. Pay again only if the outcome is `DidNotHappen`.
        Err(error) if error.may_have_happened() => println!("{:?}", client.reconcile(&payout).await?),
        Err(Error::Provider(rejection)) => println!("rejected, nothing was paid: {:?}", rejection.code),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn StdError>> {
    main()
}
