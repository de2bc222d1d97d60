//! What clients of several accounts have together: transport, permits, retry budget, and the clock that these count by.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::error::Error;
use crate::http::base_url::BaseUrl;
use crate::machine::{Limits, Now, Settings, Ticket};
use crate::meta::EndpointMeta;
use crate::transport::Transport;

pub(crate) struct Shared {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) limits: Mutex<Limits>,
    /// The host that the transport was made for.
    base_url: BaseUrl,
    started: Instant,
    /// Of the calls that wait for a permit.
    wakers: Mutex<BTreeMap<Ticket, Waker>>,
}

impl Shared {
    pub(crate) fn new(settings: &Settings, transport: Arc<dyn Transport>) -> Self {
        let (limits, base_url) = (Mutex::new(Limits::new(settings)), settings.base_url.clone());
        Self { transport, limits, base_url, started: Instant::now(), wakers: Mutex::default() }
    }

    /// Explains why another client cannot share, if it cannot.
    pub(crate) fn problem(&self, settings: &Settings) -> Option<&'static str> {
        let is_plain = |url: &BaseUrl| url.as_str().starts_with("http:");
        if settings.options.max_concurrency.is_some() {
            return Some("a client that shares has the permits of the other; set max_concurrency there");
        }
        (is_plain(&self.base_url) != is_plain(&settings.base_url))
            .then_some("a transport for a loopback address and one for HTTPS cannot be shared")
    }

    /// Checks that the transport works where it is called, before anything is recorded or sent.
    pub(crate) fn usable(&self, endpoint: Option<&'static EndpointMeta>) -> Result<(), Error> {
        match self.transport.problem() {
            Some(problem) => Err(Error::invalid(endpoint, "", problem)),
            None => Ok(()),
        }
    }

    pub(crate) fn now(&self) -> Now {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let unix_ms = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX);
        Now { elapsed: self.elapsed(), unix_ms }
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    pub(crate) fn wakers(&self) -> MutexGuard<'_, BTreeMap<Ticket, Waker>> {
        self.wakers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
