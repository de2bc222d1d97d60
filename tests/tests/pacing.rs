//! Pacing: calls that change something keep their distance, the others do not wait.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use freedompay::gateway::purchase::capture::CancelPayment;
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay::{Client, Gateway, PgCredentials};

/// Records when a request begins and which it was.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<(Instant, String)>>>);

impl Recorder {
    fn seen(&self) -> Vec<(Instant, String)> {
        self.0.lock().unwrap().clone()
    }
}

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.0.lock().unwrap().push((Instant::now(), request.url));
        Box::pin(async { Err(TransportError::new(Stage::NotSent, "nobody is there")) })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

const INTERVAL: Duration = Duration::from_millis(60);

fn client(recorder: &Recorder, pacing: Option<Duration>) -> Client<Gateway> {
    let mut builder = Client::<Gateway>::builder(PgCredentials::new("1", "s")).transport(recorder.clone()).retries(0);
    if let Some(interval) = pacing {
        builder = builder.pacing(interval);
    }
    builder.build().unwrap()
}

/// The first may begin at once, the second an interval later, and so on. Counted from the beginning, because a busy
/// machine may note a call late, but never early.
fn is_paced(begun: Instant, interval: Duration, seen: &[(Instant, String)]) -> bool {
    seen.iter().zip(0_u32..).all(|((at, _), nth)| at.duration_since(begun) >= interval * nth)
}

#[tokio::test]
async fn calls_with_effects_keep_the_minimum_interval() {
    let (recorder, begun) = (Recorder::default(), Instant::now());
    let client = client(&recorder, Some(INTERVAL));
    let clone = client.clone();
    let cancel = CancelPayment::new(1);
    let (..) = tokio::join!(cancel.send(&client), cancel.send(&clone), cancel.send(&client));
    assert_eq!(recorder.seen().len(), 3);
    assert!(is_paced(begun, INTERVAL, &recorder.seen()));
}

#[tokio::test]
async fn reads_do_not_wait() {
    let recorder = Recorder::default();
    let client = client(&recorder, Some(Duration::MAX));
    let _ = CancelPayment::new(1).send(&client).await;
    for _ in 0..3 {
        let _ = PaymentStatus::new().payment_id(1).send(&client).await;
    }
    assert_eq!(recorder.seen().len(), 4);
}

#[tokio::test]
async fn a_cancelled_or_forgotten_call_does_not_block_others() {
    // Long enough for the calls below to be begun in.
    const INTERVAL: Duration = Duration::from_millis(500);
    let (recorder, begun) = (Recorder::default(), Instant::now());
    let client = client(&recorder, Some(INTERVAL));
    let cancel = CancelPayment::new(1);
    let _ = cancel.send(&client).await;
    let mut forgotten = Vec::new();
    for _ in 0..20 {
        let mut call = cancel.send(&client);
        assert!(tokio::time::timeout(Duration::ZERO, &mut call).await.is_err());
        forgotten.push(call);
    }
    // Half of them are dropped while they wait, the others live on but are not polled.
    forgotten.truncate(10);
    let _ = cancel.send(&client).await;
    assert_eq!(recorder.seen().len(), 2, "no abandoned call was sent");
    // One that is taken up again goes as well.
    let _ = forgotten.remove(0).await;
    assert_eq!(recorder.seen().len(), 3);
    assert!(is_paced(begun, INTERVAL, &recorder.seen()));
}

#[tokio::test]
async fn pacing_is_off_by_default_and_endless_pacing_does_not_panic() {
    let recorder = Recorder::default();
    let cancel = CancelPayment::new(1);
    for pacing in [None, Some(Duration::ZERO)] {
        let client = client(&recorder, pacing);
        for _ in 0..3 {
            let call = tokio::time::timeout(Duration::from_secs(60), cancel.send(&client));
            assert!(call.await.is_ok());
        }
    }
    let client = client(&recorder, Some(Duration::MAX));
    let _ = cancel.send(&client).await;
    assert!(tokio::time::timeout(INTERVAL, cancel.send(&client)).await.is_err());
    assert_eq!(recorder.seen().len(), 7);
}
