//! Merchant API: a hosted payment page, and what became of the payment.
//!
//! `cargo run -p freedompay --example payment_page`; it calls the sandbox.

use std::error::Error;

use freedompay::merchant::purchase::CreatePayment;
use freedompay::merchant::purchase::status::{PaymentState, PaymentStatus};
use freedompay::{Client, Merchant};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;

    let order = CreatePayment::new("2500.00".parse()?, "Order 8841").order_id("8841").currency("KZT");
    let page = order.send(&client).await?;
    println!(
        "send the payer to {}",
        page.redirect_url.as_deref().unwrap_or("nowhere: the response does not name a page")
    );

    // Later, or on the notice to `result_url`. An unknown state of tomorrow would be a value, not an error.
    let Some(payment_id) = page.payment_id else { return Err("the response does not name a payment".into()) };
    let payment = PaymentStatus::new().payment_id(payment_id).send(&client).await?;
    match &payment.payment_status {
        Some(PaymentState::Success) => println!("{:?} {:?} came in", payment.amount, payment.currency),
        other => println!("not paid yet: {other:?}"),
    }
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
