//! A process that makes payouts and dies: every payout that the provider saw is in the journal, and none is settled
//! there that it did not see.

use std::collections::{BTreeMap, HashSet};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{fs, thread};

use freedompay::journal::{EntryState, FileJournal, Intent, Journal, JournalEntry, JournalError};
use freedompay::reconcile::Outcome;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use freedompay::{Uuid, Value};
use freedompay_runtime::{tree::Tree, wire::json};
use freedompay_tests::InstantTransport;

use super::provider::{Provider, client};
use super::{Folder, damage, payout};

const URL: &str = "FREEDOMPAY_TEST_URL";
const FILE: &str = "FREEDOMPAY_TEST_JOURNAL";
const STEPS: &str = "FREEDOMPAY_TEST_STEPS";
const NAME: &str = "FREEDOMPAY_TEST_NAME";

/// Steps that the process has left to live.
static LEFT: AtomicU32 = AtomicU32::new(u32::MAX);

/// A point at which the process may die: at once, with nothing cleaned up.
fn step() {
    if LEFT.fetch_sub(1, Ordering::SeqCst) == 0 {
        std::process::abort();
    }
}

struct Steps<T>(T);

impl Journal for Steps<FileJournal> {
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async {
            step();
            let begun = self.0.begin(intent).await;
            step();
            begun
        })
    }

    fn record_outcome(&self, key: Uuid, state: EntryState) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            step();
            let recorded = self.0.record_outcome(key, state).await;
            step();
            recorded
        })
    }

    fn in_doubt(&self) -> BoxFuture<'_, Result<Vec<JournalEntry>, JournalError>> {
        self.0.in_doubt()
    }
}

impl Transport for Steps<InstantTransport> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async {
            step();
            let answer = self.0.send(request).await;
            step();
            answer
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(time)
    }
}

/// The process that dies; as a test among others it does nothing.
#[tokio::test]
async fn child() {
    let Ok(url) = std::env::var(URL) else { return };
    let file = std::env::var(FILE).unwrap();
    let name = std::env::var(NAME).unwrap();
    let journal = FileJournal::open(file).unwrap();
    LEFT.store(std::env::var(STEPS).unwrap().parse().unwrap(), Ordering::SeqCst);
    let client = client(&url, Steps(InstantTransport::new(&url).unwrap()), Steps(journal));
    for nth in 0_u32.. {
        payout(&format!("{name}-{nth}")).send(&client).await.unwrap();
    }
}

fn spawn(folder: &Folder, server: &Provider, name: &str, steps: u32) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["killed::child", "--exact", "--nocapture"])
        .env(URL, server.url())
        .env(FILE, folder.journal())
        .env(NAME, name)
        .env(STEPS, steps.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// States by order number, as the file has them.
fn written(folder: &Folder) -> BTreeMap<String, String> {
    let bytes = fs::read(folder.journal()).unwrap_or_default();
    let (mut orders, mut states) = (BTreeMap::new(), BTreeMap::new());
    for at in damage::records(&bytes) {
        let length = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let Some(payload) = bytes.get(at + 16..at + 16 + length) else { break };
        let tree: Tree = json::parse(payload).unwrap();
        let record: Value = tree.deserialize().unwrap();
        let text = |value: Option<&Value>| value.and_then(Value::as_text).unwrap().to_owned();
        if let Some(intent) = record.get("begin") {
            let Some(Value::List(ids)) = intent.get("ids") else { panic!("ids") };
            let Value::List(pair) = &ids[0] else { panic!("a pair") };
            orders.insert(text(intent.get("key")), text(pair.get(1)));
            states.insert(text(pair.get(1)), "begun".to_owned());
        } else {
            let mark = record.get("mark").unwrap();
            states.insert(orders[&text(mark.get("key"))].clone(), text(mark.get("state")));
        }
    }
    states
}

/// Holds the journal against what the provider saw, then recovers it.
async fn check(folder: &Folder, server: &Provider, name: &str) -> usize {
    server.settle();
    let seen: HashSet<String> =
        server.seen().into_iter().filter(|order| order.starts_with(&format!("{name}-"))).collect();
    let states = written(folder);
    for order in &seen {
        assert!(states.contains_key(order), "{order} was sent and is not in the journal: {states:?}");
    }
    for (order, state) in &states {
        let is_final = !matches!(state.as_str(), "begun" | "in_doubt");
        assert!(!is_final || seen.contains(order), "{order} is {state} and never arrived");
    }
    let open = states.values().filter(|state| matches!(state.as_str(), "begun" | "in_doubt")).count();
    let journal = FileJournal::open(folder.journal()).unwrap();
    let recovered = server.client(journal.clone()).recover_all(freedompay::endpoint).await.unwrap();
    assert_eq!(recovered.len(), open);
    for one in recovered {
        let order = &one.entry.intent.ids[0].1;
        match one.outcome.unwrap() {
            Outcome::Happened(_) => assert!(seen.contains(order), "{order} did not happen"),
            Outcome::DidNotHappen { .. } => assert!(!seen.contains(order), "{order} happened"),
            other => panic!("{order}: {other:?}"),
        }
    }
    assert!(journal.in_doubt().await.unwrap().is_empty());
    open
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn it_dies_at_every_step_of_a_call() {
    let (server, folder) = (Provider::start(), Folder::new());
    let mut open = 0;
    // Six steps a call: around recording, sending and settling. One journal lives through all of it.
    for steps in 0..20 {
        let name = format!("step{steps}");
        let status = spawn(&folder, &server, &name, steps).wait().unwrap();
        assert!(!status.success());
        open += check(&folder, &server, &name).await;
    }
    assert!(open >= 10, "{open}: it died in the middle of calls");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn it_is_killed_at_any_moment() {
    let (server, folder) = (Provider::start(), Folder::new());
    let mut pause: u64 = 20_260_723;
    for nth in 0..30 {
        let name = format!("kill{nth}");
        let mut child = spawn(&folder, &server, &name, u32::MAX);
        // From the first payout on; before it there is nothing to lose.
        let first = format!("{name}-0");
        while !server.seen().contains(&first) {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            thread::sleep(Duration::from_micros(200));
        }
        pause = pause.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros((pause >> 33) % 12_000));
        child.kill().unwrap();
        child.wait().unwrap();
        check(&folder, &server, &name).await;
    }
    assert!(server.seen().len() > 30);
}
