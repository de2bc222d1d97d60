//! Pacing: calls that change something keep their distance, the others do not wait.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use freedompay::gateway::purchase::capture::{Clear, Refund};
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::{
    BoxFuture, Client, Gateway, HttpAnswer, HttpRequest, PgCredentials, Stage, Transport, TransportError,
};

/// Notes when a request begins and which it was.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<(Instant, String)>>>);

impl Recorder {
    fn seen(&self) -> Vec<(Instant, String)> {
        self.0.lock().unwrap().clone()
    }
}

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpAnswer, TransportError>> {
        self.0.lock().unwrap().push((Instant::now(), request.url));
        Box::pin(async { Err(TransportError { stage: Stage::NotSent, what: "nobody is there".to_owned() }) })
    }
}

const INTERVAL: Duration = Duration::from_millis(60);
