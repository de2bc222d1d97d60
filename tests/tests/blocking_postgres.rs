//! A blocking client whose journal is in PostgreSQL: one runtime serves both.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::process::ExitCode;
use std::thread;

use freedompay::card::transactions::RefundTransaction;
use freedompay::store::Store;
use freedompay::transport::Stage;
use freedompay::{CardIssuing, JwsCredentials, Uuid, blocking};
use freedompay_test_support::Postgres;
use freedompay_test_support::harness::{self, Missing, trial};
use freedompay_tests::Script;

fn one_runtime_serves_clients_and_their_store() -> Result<(), Missing> {
    let server = Postgres::start()?;
    let database = server.database();
    let runtime = blocking::Runtime::new().unwrap();
    let store = runtime.block_on(Store::connect(database.url())).unwrap().unwrap();
    let done = || Script::says(200, &[], r#"{"status":"ok","request_status":"success"}"#);
    let client = |script: Script| {
        let builder = blocking::Client::<CardIssuing>::builder(JwsCredentials::new("1", "s")).runtime(&runtime);
        builder.journal(store.clone()).transport(script).retries(0).build().unwrap()
    };
    let (first, second) = (client(Script::new(vec![done()])), client(Script::new(vec![Err(Stage::MaybeSent), done()])));
    let refund = || RefundTransaction::new(Uuid::now_v7(), "order", "transaction");
    // From several threads at once, again and again: connections stay in use over many blocking calls.
    thread::scope(|scope| {
        for client in [&first, &first, &first] {
            scope.spawn(|| {
                for _ in 0..20 {
                    let key = client.send(&refund()).unwrap().journal_key().unwrap();
                    assert!(client.runtime().block_on(store.acknowledge(key)).unwrap().unwrap());
                }
            });
        }
    });
    assert!(second.send(&refund()).unwrap_err().may_have_happened());
    let recovered: Vec<_> = second.recover_stream(freedompay::endpoint).collect::<Result<_, _>>().unwrap();
    assert_eq!(recovered.len(), 1, "only the lost one was left");
    assert!(runtime.block_on(store.acknowledge(recovered[0].journal_key())).unwrap().unwrap());
    assert!(second.recover_all(freedompay::endpoint).unwrap().is_empty());
    Ok(())
}

fn main() -> ExitCode {
    harness::run(vec![trial!(one_runtime_serves_clients_and_their_store)])
}
