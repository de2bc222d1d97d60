//! Clients of several accounts: what they share, what each keeps, and keys that change while the program runs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use freedompay::journal::MemoryJournal;
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::merchant::payout::status::PayoutStatus;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::transport::Stage;
use freedompay::{Client, ClientBuilder, Error, JwsCredentials, Merchant, Partner, PgCredentials, Uuid};
use freedompay_tests::{Script, http1};

/// A server that keeps its connections, answers every call after a moment, and counts.
#[derive(Clone, Default)]
struct Counted {
    connections: Arc<AtomicUsize>,
    at_once: Arc<AtomicUsize>,
    most_at_once: Arc<AtomicUsize>,
    /// The `X-JWS-Signature` headers.
    signatures: Arc<Mutex<Vec<String>>>,
}

impl Counted {
    fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (url, counted) = (format!("http://{}", listener.local_addr().unwrap()), self.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.connections.fetch_add(1, Ordering::SeqCst);
                let counted = counted.clone();
                thread::spawn(move || counted.serve(stream));
            }
        });
        url
    }

    fn serve(&self, mut stream: TcpStream) {
        let mut bytes = Vec::new();
        loop {
            while let Some((head, end)) = http1::ends(&bytes).filter(|(_, end)| bytes.len() >= *end) {
                let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
                let signature = text.lines().find_map(|line| line.strip_prefix("x-jws-signature: "));
                self.signatures.lock().unwrap().extend(signature.map(str::to_owned));
                bytes.drain(..end);
                let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
                self.most_at_once.fetch_max(now, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(10));
                self.at_once.fetch_sub(1, Ordering::SeqCst);
                let body = r#"{"status":"success"}"#;
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                if stream.write_all(format!("{head}{body}").as_bytes()).is_err() {
                    return;
                }
            }
            let mut chunk = [0; 4096];
            match stream.read(&mut chunk) {
                Ok(0) | Err(_) => return,
                Ok(read) => bytes.extend_from_slice(&chunk[..read]),
            }
        }
    }
}

fn partner(account: &str) -> ClientBuilder<Client<Partner>> {
    Client::<Partner>::builder(JwsCredentials::new(account, "key"))
}

async fn ask(client: &Client<Partner>) {
    // What comes back is of no interest here.
    let _ = InvoiceInfo::new().id(Uuid::nil()).send(client).await;
}

#[tokio::test]
async fn clients_that_share_use_the_same_connections_and_permits() {
    let counted = Counted::default();
    let url = counted.start();
    let first = partner("1").base_url(&url).max_concurrency(2).build().unwrap();
    let clients: Vec<_> = (2..6)
        .map(|account| partner(&account.to_string()).base_url(&url).sharing(first.as_any()).build().unwrap())
        .chain([first.clone()])
        .collect();
    for client in &clients {
        ask(client).await;
    }
    assert_eq!(counted.connections.load(Ordering::SeqCst), 1, "one after the other they need one connection");
    let calls = clients.iter().cycle().take(20).cloned();
    let calls: Vec<_> = calls.map(|client| tokio::spawn(async move { ask(&client).await })).collect();
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!(counted.most_at_once.load(Ordering::SeqCst), 2, "the permits are those of all");
}

#[test]
fn what_cannot_be_shared_is_said_when_the_client_is_built() {
    let first = partner("1").transport(Script::new(vec![])).build().unwrap();
    let refused = |builder: ClientBuilder<Client<Partner>>, word: &str| {
        let error = builder.sharing(first.as_any()).build().unwrap_err();
        assert!(matches!(error, Error::Invalid(_)) && error.to_string().contains(word), "{error}");
    };
    refused(partner("2").transport(Script::new(vec![])), "transport");
    refused(partner("2").max_concurrency(3), "max_concurrency");
    refused(partner("2").base_url("http://127.0.0.1:1"), "HTTPS");
}

fn payout(order: &str) -> CreateIbanPayout {
    let amount = "10".parse().unwrap();
    CreateIbanPayout::new(order, amount, "text", "KZ00", "761223455678", "IVAN", "19", "119", "BIK")
}

#[tokio::test]
async fn each_account_records_and_recovers_its_own_calls_in_the_journal_of_all() {
    let (script, journal) = (Script::new(vec![Err(Stage::Wait)]), MemoryJournal::new());
    let shop = |number: &str| Client::<Merchant>::builder(PgCredentials::new(number, "key").payout_secret("key"));
    let first = shop("1").transport(script.clone()).journal(journal.clone()).build().unwrap();
    let second = shop("2").sharing(first.as_any()).build().unwrap();
    payout("a").send(&first).await.unwrap_err();
    payout("b").send(&second).await.unwrap_err();
    let mut accounts: Vec<_> = journal.entries().into_iter().map(|entry| entry.intent.account.id).collect();
    accounts.sort();
    assert_eq!(accounts, ["1", "2"]);
    let recovered = second.recover_all(|_| None).await.unwrap();
    assert_eq!(recovered.len(), 1);
    assert_eq!(recovered[0].entry.intent.account.id, "2");

    let own = MemoryJournal::new();
    let third = shop("3").sharing(first.as_any()).journal(own.clone()).build().unwrap();
    payout("c").send(&third).await.unwrap_err();
    assert_eq!((own.entries().len(), journal.entries().len()), (1, 2));
}

#[tokio::test]
async fn each_account_has_its_own_pace() {
    let script = Script::new(vec![Err(Stage::Wait)]);
    let pace = Duration::from_secs(2);
    let shop = |number: &str| Client::<Merchant>::builder(PgCredentials::new(number, "key")).pacing(pace);
    let first = shop("1").transport(script.clone()).build().unwrap();
    let second = shop("2").sharing(first.as_any()).build().unwrap();
    payout("a").send(&first).await.unwrap_err();
    payout("b").send(&second).await.unwrap_err();
    assert!(script.slept().is_empty(), "{:?}", script.slept());
}

#[tokio::test]
async fn keys_change_while_the_program_runs() {
    let script = Script::new(vec![Err(Stage::Wait)]);
    let keys = Arc::new(Mutex::new(Ok(JwsCredentials::new("1", "old"))));
    let current = Arc::clone(&keys);
    let client = partner("1")
        .transport(script.clone())
        .retries(0)
        .credentials_from(move || current.lock().unwrap().clone())
        .build()
        .unwrap();
    let signature = async || {
        ask(&client).await;
        let request = script.seen().pop().unwrap();
        let header = request.headers.iter().find(|(name, _)| *name == "X-JWS-Signature").unwrap();
        header.1.clone().into_owned()
    };
    let old = signature().await;
    assert_eq!(signature().await, old, "the same call under the same key");
    *keys.lock().unwrap() = Ok(JwsCredentials::new("1", "new"));
    let new = signature().await;
    assert_ne!(new, old);
    let calls = script.seen().len();

    // Another account's entries could no longer be asked about by this client.
    *keys.lock().unwrap() = Ok(JwsCredentials::new("2", "new"));
    let error = InvoiceInfo::new().id(Uuid::nil()).send(&client).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)) && error.to_string().contains("account 2"), "{error}");
    *keys.lock().unwrap() = Ok(JwsCredentials::new("1", ""));
    let error = InvoiceInfo::new().id(Uuid::nil()).send(&client).await.unwrap_err();
    assert!(error.to_string().contains("the secret is empty"), "{error}");
    *keys.lock().unwrap() = Err("the vault is sealed");
    let error = InvoiceInfo::new().id(Uuid::nil()).send(&client).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)) && error.to_string().contains("the vault is sealed"), "{error}");
    assert!(!error.may_have_happened());
    assert_eq!(script.seen().len(), calls, "nothing was sent");
    *keys.lock().unwrap() = Ok(JwsCredentials::new("1", "new"));
    assert_eq!(signature().await, new, "it goes on");
}

/// A response is verified with the keys that its call was signed with.
#[tokio::test]
async fn a_call_under_way_keeps_its_keys() {
    let sandbox = freedompay_sandbox::Sandbox::builder().samples().start().await.unwrap();
    let credentials = sandbox.pg_credentials();
    let asked = Arc::new(AtomicUsize::new(0));
    let (right, times) = (credentials.clone(), Arc::clone(&asked));
    let client = Client::<Merchant>::builder(credentials)
        .base_url(&sandbox.url())
        .credentials_from(move || {
            let first = times.fetch_add(1, Ordering::SeqCst) == 0;
            Ok::<_, &str>(if first { right.clone() } else { PgCredentials::new("another", "wrong") })
        })
        .build();
    PayoutStatus::new("1").send(&client.unwrap()).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1, "asked once for each call");
}

/// Its journal entry would name an account that never made the call, and recovery would hear that there is no such payout.
#[tokio::test]
async fn a_request_of_another_account_or_host_is_not_sent() {
    let (script, journal) = (Script::new(vec![Err(Stage::Wait)]), MemoryJournal::new());
    let shop = |number: &str| Client::<Merchant>::builder(PgCredentials::new(number, "key").payout_secret("key"));
    let first = shop("1").transport(script.clone()).journal(journal.clone()).build().unwrap();
    let second = shop("2").sharing(first.as_any()).build().unwrap();
    let elsewhere = shop("1").base_url("https://api.freedompay.uz").sharing(first.as_any()).build().unwrap();
    let of_partner = partner("1").sharing(first.as_any()).build().unwrap();
    let payout = first.prepare(&payout("a")).unwrap();
    let invoice = of_partner.prepare(&InvoiceInfo::new().id(Uuid::nil())).unwrap();
    for (client, prepared) in [(&second, &payout), (&elsewhere, &payout), (&first, &invoice)] {
        let error = client.as_any().send_prepared(prepared.clone()).await.unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error}");
        assert!(error.to_string().contains("the client that prepared it"), "{error}");
    }
    assert!(script.seen().is_empty() && journal.entries().is_empty());
    first.as_any().send_prepared(payout).await.unwrap_err();
    assert_eq!(script.seen().len(), 1);
}

/// Another account and another host would say "no such payout", and the program would send it again.
#[tokio::test]
async fn a_lost_call_of_another_account_or_host_is_not_asked_about() {
    for journal in [None, Some(MemoryJournal::new())] {
        let script = Script::new(vec![Err(Stage::Wait)]);
        let shop = |number: &str| {
            let builder =
                Client::<Merchant>::builder(PgCredentials::new(number, "key").payout_secret("key")).retries(0);
            journal.clone().into_iter().fold(builder, ClientBuilder::journal)
        };
        let first = shop("1").transport(script.clone()).build().unwrap();
        let second = shop("2").sharing(first.as_any()).build().unwrap();
        let elsewhere = shop("1").base_url("https://api.freedompay.uz").sharing(first.as_any()).build().unwrap();
        let error = payout("a").send(&first).await.unwrap_err();
        let lost = error.call().unwrap();
        let made_by = lost.account.as_deref().unwrap();
        assert_eq!((&*made_by.api, &*made_by.id, &*made_by.host), ("merchant", "1", "https://api.freedompay.kz"));
        for client in [&second, &elsewhere] {
            let error = client.reconcile_call(lost).await.unwrap_err();
            let text = error.to_string();
            assert!(matches!(error, Error::Invalid(_)) && text.contains("account 1 made this call at"), "{text}");
            assert!(text.contains("merchant.payout.iban") && text.contains("do not send it again"), "{text}");
        }
        assert_eq!(script.seen().len(), 1, "nothing was asked");
        // The entry stays free for the account that made the call.
        let outcome = first.reconcile_call(lost).timeout(Duration::ZERO).await.unwrap();
        assert!(matches!(outcome, freedompay::reconcile::Outcome::StillUnknown { .. }), "{outcome:?}");
        assert_eq!(script.seen().len(), 2);
    }
}

/// A request keeps the keys that it was signed with, even if they change before it is sent.
#[tokio::test]
async fn a_prepared_request_keeps_its_keys() {
    let sandbox = freedompay_sandbox::Sandbox::builder().samples().start().await.unwrap();
    let keys = Arc::new(Mutex::new(sandbox.pg_credentials()));
    let current = Arc::clone(&keys);
    let client = Client::<Merchant>::builder(sandbox.pg_credentials())
        .base_url(&sandbox.url())
        .credentials_from(move || Ok::<_, &str>(current.lock().unwrap().clone()))
        .build()
        .unwrap();
    let prepared = client.prepare(&PayoutStatus::new("1")).unwrap();
    *keys.lock().unwrap() = PgCredentials::new("123456", "another key").payout_secret("another key");
    let response = client.as_any().send_prepared(prepared).await.unwrap();
    assert!(response.is_authenticated());
    let error = PayoutStatus::new("1").send(&client).await.unwrap_err();
    assert!(
        !matches!(error, Error::Invalid(_)),
        "the next call has the new key, which the sandbox does not know: {error}"
    );
}
