//! The default transport with a clock that never waits: pauses are recorded and take no time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use freedompay::transport::{
    BaseUrl, BoxFuture, HttpRequest, HttpResponse, ReqwestTransport, Transport, TransportError,
};

/// Sends requests over real HTTP and never pauses.
#[derive(Clone, Debug)]
pub struct InstantTransport {
    http: ReqwestTransport,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl InstantTransport {
    /// A transport to that host.
    ///
    /// # Errors
    /// If the URL is invalid, or the operating system's certificates cannot be loaded.
    pub fn new(url: &str) -> Result<Self, String> {
        let url = BaseUrl::parse(url).map_err(|e| e.to_string())?;
        // A resolver without a network may take its time over saying so.
        let http = ReqwestTransport::with_connect_timeout(&url, Duration::from_secs(60)).map_err(|e| e.message)?;
        Ok(Self { http, slept: Arc::default() })
    }

    /// Returns the requested pauses.
    pub fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for InstantTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.http.send(request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).push(time);
        Box::pin(async {})
    }
}
