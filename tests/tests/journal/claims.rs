//! Of all instances one asks about a call, and about its own account's calls only.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use freedompay::error::Call;
use freedompay::journal::{ClaimRequest, ClaimScope, EntryState, Journal as _, MemoryJournal};
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::reconcile::Outcome;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay::{CardIssuing, Client, Endpoint as _, JwsCredentials, Merchant, PgCredentials, Uuid};
use freedompay_tests::{Clock, InstantTransport};

use super::provider::{self, Provider};
use super::{Fails, client, orders, payout};

/// Takes an entry as another instance would.
async fn take(journal: &MemoryJournal, key: Uuid) -> bool {
    let lease = Duration::from_secs(3600);
    let request = ClaimRequest { scope: ClaimScope::Entry(key), holder: Uuid::now_v7(), lease };
    !journal.claim(&request).await.unwrap().is_empty()
}

/// Another account, and another host, has never heard of a payout. Asked about it, it says so; that is no answer.
#[tokio::test]
async fn nobody_is_asked_about_a_call_of_another_account_or_host() {
    let (server, other_host) = (Provider::start(), Provider::start());
    let journal = MemoryJournal::new();
    server.lose_answers(true);
    assert!(payout("ours").send(&server.client(journal.clone())).await.unwrap_err().may_have_happened());
    server.lose_answers(false);

    let stranger = Client::<Merchant>::builder(PgCredentials::new("2", "k").payout_secret("payout-key"));
    let stranger = stranger.base_url(&server.url()).transport(InstantTransport::new(&server.url()).unwrap());
    let stranger = stranger.journal(journal.clone()).build().unwrap();
    for client in [stranger, other_host.client(journal.clone())] {
        let recovered = client.recover_all(freedompay::endpoint).await.unwrap();
        assert!(recovered.is_empty(), "{recovered:?}");
    }
    let other_api = Client::<CardIssuing>::builder(JwsCredentials::new("1", "s")).base_url(&server.url());
    let other_api = other_api.journal(journal.clone()).build().unwrap();
    assert!(other_api.recover_all(freedompay::endpoint).await.unwrap().is_empty());
    assert_eq!(orders(&journal.entries()), ["ours"]);
    assert!(other_host.seen().is_empty());
    let recovered = server.client(journal.clone()).recover_all(freedompay::endpoint).await.unwrap();
    assert!(matches!(recovered[0].outcome, Ok(Outcome::Happened(_))), "{recovered:?}");
}

/// Sends nothing and never returns.
struct Slow;

impl Transport for Slow {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::pending())
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

/// Two more instances start while a payout is under way at a slow provider: nobody is told that it did not happen.
#[tokio::test]
async fn a_call_under_way_is_not_asked_about_by_other_instances() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let slow = provider::client(&server.url(), Slow, journal.clone());
    let under_way = tokio::spawn(async move { payout("slow").send(&slow).await });
    while journal.entries().is_empty() {
        tokio::task::yield_now().await;
    }
    let others = [server.client(journal.clone()), server.client(journal.clone())];
    for time in [Duration::ZERO, Duration::from_secs(90), Duration::from_millis(279_999)] {
        clock.pass(time);
        for other in &others {
            assert!(other.recover_all(freedompay::endpoint).await.unwrap().is_empty());
        }
    }
    clock.pass(Duration::from_millis(1));
    let recovered = others[0].recover_all(freedompay::endpoint).await.unwrap();
    assert!(matches!(recovered[0].outcome, Ok(Outcome::DidNotHappen { .. })), "its time is up: {recovered:?}");
    under_way.abort();
}

/// A call that waits for its turn will be sent: "not found" proves nothing, whoever asks.
#[tokio::test]
async fn a_request_that_waits_for_its_turn_is_not_asked_about() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let slow = provider::client(&server.url(), Slow, journal.clone());
    let under_way = tokio::spawn(async move { payout("queued").send(&slow).await });
    while journal.entries().is_empty() {
        tokio::task::yield_now().await;
    }
    let other = server.client(journal.clone());
    for time in [Duration::ZERO, Duration::from_secs(120), Duration::from_secs(249)] {
        clock.pass(time);
        let outcome = other.reconcile(&payout("queued")).await.unwrap();
        assert!(matches!(&outcome, Outcome::StillUnknown { reason, .. } if reason.contains("not free")), "{outcome:?}");
    }
    // Another order is not that one, and a program without a journal has nothing to look at.
    let outcome = other.reconcile(&payout("another")).await.unwrap();
    assert!(matches!(outcome, Outcome::DidNotHappen { .. }), "{outcome:?}");
    under_way.abort();
    clock.pass(Duration::from_secs(60));
    let outcome = other.reconcile(&payout("queued")).await.unwrap();
    assert!(matches!(outcome, Outcome::DidNotHappen { .. }), "its time is up: {outcome:?}");
    assert_eq!(journal.entries()[0].state, EntryState::DidNotHappen, "and the program is to acknowledge it");
}

/// Whoever may not ask about a call writes nothing about it either.
#[tokio::test]
async fn a_client_of_another_account_leaves_the_entry_as_it_is() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let slow = provider::client(&server.url(), Slow, journal.clone());
    let cancelled = tokio::spawn(async move { payout("ours").send(&slow).await });
    while journal.entries().is_empty() {
        tokio::task::yield_now().await;
    }
    cancelled.abort();
    clock.pass(Duration::from_secs(3600));
    let before = journal.entries();
    let intent = &before[0].intent;
    let mut lost = Call::new(CreateIbanPayout::META, None, vec![("pg_order_id", "ours".to_owned())]);
    (lost.account, lost.journal_key) = (Some(Arc::new(intent.account.clone())), Some(intent.key));
    let stranger = Client::<Merchant>::builder(PgCredentials::new("2", "k").payout_secret("payout-key"));
    let stranger = stranger.base_url(&server.url()).journal(journal.clone()).build().unwrap();
    let error = stranger.reconcile_call(&lost).await.unwrap_err();
    assert!(error.to_string().contains("account"), "{error}");
    assert_eq!(journal.entries(), before);
    let outcome = server.client(journal.clone()).reconcile_call(&lost).await.unwrap();
    assert!(matches!(outcome, Outcome::DidNotHappen { .. }), "{outcome:?}");
}

#[tokio::test]
async fn requests_with_the_same_ids_are_not_told_apart() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    server.lose_answers(true);
    let client = server.client(journal.clone());
    for _ in 0..2 {
        assert!(payout("same").send(&client).await.unwrap_err().may_have_happened());
    }
    let outcome = client.reconcile(&payout("same")).await.unwrap();
    assert!(matches!(&outcome, Outcome::StillUnknown { reason, .. } if reason.contains("several")), "{outcome:?}");
}

#[tokio::test]
async fn each_call_is_asked_about_by_one_of_many_instances() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    let lossy = provider::client(&server.url(), Fails::new(Stage::MaybeSent, 0), journal.clone());
    for order in 0..40 {
        assert!(payout(&order.to_string()).send(&lossy).await.is_err());
    }
    let instances = (0..5).map(|_| {
        let client = server.client(journal.clone());
        tokio::spawn(async move { client.recover_all(freedompay::endpoint).await.unwrap() })
    });
    let mut recovered = Vec::new();
    for instance in instances.collect::<Vec<_>>() {
        recovered.extend(instance.await.unwrap().into_iter().map(|one| one.journal_key()));
    }
    assert_eq!(recovered.len(), 40);
    recovered.sort_unstable();
    recovered.dedup();
    assert_eq!(recovered.len(), 40, "none was handed out twice");
}

/// Loses the entry to another instance while the status call is under way.
struct Overtaken {
    http: InstantTransport,
    journal: MemoryJournal,
    clock: Clock,
    is_taken: AtomicBool,
}

impl Transport for Overtaken {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async {
            if !self.is_taken.swap(true, Ordering::SeqCst) {
                self.clock.pass(Duration::from_secs(3600));
                assert!(take(&self.journal, self.journal.entries()[0].intent.key).await, "its lease has lapsed");
            }
            self.http.send(request).await
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.http.sleep(time)
    }
}

#[tokio::test]
async fn who_lost_an_entry_writes_nothing_and_reports_nothing() {
    for arrives in [true, false] {
        let (server, clock) = (Provider::start(), Clock::default());
        let journal = clock.journal();
        server.lose_answers(true);
        let first = if arrives {
            server.client(journal.clone())
        } else {
            client(Fails::new(Stage::MaybeSent, 0), journal.clone())
        };
        let error = payout("1").send(&first).await.unwrap_err();
        server.lose_answers(false);
        let url = if arrives { server.url() } else { "https://api.freedompay.kz".to_owned() };
        let http = InstantTransport::new(&server.url()).unwrap();
        let overtaken = || Overtaken {
            http: http.clone(),
            journal: journal.clone(),
            clock: clock.clone(),
            is_taken: AtomicBool::new(false),
        };
        let late = provider::client(&url, overtaken(), journal.clone());
        let recovered = late.recover_all(freedompay::endpoint).await.unwrap();
        assert!(recovered.is_empty(), "{recovered:?}");
        assert_eq!(journal.entries()[0].state, EntryState::InDoubt);
        // The same of the program's own question.
        clock.pass(Duration::from_secs(3600));
        let late = provider::client(&url, overtaken(), journal.clone());
        let outcome = late.reconcile_call(error.call().unwrap()).await.unwrap();
        assert!(matches!(&outcome, Outcome::StillUnknown { reason, .. } if reason.contains("not free")), "{outcome:?}");
        assert_eq!(journal.entries()[0].state, EntryState::InDoubt);
    }
}

#[tokio::test]
async fn a_programs_own_question_claims_the_entry_first() {
    let (server, clock) = (Provider::start(), Clock::default());
    let journal = clock.journal();
    server.lose_answers(true);
    let client = server.client(journal.clone());
    let error = payout("1").send(&client).await.unwrap_err();
    server.lose_answers(false);
    let key = error.journal_key().unwrap();
    assert!(take(&journal, key).await);
    let outcome = client.reconcile_call(error.call().unwrap()).await.unwrap();
    assert!(
        matches!(&outcome, Outcome::StillUnknown { reason, .. } if reason.contains("another instance")),
        "{outcome:?}"
    );
    clock.pass(Duration::from_secs(3600));
    let outcome = client.reconcile_call(error.call().unwrap()).await.unwrap();
    assert!(matches!(outcome, Outcome::Happened(_)), "{outcome:?}");
    assert_eq!(journal.entries()[0].state, EntryState::Happened);
    assert!(!take(&journal, key).await, "it is the program's to acknowledge now");
    assert!(journal.acknowledge(key).await.unwrap());
    let outcome = client.reconcile_call(error.call().unwrap()).await.unwrap();
    assert!(matches!(&outcome, Outcome::StillUnknown { reason, .. } if reason.contains("acknowledged")), "{outcome:?}");
}
