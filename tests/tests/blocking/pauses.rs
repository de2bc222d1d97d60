//! Polls that are asked to follow each other at once.

use std::future::{IntoFuture as _, pending};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use freedompay::journal::MemoryJournal;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay_tests::Script;

use super::{builder, refund, status_query};

const FLOOR: Duration = Duration::from_millis(100);
const PENDING: &str = r#"{"status":"ok","request_status":"process"}"#;

#[test]
fn polls_without_a_pause_have_one() {
    for interval in [Duration::ZERO, Duration::from_nanos(1), Duration::from_millis(99)] {
        let script = Script::new(vec![Script::says(200, &[], PENDING)]);
        let client = builder().transport(script.clone()).build().unwrap();
        let query = status_query();
        let wait = client.as_async().wait(&query).interval(interval).timeout(Duration::from_millis(300));
        client.block_on(wait).unwrap();
        assert_eq!((script.slept(), script.seen().len()), (vec![FLOOR; 3], 4), "{interval:?}");

        let script = Script::new(vec![Err(Stage::MaybeSent)]);
        let client = builder().transport(script.clone()).retries(0).build().unwrap();
        let reconcile = client.as_async().reconcile(&refund()).interval(interval).timeout(Duration::from_millis(300));
        client.block_on(reconcile).unwrap();
        assert!(script.slept().iter().all(|pause| *pause >= FLOOR), "{:?}", script.slept());
        assert!((2..=3).contains(&script.seen().len()), "{}", script.seen().len());
    }
    let longer = Duration::from_millis(101);
    let script = Script::new(vec![Script::says(200, &[], PENDING)]);
    let client = builder().transport(script.clone()).build().unwrap();
    client.block_on(client.as_async().wait(&status_query()).interval(longer).timeout(3 * FLOOR)).unwrap();
    assert_eq!(script.slept(), [longer; 2], "what is longer stays");
}

/// Sleeps twice in no time, and then for ever.
#[derive(Clone, Default)]
struct Sleeper(Arc<Mutex<Vec<Duration>>>);

impl Transport for Sleeper {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async { Err(TransportError::new(Stage::NotSent, "nothing is sent")) })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        let mut slept = self.0.lock().unwrap();
        slept.push(time);
        if slept.len() > 2 { Box::pin(pending()) } else { Box::pin(async {}) }
    }
}

#[test]
fn a_recovery_that_repeats_itself_without_a_pause_has_one() {
    let sleeper = Sleeper::default();
    let client = builder().transport(sleeper.clone()).journal(MemoryJournal::new()).build().unwrap();
    let mut stream = client.as_async().recover_all(freedompay::endpoint).stream().repeat_every(Duration::ZERO);
    let mut next = Box::pin(stream.next().into_future());
    assert!(matches!(next.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Pending));
    assert_eq!(*sleeper.0.lock().unwrap(), [FLOOR; 3]);
}
