//! The asynchronous client where its transport has no runtime to run on.

use std::future::IntoFuture as _;
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use freedompay::error::Call;
use freedompay::journal::MemoryJournal;
use freedompay::{CardIssuing, Client, Endpoint as _, Error, JwsCredentials};
use freedompay_sandbox::Sandbox;
use tokio::runtime::Builder;

use super::{refund, status_query};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls to the end, with nothing of tokio's.
fn by_hand<T>(work: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let (mut work, mut context) = (pin!(work), Context::from_waker(&waker));
    loop {
        match work.as_mut().poll(&mut context) {
            Poll::Ready(done) => return done,
            Poll::Pending => thread::park(),
        }
    }
}

/// A server that nobody may reach, and a client of it with everything that sleeps.
fn client(journal: &MemoryJournal) -> (TcpListener, Client<CardIssuing>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let builder = Client::<CardIssuing>::builder(JwsCredentials::new("1", "s")).base_url(&url).journal(journal.clone());
    let builder = builder.pacing(Duration::from_millis(5)).max_concurrency(1).total_timeout(Duration::from_secs(5));
    (listener, builder.build().unwrap())
}

type Failing<'a> = std::pin::Pin<Box<dyn Future<Output = Error> + 'a>>;

/// Makes every kind of call, each of which fails with these words before anything happens.
fn each_is_refused(words: &str, run: &dyn Fn(Failing<'_>) -> Error) {
    let journal = MemoryJournal::new();
    let (listener, client) = client(&journal);
    let (query, refund, any) = (status_query(), refund(), client.as_any());
    let lost =
        Call::new(freedompay::card::transactions::RefundTransaction::META, None, vec![("request_id", "7".to_owned())]);
    let prepared = client.prepare(&query).unwrap();
    let endpoint = freedompay::card::requests::RequestStatus::META;
    let mut errors = Vec::new();
    errors.push(run(Box::pin(async { client.send(&query).await.unwrap_err() })));
    errors.push(run(Box::pin(async { client.send(&refund).await.unwrap_err() })));
    errors.push(run(Box::pin(async { client.wait(&query).await.unwrap_err() })));
    errors.push(run(Box::pin(async { client.reconcile(&refund).await.unwrap_err() })));
    errors.push(run(Box::pin(async { client.reconcile_call(&lost).await.unwrap_err() })));
    errors.push(run(Box::pin(async { client.recover_all(freedompay::endpoint).await.unwrap_err() })));
    errors.push(run(Box::pin(async { any.call(endpoint, &query).await.unwrap_err() })));
    errors.push(run(Box::pin(async { any.send_prepared(prepared).await.unwrap_err() })));
    errors.push(run(Box::pin(async {
        let mut stream = client.recover_all(freedompay::endpoint).stream().repeat_every(Duration::ZERO);
        assert!(stream.next().await.is_some_and(|first| first.is_err()));
        stream.next().await.unwrap().unwrap_err()
    })));
    for error in errors {
        let said = error.to_string();
        assert!(
            matches!(error, Error::Invalid(_)) && said.contains(words) && said.contains("nothing was sent"),
            "{said}"
        );
        assert!(!error.may_have_happened());
    }
    assert!(listener.accept().is_err(), "nobody connected");
    assert!(journal.entries().is_empty(), "and nothing was recorded");
}

#[test]
fn without_a_runtime_a_call_is_an_error_and_not_a_panic() {
    each_is_refused("there is no tokio runtime", &|work| by_hand(work));
}

#[test]
fn without_timers_or_io_a_call_is_an_error_and_not_a_panic() {
    let bare = Builder::new_current_thread().build().unwrap();
    each_is_refused("has no timers", &|work| bare.block_on(work));
    let io = Builder::new_current_thread().enable_io().build().unwrap();
    each_is_refused("has no timers", &|work| io.block_on(work));
    let time = Builder::new_current_thread().enable_time().build().unwrap();
    each_is_refused("has no I/O", &|work| time.block_on(work));
}

#[test]
fn a_client_that_was_refused_works_in_a_runtime_that_has_all() {
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let sandbox = server.block_on(Sandbox::builder().samples().start()).unwrap();
    let client = Client::<CardIssuing>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let call = || client.send(&status_query()).into_future();
    let bare = Builder::new_current_thread().build().unwrap();
    for _ in 0..2 {
        assert!(by_hand(call()).is_err() && bare.block_on(call()).is_err());
        for _ in 0..2 {
            let all = Builder::new_current_thread().enable_all().build().unwrap();
            assert!(all.block_on(call()).is_ok());
        }
    }
    assert_eq!(sandbox.requests().len(), 4);
}
