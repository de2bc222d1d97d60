//! What the program was told comes back until it says that it has written it down.

use freedompay::journal::{EntryState, Journal as _};
use freedompay::reconcile::Outcome;
use freedompay::transport::Stage;
use freedompay_tests::{Clock, InstantTransport};

use super::provider::{self, Provider};
use super::{ACKNOWLEDGE_WITHIN, Fails, client, orders, payout};

#[tokio::test]
async fn an_outcome_that_is_not_acknowledged_comes_back_and_one_that_is_does_not() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let client = server.client(journal.clone());
    let written_down = payout("written-down").send(&client).await;
    assert!(journal.acknowledge(written_down.unwrap().journal_key().unwrap()).await.unwrap());
    // The program stops between the response and its own commit.
    let lost = payout("lost").send(&client).await.unwrap();

    assert!(client.recover_all(freedompay::endpoint).await.unwrap().is_empty(), "the program has a minute");
    clock.pass(ACKNOWLEDGE_WITHIN);
    let recovered = client.recover_all(freedompay::endpoint).await.unwrap();
    assert_eq!(recovered.len(), 1);
    assert_eq!(Some(recovered[0].journal_key()), lost.journal_key());
    assert_eq!(recovered[0].entry.state, EntryState::Responded);
    assert!(matches!(recovered[0].outcome, Ok(Outcome::Happened(_))), "it was asked about anew: {recovered:?}");
    assert_eq!(journal.entries()[0].state, EntryState::Happened);

    // What recovery found comes back as well, until it is acknowledged. One is told that the entry was there.
    clock.pass(ACKNOWLEDGE_WITHIN);
    let key = client.recover_all(freedompay::endpoint).await.unwrap()[0].journal_key();
    assert!(journal.acknowledge(key).await.unwrap());
    assert!(!journal.acknowledge(key).await.unwrap());
    clock.pass(ACKNOWLEDGE_WITHIN);
    assert!(client.recover_all(freedompay::endpoint).await.unwrap().is_empty());
    assert_eq!(server.seen(), ["written-down", "lost"], "recovering sends nothing again");
}

#[tokio::test]
async fn what_was_not_sent_comes_back_without_a_question() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    assert!(payout("1").send(&client(Fails::new(Stage::NotSent, 0), journal.clone())).await.is_err());
    clock.pass(ACKNOWLEDGE_WITHIN);
    let asks_nothing = Fails::new(Stage::MaybeSent, 0);
    let recovered = client(asks_nothing.clone(), journal.clone()).recover_all(freedompay::endpoint).await.unwrap();
    assert!(
        matches!(&recovered[0].outcome, Ok(Outcome::DidNotHappen { reason, .. }) if reason == "it was not sent"),
        "{recovered:?}"
    );
    assert_eq!(asks_nothing.sent.load(std::sync::atomic::Ordering::SeqCst), 0);
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_program_without_books_acknowledges_by_taking_the_outcome() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let client = || {
        let transport = InstantTransport::new(&server.url()).unwrap();
        provider::builder(&server.url(), transport, journal.clone()).acknowledge_on_return().build().unwrap()
    };
    payout("1").send(&client()).await.unwrap();
    assert!(journal.entries().is_empty());
    server.lose_answers(true);
    payout("2").send(&client()).await.unwrap_err();
    assert_eq!(orders(&journal.entries()), ["2"], "a doubt is never acknowledged by being told");
    server.lose_answers(false);
    let recovered = client().recover_all(freedompay::endpoint).await.unwrap();
    assert!(matches!(recovered[0].outcome, Ok(Outcome::Happened(_))), "{recovered:?}");
    assert!(journal.entries().is_empty());
}

#[tokio::test]
async fn the_time_to_acknowledge_is_the_programs_choice() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let transport = InstantTransport::new(&server.url()).unwrap();
    let builder = provider::builder(&server.url(), transport, journal.clone());
    let client = builder.acknowledge_within(ACKNOWLEDGE_WITHIN * 2).build().unwrap();
    payout("1").send(&client).await.unwrap();
    clock.pass(ACKNOWLEDGE_WITHIN);
    assert!(client.recover_all(freedompay::endpoint).await.unwrap().is_empty());
    clock.pass(ACKNOWLEDGE_WITHIN);
    assert_eq!(client.recover_all(freedompay::endpoint).await.unwrap().len(), 1);
}
