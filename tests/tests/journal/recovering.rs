//! Recovery at the start of a program, and while it serves.

use std::time::Duration;

use freedompay::reconcile::Outcome;
use freedompay::transport::Stage;
use freedompay::{CardIssuing, Client, JwsCredentials, Uuid};
use freedompay_tests::Clock;

use super::provider::{self, Provider};
use super::{EXPIRES_IN, Fails, orders, payout};

#[tokio::test]
async fn recovering_asks_about_this_api_alone_and_settles_what_it_finds_out() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let lossy = provider::client(&server.url(), Fails::new(Stage::MaybeSent, 0), journal.clone());
    for order in 0..20 {
        assert!(payout(&format!("never-{order}")).send(&lossy).await.is_err());
    }
    server.lose_answers(true);
    let client = server.client(journal.clone());
    assert!(payout("arrived").send(&client).await.unwrap_err().may_have_happened());
    server.lose_answers(false);
    let other =
        Client::<CardIssuing>::builder(JwsCredentials::new("1", "s")).transport(Fails::new(Stage::MaybeSent, 0));
    let other = other.journal(journal.clone()).build().unwrap();
    let refund = freedompay::card::transactions::RefundTransaction::new(Uuid::now_v7(), "o", "t");
    assert!(refund.send(&other).await.is_err());
    let in_doubt = || journal.entries().into_iter().filter(|entry| !entry.state.is_final()).collect::<Vec<_>>();
    assert_eq!(in_doubt().len(), 22);

    // A program that does not know the call leaves it open, for the next to ask.
    let unknown = client.recover_all(|_| None).await.unwrap();
    assert_eq!(unknown.len(), 21);
    assert!(unknown.iter().all(|one| matches!(one.outcome, Ok(Outcome::StillUnknown { .. }))));
    assert_eq!(in_doubt().len(), 22);

    let recovered = client.recover_all(freedompay::endpoint).await.unwrap();
    let of = |order: &str| recovered.iter().find(|one| one.entry.intent.ids[0].1 == order).unwrap();
    assert!(matches!(of("arrived").outcome, Ok(Outcome::Happened(_))), "{:?}", of("arrived"));
    assert!((0..20).all(|order| matches!(of(&format!("never-{order}")).outcome, Ok(Outcome::DidNotHappen { .. }))));
    let left = in_doubt();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].intent.account.api, "card");
    assert_eq!(server.seen(), ["arrived"], "recovering sends nothing again");
}

#[tokio::test]
async fn a_stream_returns_each_outcome_as_soon_as_it_is_known() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let lossy = provider::client(&server.url(), Fails::new(Stage::MaybeSent, 0), journal.clone());
    for order in 0..20 {
        assert!(payout(&order.to_string()).send(&lossy).await.is_err());
    }
    let mut stream = server.client(journal.clone()).recover_all(freedompay::endpoint).stream();
    assert_eq!(stream.progress().found.open, 0, "nothing is read before the first is asked for");
    let mut recovered = Vec::new();
    while let Some(one) = stream.next().await {
        recovered.push(one.unwrap().entry);
        let progress = stream.progress();
        assert_eq!((progress.found.open, progress.returned), (20, recovered.len() as u64));
        assert!(progress.asking <= 8, "{progress:?}");
    }
    assert_eq!(orders(&recovered).len(), 20);
    assert!(stream.next().await.is_none(), "it has ended");
}

#[tokio::test]
async fn a_stream_that_repeats_itself_finds_what_becomes_free_later() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    // A program that died while its payout was under way.
    let dead = provider::client(&server.url(), Fails::new(Stage::MaybeSent, u32::MAX), journal.clone());
    let died = tokio::spawn(async move { payout("1").send(&dead).await });
    while journal.entries().is_empty() {
        tokio::task::yield_now().await;
    }
    died.abort();
    let client = server.client(journal.clone());
    assert!(client.recover_all(freedompay::endpoint).stream().next().await.is_none(), "its time is not up");
    let mut stream = client.recover_all(freedompay::endpoint).stream().repeat_every(Duration::from_secs(30));
    let restarted = tokio::spawn(async move { stream.next().await.unwrap().unwrap().entry.intent.ids.remove(0).1 });
    clock.pass(EXPIRES_IN);
    assert_eq!(restarted.await.unwrap(), "1");
}

#[tokio::test]
async fn a_client_without_a_journal_says_so() {
    let server = Provider::start();
    let client = Client::<freedompay::Merchant>::builder(super::credentials()).base_url(&server.url()).build().unwrap();
    let error = client.recover_all(freedompay::endpoint).await.unwrap_err();
    assert!(error.to_string().contains("ClientBuilder::journal"), "{error}");
}
