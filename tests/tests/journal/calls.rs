//! What a call writes, and that it is not sent without.

use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Waker};
use std::time::Duration;

use freedompay::error::Call;
use freedompay::journal::{
    Account, ClaimRequest, EntryState, Intent, Journal, JournalEntry, JournalError, MemoryJournal, OpenEntries,
    OutcomeRecord, SameCalls,
};
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::merchant::purchase::CreatePayment;
use freedompay::reconcile::Outcome;
use freedompay::transport::{BoxFuture, Stage};
use freedompay::{Endpoint as _, Error, Uuid};
use freedompay_tests::Clock;

use super::provider::Provider;
use super::{Fails, client, orders, payout};

#[tokio::test]
async fn a_money_call_is_recorded_with_the_outcome_that_its_caller_is_told() {
    let journal = MemoryJournal::new();
    let doubt = payout("1").send(&client(Fails::new(Stage::MaybeSent, 0), journal.clone())).await.unwrap_err();
    let unsent = payout("2").send(&client(Fails::new(Stage::NotSent, 0), journal.clone())).await.unwrap_err();
    // No money: not recorded.
    let page = CreatePayment::new("10".parse().unwrap(), "x").order_id("3");
    let page = page.send(&client(Fails::new(Stage::MaybeSent, 0), journal.clone())).await.unwrap_err();
    assert_eq!(page.journal_key(), None);
    let server = Provider::start();
    let paid = payout("4").send(&server.client(journal.clone())).await.unwrap();

    let entries = journal.entries();
    assert_eq!(orders(&entries), ["1", "2", "4"]);
    let of = |key: Option<Uuid>| entries.iter().find(|entry| Some(entry.intent.key) == key).unwrap();
    assert_eq!(of(doubt.journal_key()).state, EntryState::InDoubt);
    assert_eq!(of(unsent.journal_key()).state, EntryState::NotSent);
    let JournalEntry { intent, state, response_ids, .. } = of(paid.journal_key());
    assert_eq!(paid.journal_key(), paid.raw().journal_key());
    assert_eq!(*state, EntryState::Responded);
    assert_eq!(response_ids, &[("pg_payment_id".to_owned(), "5".to_owned())], "the id that the response named");
    let account = Account { api: "merchant".to_owned(), id: "1".to_owned(), host: server.url() };
    assert_eq!((&intent.account, &*intent.endpoint), (&account, "merchant.payout.iban"));
    assert_eq!(intent.ids, [("pg_order_id".to_owned(), "4".to_owned())]);
}

#[tokio::test]
async fn nothing_but_ids_is_written() {
    let journal = MemoryJournal::new();
    let server = Provider::start();
    assert!(payout("order-1").send(&client(Fails::new(Stage::MaybeSent, 0), journal.clone())).await.is_err());
    payout("order-2").send(&server.client(journal.clone())).await.unwrap();
    let written = format!("{:?}", journal.entries());
    assert!(written.contains("order-1") && written.contains("order-2"), "{written}");
    for secret in ["KZ86SECRET", "761223455678", "IVAN", "payout-key", "pg_sig", "pg_salt", "text"] {
        assert!(!written.contains(secret), "{secret} is in the journal");
    }
}

/// Cannot record an intent, or an outcome.
struct Full {
    takes_intents: bool,
}

fn full<T>() -> Result<T, JournalError> {
    Err(JournalError::new("no space is left"))
}

impl Journal for Full {
    fn begin<'a>(&'a self, _: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async { if self.takes_intents { Ok(()) } else { full() } })
    }

    fn record_outcome<'a>(&'a self, _: &'a OutcomeRecord) -> BoxFuture<'a, Result<bool, JournalError>> {
        assert!(self.takes_intents, "nothing was begun");
        Box::pin(async { full() })
    }

    fn claim<'a>(&'a self, _: &'a ClaimRequest) -> BoxFuture<'a, Result<Vec<JournalEntry>, JournalError>> {
        Box::pin(async { full() })
    }

    fn find<'a>(&'a self, _: &'a SameCalls) -> BoxFuture<'a, Result<Vec<Uuid>, JournalError>> {
        Box::pin(async { full() })
    }

    fn renew(&self, _: Uuid, _: Uuid, _: Duration) -> BoxFuture<'_, Result<bool, JournalError>> {
        Box::pin(async { full() })
    }

    fn acknowledge(&self, _: Uuid) -> BoxFuture<'_, Result<bool, JournalError>> {
        Box::pin(async { full() })
    }

    fn open<'a>(&'a self, _: &'a Account) -> BoxFuture<'a, Result<OpenEntries, JournalError>> {
        Box::pin(async { full() })
    }
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_sent() {
    let transport = Fails::new(Stage::MaybeSent, 0);
    let error = payout("1").send(&client(transport.clone(), Full { takes_intents: false })).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)) && !error.may_have_happened(), "{error}");
    assert!(error.to_string().contains("no space is left"), "{error}");
    assert!(error.journal_key().is_some(), "the record may have been kept all the same: this closes it");
    assert_eq!(transport.sent.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_outcome_that_cannot_be_recorded_is_returned_and_stays_in_doubt() {
    let server = Provider::start();
    let paid = payout("1").send(&server.client(Full { takes_intents: true })).await.unwrap();
    assert!(paid.journal_key().is_some());
    let recovered = server.client(Full { takes_intents: true }).recover_all(freedompay::endpoint).await;
    let error = recovered.unwrap_err().to_string();
    assert!(error.contains("the journal failed, and nothing was asked: no space is left"), "{error}");
    // Of the call itself the journal's failure says nothing.
    let client = server.client(Full { takes_intents: true });
    let mut lost = Call::new(CreateIbanPayout::META, None, Vec::new());
    lost.journal_key = paid.journal_key();
    for outcome in [client.reconcile(&payout("1")).await, client.reconcile_call(&lost).await] {
        let outcome = outcome.unwrap();
        assert!(matches!(&outcome, Outcome::StillUnknown { reason, .. } if reason.contains("no space")), "{outcome:?}");
    }
    assert_eq!(server.seen().len(), 1);
}

/// After so many polls the call has ended.
const POLLS: u32 = 6;

/// Nothing is written when a call is dropped. Its entry stays pending, and whoever recovers after its time finds it.
#[tokio::test]
async fn a_cancelled_call_is_in_doubt_once_its_time_is_up() {
    let mut context = Context::from_waker(Waker::noop());
    let clock = Clock::default();
    let journal = clock.journal();
    let mut cancelled = Vec::new();
    for polls in 0..=POLLS {
        let transport = Fails::new(Stage::NotSent, POLLS);
        let client = client(transport.clone(), journal.clone());
        let order = format!("polled {polls} times");
        let payout = payout(&order);
        let is_ready = {
            let mut call = pin!(payout.send(&client));
            (0..polls).any(|_| call.as_mut().poll(&mut context).is_ready())
        };
        assert_eq!(transport.sent.load(Ordering::SeqCst), u32::from(polls > 0), "{order}");
        // Never polled: nothing begun. Polled to the end: it was certainly not sent.
        if polls > 0 && !is_ready {
            cancelled.push(order);
        }
    }
    assert_eq!(cancelled.len(), POLLS as usize - 1);
    let recover = async || {
        let recovered = client(Fails::new(Stage::NotSent, 0), journal.clone()).recover_all(|_| None).await.unwrap();
        let entries: Vec<_> = recovered.into_iter().map(|one| one.entry).collect();
        orders(&entries).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // One attempt of a minute, a pause of a minute, and the margin.
    clock.pass(Duration::from_millis(129_999));
    // Told to its caller, and not acknowledged for long.
    assert_eq!(recover().await, [format!("polled {POLLS} times")], "the time of the others is not up");
    clock.pass(Duration::from_millis(1));
    assert_eq!(recover().await, cancelled);
}
