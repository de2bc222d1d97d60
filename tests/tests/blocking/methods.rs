//! What it can do.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use freedompay::journal::{Journal as _, MemoryJournal};
use freedompay::poll::PollOutcome;
use freedompay::reconcile::Outcome;
use freedompay::store::Store;
use freedompay::transport::Stage;
use freedompay::{CardIssuing, Endpoint as _, Error, JwsCredentials, Merchant, PgCredentials, Uuid, blocking};
use freedompay_tests::Script;

use super::{DONE, builder, done, refund, status_query};

const PENDING: &str = r#"{"status":"ok","request_status":"process"}"#;

fn scripted(turns: &[Result<&str, Stage>]) -> (Script, blocking::Client<CardIssuing>, MemoryJournal) {
    let says = |turn: &Result<&str, Stage>| turn.map(|body| Script::answer(200, &[], body));
    let (script, journal) = (Script::new(turns.iter().map(says).collect()), MemoryJournal::new());
    let client = builder().transport(script.clone()).retries(0).journal(journal.clone()).build().unwrap();
    (script, client, journal)
}

#[test]
fn it_waits() {
    let (script, client, _) = scripted(&[Ok(PENDING), Ok(PENDING), Ok(DONE)]);
    assert!(matches!(client.wait(&status_query()), Ok(PollOutcome::Final(_))));
    assert_eq!(script.slept(), [Duration::from_secs(2); 2]);
    let (script, client, _) = scripted(&[Ok(PENDING)]);
    let query = status_query();
    let work = client.as_async().wait(&query).interval(Duration::from_secs(7)).timeout(Duration::from_secs(10));
    assert!(matches!(client.block_on(work), Ok(PollOutcome::Pending(_))));
    assert_eq!(script.slept(), [Duration::from_secs(7)]);
}

#[test]
fn it_prepares_and_sends_again_under_the_same_id() {
    let (script, client) = done();
    let prepared = client.prepare(&status_query()).unwrap();
    assert_eq!((prepared.method(), prepared.path()), ("POST", "/v5/card-api/request/status"));
    assert!(script.seen().is_empty());
    client.as_any().send_prepared(prepared).unwrap();
    let create = freedompay::gateway_async::read::PaymentStatus::new().order_id("1");
    let script = Script::new(vec![Script::says(200, &[], r#"{"id":"1"}"#)]);
    let client = blocking::Client::builder(JwsCredentials::new("1", "s")).transport(script.clone()).build().unwrap();
    let id = Uuid::from_u128(7);
    let _ = client.resend(&create, id);
    let header = script.seen()[0].headers.iter().find(|(name, _)| *name == "X-Request-Id").unwrap().1.to_string();
    assert_eq!(header, id.to_string());
}

#[test]
fn it_finds_out_what_became_of_a_call() {
    let (script, client, journal) = scripted(&[Err(Stage::MaybeSent), Ok(DONE)]);
    let error = client.send(&refund()).unwrap_err();
    assert!(error.may_have_happened());
    assert!(matches!(client.reconcile_call(error.call().unwrap()), Ok(Outcome::Happened(_))));
    assert!(matches!(done().1.reconcile(&refund()), Ok(Outcome::Happened(_))));
    assert_eq!(script.seen().len(), 2);
    let key = error.journal_key().unwrap();
    assert!(client.runtime().block_on(journal.acknowledge(key)).unwrap().unwrap());
    assert!(journal.entries().is_empty());
}

#[test]
fn open_calls_are_recovered_together_or_one_by_one() {
    for is_streamed in [false, true] {
        let mut turns = vec![Err(Stage::MaybeSent); 3];
        turns.push(Ok(DONE));
        let (_, client, _) = scripted(&turns);
        for _ in 0..3 {
            assert!(client.send(&refund()).is_err());
        }
        let recovered: Vec<_> = if is_streamed {
            let mut stream = client.recover_stream(freedompay::endpoint);
            let all = stream.by_ref().collect::<Result<_, Error>>().unwrap();
            assert_eq!((stream.progress().returned, stream.progress().found.open), (3, 3));
            all
        } else {
            client.recover_all(freedompay::endpoint).unwrap()
        };
        assert_eq!(recovered.len(), 3);
        assert!(recovered.iter().all(|one| matches!(one.outcome, Ok(Outcome::Happened(_)))));
        assert_eq!(client.as_any().recover_all(freedompay::endpoint).unwrap().len(), 0, "the others have them now");
    }
    let mut without = done().1.recover_stream(freedompay::endpoint);
    assert!(matches!(without.next(), Some(Err(Error::Invalid(_)))), "it has no journal");
    assert!(without.next().is_none());
}

#[test]
fn calls_by_table_do_the_same() {
    let (script, client, _) = scripted(&[Ok(DONE)]);
    let any = client.as_any();
    let endpoint = <freedompay::card::requests::RequestStatus as freedompay::Endpoint>::META;
    assert_eq!(any.call(endpoint, &status_query()).unwrap().http_status(), 200);
    let prepared = any.prepare(endpoint, &status_query()).unwrap();
    assert_eq!(any.send_prepared(prepared).unwrap().http_status(), 200);
    let money = freedompay::card::transactions::RefundTransaction::META;
    assert!(matches!(any.reconcile(money, &refund()), Ok(Outcome::Happened(_))));
    assert_eq!(script.seen().len(), 3);
    let built = blocking::AnyClient::builder(<CardIssuing as freedompay::Api>::META, JwsCredentials::new("1", "s"));
    let built = built.transport(script.clone()).build().unwrap();
    assert_eq!(built.call(endpoint, &status_query()).unwrap().http_status(), 200);
    let wrapped = blocking::AnyClient::new(built.as_async().clone()).unwrap();
    assert_eq!(wrapped.call(endpoint, &status_query()).unwrap().http_status(), 200);
    assert_eq!(wrapped.block_on(wrapped.as_async().call(endpoint, &status_query())).unwrap().http_status(), 200);
}

#[test]
fn clients_share_one_runtime_and_a_store_of_it() {
    let folder = std::env::temp_dir().join(format!("freedompay-blocking-{}", Uuid::new_v4()));
    let runtime = blocking::Runtime::new().unwrap();
    let store = runtime.block_on(Store::open(&folder)).unwrap().unwrap();
    let script = Script::new(vec![Script::says(200, &[], DONE)]);
    let first = builder().runtime(&runtime).journal(store.clone()).transport(script.clone()).build().unwrap();
    let second = blocking::Client::<Merchant>::builder(PgCredentials::new("1", "k")).sharing(first.as_async().as_any());
    let second = second.build().unwrap();
    assert!(format!("{:?}", first.runtime()).starts_with("Runtime"));
    let response = first.send(&refund()).unwrap();
    let key = response.journal_key().unwrap();
    // Of the second client's runtime, which is the same.
    assert!(second.runtime().block_on(store.acknowledge(key)).unwrap().unwrap());
    assert!(!runtime.block_on(store.acknowledge(key)).unwrap().unwrap(), "it is acknowledged");
    for extension in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{extension}", folder.display()));
    }
}

/// A connection is driven by the runtime that opened it, so whoever shares it runs there, too.
#[test]
fn connections_are_shared_without_a_word_about_runtimes() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", server.local_addr().unwrap());
    let serve = thread::spawn(move || {
        // One connection for both calls.
        let (mut connection, _) = server.accept().unwrap();
        let mut read = [0; 8192];
        for _ in 0..2 {
            while !String::from_utf8_lossy(&read).contains(r#""request_id""#) {
                let some = connection.read(&mut read).unwrap();
                assert!(some > 0, "another connection is opened");
            }
            read.fill(0);
            write!(connection, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{DONE}", DONE.len()).unwrap();
        }
    });
    let first = builder().base_url(&url).build().unwrap();
    first.send(&status_query()).unwrap();
    let second = builder().sharing(first.as_async().as_any()).base_url(&url).timeout(Duration::from_secs(20)).build();
    second.unwrap().send(&status_query()).unwrap();
    serve.join().unwrap();
}
