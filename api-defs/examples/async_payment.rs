//! Gateway Async API: a payment by card, asked after until it is decided.
//!
//! `cargo run -p freedompay --example async_payment`; it calls the sandbox.

use std::error::Error;

use freedompay::gateway_async::create::CreatePayment;
use freedompay::gateway_async::outcome::PaymentState;
use freedompay::gateway_async::read::PaymentStatus;
use freedompay::gateway_async::source::{PaymentSource, SourceCard, SourceKind};
use freedompay::{Client, GatewayAsync};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::<GatewayAsync>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build()?;

    let card = SourceCard::new().pan("4400444400004440".parse()?).cvc("123".parse()?).year(30).month(12);
    let from = PaymentSource::new(SourceKind::Card).card(card);
    let payment = CreatePayment::new("100".parse()?, "KZT", "Order 1234", "1234", true, from);
    // Card data never reaches a log: this prints `***` in its place.
    println!("{payment:?}");

    let begun = payment.send(&client).await?;
    println!("request {:?}: {:?}", begun.raw().request_id(), begun.status);

    // In an application: again after a pause, as long as the state is `Process`.
    let payment = PaymentStatus::new().order_id("1234").send(&client).await?;
    match (&payment.status, &payment.three_ds) {
        (Some(PaymentState::WaitingThreeDs), Some(page)) => println!("send the payer to {:?}", page.acs_url),
        (Some(PaymentState::Approved | PaymentState::Success), _) => println!("paid: {:?}", payment.amount),
        (state, _) => println!("{state:?}: {:?}", payment.error),
    }
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
