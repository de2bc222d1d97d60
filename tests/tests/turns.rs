//! The concurrency limit, timeouts while waiting, and that a dropped call releases its permit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use freedompay::partner::invoices::InvoiceInfo;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay::{Client, ClientBuilder, Error, JwsCredentials, Partner};
use freedompay_tests::Script;

/// Ready when it is polled for the second time: one place at which a call can be dropped.
#[derive(Default)]
struct Once(bool);

impl Future for Once {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Waits at every step. The first two requests of every three get lost.
#[derive(Clone, Default)]
struct Stepwise {
    asked: Arc<AtomicUsize>,
    under_way: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

/// Counts down however its request ends.
struct UnderWay(Arc<AtomicUsize>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Stepwise {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let nth = self.asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            let now = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
            let _under_way = UnderWay(Arc::clone(&self.under_way));
            self.most.fetch_max(now, Ordering::SeqCst);
            Once::default().await;
            match nth % 3 {
                2 => Ok(Script::answer(200, &[], "{}")),
                _ => Err(TransportError::new(Stage::Wait, "lost")),
            }
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(Once::default())
    }
}

fn builder(transport: impl Transport) -> ClientBuilder<Client<Partner>> {
    Client::<Partner>::builder(JwsCredentials::new("1", "s")).transport(transport)
}

#[tokio::test]
async fn concurrency_does_not_exceed_its_limit() {
    for (limit, most) in [(Some(1), 1), (Some(2), 2), (Some(usize::MAX), 9), (None, 9)] {
        let transport = Stepwise::default();
        let client = match limit {
            Some(limit) => builder(transport.clone()).max_concurrency(limit),
            None => builder(transport.clone()),
        };
        let client = client.retries(0).build().unwrap();
        let calls: Vec<_> = (0..9).map(|_| tokio::spawn(InvoiceInfo::new().send(&client.clone()))).collect();
        for call in calls {
            let _ = call.await.unwrap();
        }
        let asked = transport.asked.load(Ordering::SeqCst);
        assert_eq!((asked, transport.most.load(Ordering::SeqCst)), (9, most), "{limit:?}");
    }
}

#[test]
fn a_limit_of_zero_is_refused() {
    let error = builder(Stepwise::default()).max_concurrency(0).build().unwrap_err();
    assert!(matches!(error, Error::Invalid(_)) && error.to_string().contains("max_concurrency(0)"), "{error}");
}

/// A call of three attempts with its pauses is dropped at each point in turn, next to one that waits for its place.
#[tokio::test]
async fn a_dropped_call_releases_its_permit() {
    let mut finished = 0;
    for steps in 0..30 {
        let transport = Stepwise::default();
        let client = builder(transport.clone()).max_concurrency(1).build().unwrap();
        let mut context = Context::from_waker(Waker::noop());
        let (mut dropped, mut waiting) = (InvoiceInfo::new().send(&client), InvoiceInfo::new().send(&client));
        for _ in 0..steps {
            if dropped.as_mut().poll(&mut context).is_ready() {
                finished += 1;
                break;
            }
            // It may get a place between two attempts of the other; at its own first point it stays.
            if steps % 2 == 0 && transport.under_way.load(Ordering::SeqCst) == 1 {
                assert!(waiting.as_mut().poll(&mut context).is_pending());
            }
        }
        drop(dropped);
        drop(waiting);
        assert_eq!(transport.under_way.load(Ordering::SeqCst), 0, "dropped after {steps} steps");
        transport.asked.store(0, Ordering::SeqCst);
        let next = tokio::time::timeout(Duration::from_secs(60), InvoiceInfo::new().send(&client));
        assert!(next.await.expect("a place is free").is_ok(), "dropped after {steps} steps");
    }
    assert!(finished > 10, "the later ones run to their end, so every point was met: {finished}");
}

/// Never responds, on a real clock.
#[derive(Clone, Default)]
struct Silent(Arc<AtomicUsize>);

impl Transport for Silent {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::pending())
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

#[tokio::test]
async fn a_call_whose_timeout_elapses_before_its_permit_is_not_sent() {
    let transport = Silent::default();
    let client =
        builder(transport.clone()).max_concurrency(1).total_timeout(Duration::from_millis(50)).build().unwrap();
    // This transport does not keep the time limit that it is given, so the first call stays under way.
    let first = tokio::spawn(InvoiceInfo::new().send(&client));
    while transport.0.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let error = InvoiceInfo::new().send(&client).await.unwrap_err();
    assert_eq!(error.failed_at(), Some(Stage::NotSent));
    assert_eq!(error.call().unwrap().attempts, 0);
    assert!(error.to_string().contains("the total timeout elapsed before the call was sent"), "{error}");
    assert_eq!(transport.0.load(Ordering::SeqCst), 1);
    first.abort();
}

#[tokio::test]
async fn a_call_that_pacing_would_delay_beyond_its_timeout_is_not_sent() {
    use freedompay::gateway::purchase::capture::CancelPayment;
    use freedompay::{Gateway, PgCredentials};

    let script = Script::new(vec![Script::says(200, &[], "")]);
    let client = Client::<Gateway>::builder(PgCredentials::new("1", "s"))
        .transport(script.clone())
        .pacing(Duration::from_secs(3600))
        .total_timeout(Duration::from_secs(30))
        .build()
        .unwrap();
    assert!(!matches!(CancelPayment::new(1).send(&client).await, Err(Error::NotSent(_))));
    let error = CancelPayment::new(1).send(&client).await.unwrap_err();
    assert!(matches!(&error, Error::NotSent(e) if e.call.attempts == 0), "{error}");
    assert_eq!((script.seen().len(), script.slept().len()), (1, 0));
}
