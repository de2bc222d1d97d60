//! Merchant API, JSON part: an invoice with a receipt, and its status.
//!
//! `cargo run -p freedompay --example invoice`; it calls the sandbox.

use std::error::Error;

use freedompay::merchant_invoice::invoice::create::{CreateInvoice, TaxLine};
use freedompay::merchant_invoice::invoice::read::InvoiceStatus;
use freedompay::{Client, MerchantInvoice};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::<MerchantInvoice>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build()?;

    let line = TaxLine::new().name("Mouse pad").price("12500.50".parse()?).count(1);
    let invoice = CreateInvoice::new()
        .amount("12500.50".parse()?)
        .currency("KZT")
        .external_id("8841")
        .description("Order 8841")
        .tax([line])
        .send(&client)
        .await?;
    println!("{invoice:?}");

    let Some(id) = &invoice.id else { return Err("the response does not name an invoice".into()) };
    let standing = InvoiceStatus::new().id(id.as_str()).send(&client).await?;
    println!("{:?} since {:?}", standing.status, standing.created_at);
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
