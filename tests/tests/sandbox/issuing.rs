//! The Card and Partner APIs: requests that are accepted, and asked about by the id that their sender gave them.

use std::time::Duration;

use freedompay::card::answer::RequestState;
use freedompay::card::cards::{Cardholder, CloseCard, IssueCard, UnblockCard};
use freedompay::card::client::CardProduct;
use freedompay::card::pin::SetPin;
use freedompay::card::requests::{RequestOutcome, RequestStatus};
use freedompay::card::transactions::RefundTransaction;
use freedompay::partner::emoney::{AddWallet, BlockWallet};
use freedompay::partner::products::{AddClientWithProduct, ClientRequestStatus, Company, CompanyAddress};
use freedompay::{CardIssuing, Client, Partner, Uuid};
use freedompay_sandbox::Sandbox;

use crate::code;

async fn start() -> Sandbox {
    Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap()
}

fn card_api(sandbox: &Sandbox) -> Client<CardIssuing> {
    Client::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap()
}

fn partner(sandbox: &Sandbox) -> Client<Partner> {
    Client::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap()
}

fn request(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

async fn outcome(client: &Client<CardIssuing>, number: u128) -> RequestOutcome {
    RequestStatus::new(request(number)).send(client).await.unwrap().into_inner()
}

async fn pass(sandbox: &Sandbox) {
    sandbox.advance(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_card_is_issued_after_a_while_and_closed_for_good() {
    let sandbox = start().await;
    let client = card_api(&sandbox);
    let holder = || Cardholder::new("John", "Doe", "77017777777".parse().unwrap(), "KAZ", "900101300000");
    IssueCard::new(request(1), CardProduct::Instant, holder()).send(&client).await.unwrap();
    let early = outcome(&client, 1).await;
    assert_eq!((&early.request_status, early.cards.len()), (&Some(RequestState::Process), 0));
    // The id of a request is used once.
    assert_eq!(code(IssueCard::new(request(1), CardProduct::Electron, holder()).send(&client).await), "1002");
    pass(&sandbox).await;
    let issued = outcome(&client, 1).await;
    assert_eq!((&issued.request_status, issued.client_id.is_some()), (&Some(RequestState::Success), true));
    let card = issued.cards[0].card_id.clone().unwrap();

    UnblockCard::new(request(2), &card, "Found").send(&client).await.unwrap();
    let closing = CloseCard::new(request(3), &card, "Lost").send(&client).await.unwrap();
    assert_eq!(closing.request_status, Some(RequestState::Process));
    UnblockCard::new(request(4), &card, "Found again").send(&client).await.unwrap();
    pass(&sandbox).await;
    assert_eq!(outcome(&client, 2).await.request_status, Some(RequestState::Success));
    assert_eq!(outcome(&client, 3).await.request_status, Some(RequestState::Success));
    assert_eq!(outcome(&client, 4).await.request_status, Some(RequestState::Error));
    assert_eq!(SetPin::new(&card).send(&client).await.unwrap().request_status, Some(RequestState::Error));
}

#[tokio::test]
async fn a_refund_names_its_transaction_once_it_is_done() {
    let sandbox = start().await;
    let client = card_api(&sandbox);
    RefundTransaction::new(request(1), "8841", "t-1").send(&client).await.unwrap();
    assert!(outcome(&client, 1).await.transaction_id.is_none());
    pass(&sandbox).await;
    let done = outcome(&client, 1).await;
    assert!(done.transaction_id.is_some() && done.fin_document_id.is_some() && done.cards.is_empty());
}

#[tokio::test]
async fn a_client_gets_a_shop_and_its_key() {
    let sandbox = start().await;
    let client = partner(&sandbox);
    let company = Company::new("c-1", "Shop", "123456789012", CompanyAddress::new());
    AddClientWithProduct::new(request(1), company).send(&client).await.unwrap();
    let query = ClientRequestStatus::new().request_id(request(1));
    let early = query.send(&client).await.unwrap();
    assert_eq!((early.request_status.as_ref().unwrap().as_str(), early.secret_key.is_none()), ("process", true));
    pass(&sandbox).await;
    let done = query.send(&client).await.unwrap();
    assert_eq!(done.request_status.as_ref().unwrap().as_str(), "success");
    assert!(done.secret_key.is_some() && done.terminal_number.is_some());
    assert_eq!(done.external_id, done.merchant_id);
}

#[tokio::test]
async fn a_wallet_is_blocked_once() {
    let sandbox = start().await;
    let client = partner(&sandbox);
    AddWallet::new().request_id(request(1)).country("KAZ").currency("KZT").send(&client).await.unwrap();
    assert_eq!(code(AddWallet::new().request_id(request(1)).send(&client).await), "1002");
    let blocked = BlockWallet::new(request(2), "w-1", "Fraud").send(&client).await.unwrap();
    assert_eq!(blocked.request_status.as_ref().unwrap().as_str(), "0");
    assert_eq!(code(BlockWallet::new(request(2), "w-2", "Fraud").send(&client).await), "1002");
    assert_eq!(code(BlockWallet::new(request(3), "w-1", "Fraud").send(&client).await), "1008");
}
