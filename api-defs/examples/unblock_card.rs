//! Card API: a change that is asked after by the id of its request.
//!
//! `cargo run -p freedompay --example unblock_card`; it calls the sandbox.

use std::error::Error as StdError;

use freedompay::card::answer::RequestState;
use freedompay::card::cards::UnblockCard;
use freedompay::card::requests::RequestStatus;
use freedompay::{CardIssuing, Client, Uuid};
use freedompay_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::<CardIssuing>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build()?;

    // Keep the id before sending: a call whose response got lost is asked after with it.
    let request_id = Uuid::now_v7();
    let state = match UnblockCard::new(request_id, "60000025", "found again").send(&client).await {
        Ok(answer) => answer.request_status.clone(),
        Err(error) if error.may_have_happened() => None,
        Err(error) => return Err(error.into()),
    };
    let state = match state {
        None | Some(RequestState::Process) => {
            RequestStatus::new(request_id).send(&client).await?.request_status.clone()
        }
        decided => decided,
    };
    println!("request {request_id}: {state:?}");
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn StdError>> {
    main()
}
