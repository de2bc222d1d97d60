//! The intent journal: what may have happened is in it until the program has written it down, and one asks about it at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod acknowledging;
mod calls;
mod claims;
mod provider;
mod recovering;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use freedompay::journal::{Journal, JournalEntry};
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay::{Client, Merchant, PgCredentials};

/// The longest time that a call may be under way by default, with its margin.
pub(crate) const EXPIRES_IN: Duration = Duration::from_secs(370);
/// The time that a program has to acknowledge by default.
pub(crate) const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(60);

pub(crate) fn payout(order: &str) -> CreateIbanPayout {
    CreateIbanPayout::new(
        order,
        "10".parse().unwrap(),
        "text",
        "KZ86SECRET",
        "761223455678",
        "IVAN",
        "19",
        "119",
        "BIK",
    )
}

pub(crate) fn credentials() -> PgCredentials {
    PgCredentials::new("1", "k").payout_secret("payout-key")
}

/// Fails, or waits a few polls and then fails; counts what was sent.
#[derive(Clone)]
pub(crate) struct Fails {
    stage: Stage,
    waits: u32,
    pub(crate) sent: Arc<AtomicU32>,
}

impl Fails {
    pub(crate) fn new(stage: Stage, waits: u32) -> Self {
        Self { stage, waits, sent: Arc::default() }
    }
}

impl Transport for Fails {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let (stage, mut waits) = (self.stage, self.waits);
        Box::pin(async move {
            self.sent.fetch_add(1, Ordering::SeqCst);
            std::future::poll_fn(|_| {
                waits = waits.saturating_sub(1);
                if waits == 0 { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            Err(TransportError::new(stage, "scripted"))
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

pub(crate) fn client(transport: impl Transport, journal: impl Journal) -> Client<Merchant> {
    Client::builder(credentials()).transport(transport).journal(journal).retries(0).build().unwrap()
}

/// Returns the order numbers of some entries, sorted: keys of the same millisecond have no order.
pub(crate) fn orders(entries: &[JournalEntry]) -> Vec<&str> {
    let mut orders: Vec<_> = entries.iter().map(|entry| entry.intent.ids[0].1.as_str()).collect();
    orders.sort_unstable();
    orders
}
