//! The intent journal: nothing that was sent is missing from it, whatever happens to the call, the process or the file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod damage;
mod killed;
mod provider;

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use freedompay::journal::{EntryState, FileJournal, Intent, Journal, JournalEntry, JournalError, MemoryJournal};
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::merchant::purchase::CreatePayment;
use freedompay::reconcile::Outcome;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay::{CardIssuing, Client, Error, JwsCredentials, Merchant, PgCredentials, Uuid};
use freedompay_tests::InstantTransport;

/// A folder that is empty and goes away again.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("freedompay-journal-{}", Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn payout(order: &str) -> CreateIbanPayout {
    CreateIbanPayout::new(
        order,
        "10".parse().unwrap(),
        "text",
        "KZ86SECRET",
        "761223455678",
        "IVAN",
        "19",
        "119",
        "BIK",
    )
}

pub(crate) fn credentials() -> PgCredentials {
    PgCredentials::new("1", "k").payout_secret("payout-key")
}

/// Fails, or waits a few polls and then fails; counts what was sent.
#[derive(Clone)]
struct Fails {
    stage: Stage,
    waits: u32,
    sent: Arc<AtomicU32>,
}

impl Fails {
    fn new(stage: Stage, waits: u32) -> Self {
        Self { stage, waits, sent: Arc::default() }
    }
}

impl Transport for Fails {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let (stage, mut waits) = (self.stage, self.waits);
        Box::pin(async move {
            self.sent.fetch_add(1, Ordering::SeqCst);
            std::future::poll_fn(|_| {
                waits = waits.saturating_sub(1);
                if waits == 0 { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            Err(TransportError::new(stage, "scripted"))
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

fn client(transport: impl Transport, journal: impl Journal) -> Client<Merchant> {
    Client::builder(credentials()).transport(transport).journal(journal).retries(0).build().unwrap()
}

fn orders(entries: &[JournalEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.intent.ids[0].1.as_str()).collect()
}

#[tokio::test]
async fn a_call_in_doubt_stays_open_and_one_that_was_not_sent_does_not() {
    let folder = Folder::new();
    let journal = FileJournal::open(folder.journal()).unwrap();
    assert!(payout("1").send(&client(Fails::new(Stage::MaybeSent, 0), journal.clone())).await.is_err());
    assert!(payout("2").send(&client(Fails::new(Stage::NotSent, 0), journal.clone())).await.is_err());
    // No money: not recorded.
    let page = CreatePayment::new("10".parse().unwrap(), "x").order_id("3");
    assert!(page.send(&client(Fails::new(Stage::MaybeSent, 0), journal.clone())).await.is_err());
    let open = journal.in_doubt().await.unwrap();
    assert_eq!(orders(&open), ["1"]);
    let JournalEntry { intent, state, .. } = &open[0];
    assert_eq!(
        (intent.api.as_str(), intent.endpoint.as_str(), *state),
        ("merchant", "merchant.payout.iban", EntryState::InDoubt)
    );
    drop(journal);
    assert_eq!(FileJournal::open(folder.journal()).unwrap().in_doubt().await.unwrap(), open, "it is kept");
}

#[tokio::test]
async fn nothing_but_ids_is_written() {
    let folder = Folder::new();
    let journal = FileJournal::open(folder.journal()).unwrap();
    assert!(payout("order-1").send(&client(Fails::new(Stage::MaybeSent, 0), journal)).await.is_err());
    let file = String::from_utf8_lossy(&std::fs::read(folder.journal()).unwrap()).into_owned();
    assert!(file.contains("order-1") && file.contains("merchant.payout.iban"), "{file}");
    for secret in ["KZ86SECRET", "761223455678", "IVAN", "payout-key", "pg_sig", "pg_salt", "text"] {
        assert!(!file.contains(secret), "{secret} is in the journal");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(folder.journal()).unwrap().permissions().mode() & 0o077, 0);
    }
}

/// Cannot record.
struct Full;

impl Journal for Full {
    fn begin<'a>(&'a self, _: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async { Err(JournalError::failed("no space is left")) })
    }

    fn record_outcome(&self, _: Uuid, _: EntryState) -> BoxFuture<'_, Result<(), JournalError>> {
        panic!("nothing was begun")
    }

    fn in_doubt(&self) -> BoxFuture<'_, Result<Vec<JournalEntry>, JournalError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_sent() {
    let transport = Fails::new(Stage::MaybeSent, 0);
    let error = payout("1").send(&client(transport.clone(), Full)).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)) && !error.may_have_happened(), "{error}");
    assert!(error.to_string().contains("no space is left"), "{error}");
    assert_eq!(transport.sent.load(Ordering::SeqCst), 0);
}

/// After so many polls the call has ended.
const POLLS: u32 = 6;

/// Nothing is written when a call is dropped. Its entry stays pending, and whoever opens the file after that finds it.
#[tokio::test]
async fn a_cancelled_call_is_in_doubt_wherever_it_was() {
    let mut context = Context::from_waker(Waker::noop());
    let folder = Folder::new();
    let journal = FileJournal::open(folder.journal()).unwrap();
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
    assert!(journal.in_doubt().await.unwrap().is_empty(), "their time is not up");
    drop(journal);
    let journal = FileJournal::open(folder.journal()).unwrap();
    assert_eq!(orders(&journal.in_doubt().await.unwrap()), cancelled);
}

#[test]
fn only_one_has_it_open() {
    let folder = Folder::new();
    let journal = FileJournal::open(folder.journal()).unwrap();
    assert_eq!(FileJournal::open(folder.journal()).unwrap_err(), JournalError::InUse);
    let clone = journal.clone();
    drop(journal);
    assert_eq!(FileJournal::open(folder.journal()).unwrap_err(), JournalError::InUse, "a clone still has it");
    drop(clone);
    FileJournal::open(folder.journal()).unwrap();
    std::fs::write(folder.0.join("other"), "diary").unwrap();
    assert_eq!(FileJournal::open(folder.0.join("other")).unwrap_err(), JournalError::NotAJournal);
    assert_eq!(std::fs::read(folder.0.join("other")).unwrap(), b"diary", "it is left alone");
}

#[tokio::test]
async fn opening_drops_what_is_settled() {
    let folder = Folder::new();
    let journal = FileJournal::open(folder.journal()).unwrap();
    let empty = std::fs::metadata(folder.journal()).unwrap().len();
    for order in 0..50 {
        let client = client(Fails::new(Stage::NotSent, 0), journal.clone());
        assert!(payout(&order.to_string()).send(&client).await.is_err());
    }
    assert!(std::fs::metadata(folder.journal()).unwrap().len() > empty + 50 * 100);
    drop(journal);
    drop(FileJournal::open(folder.journal()).unwrap());
    assert_eq!(std::fs::metadata(folder.journal()).unwrap().len(), empty);
}

#[tokio::test]
async fn recovering_asks_about_this_api_alone_and_settles_what_it_finds_out() {
    let server = provider::Provider::start();
    let journal = MemoryJournal::new();
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
    assert_eq!(journal.in_doubt().await.unwrap().len(), 22);

    // A program that does not know the call leaves it open.
    let unknown = client.recover_all(|_| None).await.unwrap();
    assert_eq!(unknown.len(), 21);
    assert!(unknown.iter().all(|one| matches!(one.outcome, Ok(Outcome::StillUnknown { .. }))));
    assert_eq!(journal.in_doubt().await.unwrap().len(), 22);

    let recovered = client.recover_all(freedompay::endpoint).await.unwrap();
    let of = |order: &str| recovered.iter().find(|one| one.entry.intent.ids[0].1 == order).unwrap();
    assert!(matches!(of("arrived").outcome, Ok(Outcome::Happened(_))), "{:?}", of("arrived"));
    assert!((0..20).all(|order| matches!(of(&format!("never-{order}")).outcome, Ok(Outcome::DidNotHappen { .. }))));
    let left = journal.in_doubt().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].intent.api, "card");
    assert_eq!(server.seen(), ["arrived"], "recovering sends nothing again");
}

/// Another account, and another host, has never heard of a payout. Asked about it, it says so; that is no answer.
#[tokio::test]
async fn nobody_is_asked_about_a_call_of_another_account_or_host() {
    let (server, other_host) = (provider::Provider::start(), provider::Provider::start());
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
    assert_eq!(orders(&journal.in_doubt().await.unwrap()), ["ours"]);
    assert!(other_host.seen().is_empty());

    // A record that names no account is not asked about, but not passed over in silence.
    journal.change(|entry| entry.intent.account.clear());
    let recovered = server.client(journal.clone()).recover_all(freedompay::endpoint).await.unwrap();
    assert!(matches!(&recovered[0].outcome, Ok(Outcome::StillUnknown { reason, .. }) if reason.contains("account")));
    assert_eq!(journal.in_doubt().await.unwrap().len(), 1);
}
