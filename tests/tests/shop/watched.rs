//! The shop's journal and transport, with the steps inside a call.

use std::time::Duration;

use freedompay::Uuid;
use freedompay::journal::{
    Account, ClaimRequest, Intent, Journal, JournalEntry, JournalError, OpenEntries, OutcomeRecord, SameCalls,
};
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, ReqwestTransport, Transport, TransportError};

use crate::steps::Step;
use crate::trace::{is_paying, reach, reach_in_recovery};

/// The status call of a payout.
const STATUS: &str = "/payment_status2";

pub(crate) struct WatchedJournal<J>(pub(crate) J);

impl<J: Journal> Journal for WatchedJournal<J> {
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            reach(Step::Recording);
            self.0.begin(intent).await?;
            reach(Step::Recorded);
            Ok(())
        })
    }

    fn record_outcome<'a>(&'a self, record: &'a OutcomeRecord) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async move {
            let is_call = is_paying();
            if is_call {
                reach(Step::RecordingOutcome);
            }
            let recorded = self.0.record_outcome(record).await;
            if is_call {
                reach(Step::OutcomeRecorded);
            }
            recorded
        })
    }

    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> BoxFuture<'a, Result<Vec<JournalEntry>, JournalError>> {
        self.0.claim(request)
    }

    fn find<'a>(&'a self, calls: &'a SameCalls) -> BoxFuture<'a, Result<Vec<Uuid>, JournalError>> {
        self.0.find(calls)
    }

    fn renew(&self, key: Uuid, holder: Uuid, lease: Duration) -> BoxFuture<'_, Result<bool, JournalError>> {
        self.0.renew(key, holder, lease)
    }

    fn acknowledge(&self, key: Uuid) -> BoxFuture<'_, Result<bool, JournalError>> {
        self.0.acknowledge(key)
    }

    fn open<'a>(&'a self, account: &'a Account) -> BoxFuture<'a, Result<OpenEntries, JournalError>> {
        self.0.open(account)
    }
}

pub(crate) struct WatchedTransport {
    pub(crate) http: ReqwestTransport,
    /// How much faster than real time its pauses pass: an instance whose clock is fast gives up early, which is harmless.
    pub(crate) haste: u32,
}

impl Transport for WatchedTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let asked = request.url.ends_with(STATUS).then(|| order_id(&request.body));
        let steps = [(Step::Sent, Step::Asking), (Step::Responded, Step::Answered)];
        let [before, after] = steps.map(|(paying, asking)| {
            let asked = asked.clone();
            move || match &asked {
                Some(order) => reach_in_recovery(order, asking),
                None => reach(paying),
            }
        });
        Box::pin(async move {
            before();
            let response = self.http.send(request).await;
            after();
            response
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.http.sleep(time / self.haste)
    }
}

/// Returns the order that a status call asks about, from its form.
fn order_id(form: &[u8]) -> String {
    let form = String::from_utf8_lossy(form);
    let id = form.split('&').find_map(|pair| pair.strip_prefix("pg_order_id="));
    id.unwrap_or_default().to_owned()
}
