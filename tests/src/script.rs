//! A transport that responds from a list, on a clock that does not move.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};

/// What becomes of one request.
pub type Turn = Result<HttpResponse, Stage>;

/// Responds from a list, with the last one for ever; records the requests and how long it should have slept.
#[derive(Clone, Debug, Default)]
pub struct Script {
    turns: Arc<Mutex<Vec<Turn>>>,
    seen: Arc<Mutex<Vec<HttpRequest>>>,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Script {
    /// A transport to which this happens.
    pub fn new(turns: Vec<Turn>) -> Self {
        Self { turns: Arc::new(Mutex::new(turns)), ..Self::default() }
    }

    /// Returns a response with these headers.
    pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> HttpResponse {
        let headers = headers.iter().copied().collect();
        HttpResponse { status, headers, body: body.as_bytes().to_vec() }
    }

    /// Returns the turn of a response with these headers.
    pub fn says(status: u16, headers: &[(&str, &str)], body: &str) -> Turn {
        Ok(Self::answer(status, headers, body))
    }

    /// Returns the requests.
    pub fn seen(&self) -> Vec<HttpRequest> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the requested pauses.
    pub fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = match turns.len() {
            0 => Err(Stage::NotSent),
            1 => turns.first().cloned().unwrap_or(Err(Stage::NotSent)),
            _ => turns.remove(0),
        };
        Box::pin(async move { turn.map_err(|stage| TransportError::new(stage, "as scripted")) })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).push(time);
        Box::pin(async {})
    }
}
