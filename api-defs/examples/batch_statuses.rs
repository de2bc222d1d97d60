//! Partner API: the report on a batch of payment instructions.
//!
//! `cargo run -p freedompay --example batch_statuses`; it calls the sandbox.

use std::error::Error as StdError;

use freedompay::partner::account::{BatchStatusesQuery, ErrorCode};
use freedompay::{Client, Partner};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build()?;

    let report = BatchStatusesQuery::new("batch-payment-002").send(&client).await?;
    match &report.error_code {
        None | Some(ErrorCode::Success) => {
            let document = report.document_body.as_deref().unwrap_or_default();
            println!("{} bytes of {:?}", document.len(), report.document_type);
        }
        Some(code) => println!("no report: {code:?}, {:?}", report.error_description),
    }
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn StdError>> {
    main()
}
