//! The driver of a call: carries out the steps of a [`CallMachine`] over a transport and a journal.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tracing::Instrument as _;

use crate::api::endpoint::ResponseBody;
#[cfg(feature = "blocking")]
use crate::client::blocking::runtime::Runtime;
use crate::client::credentials::CurrentSettings;
use crate::client::shared::Shared;
use crate::error::Error;
use crate::journal::{Intent, Journal, JournalError, OutcomeRecord};
use crate::machine::prepared::PreparedRequest;
use crate::machine::response::RawResponse;
use crate::machine::{CallMachine, Entropy, Event, Settings, Step};
use crate::message::unread::Typed;
use crate::tree::TreeError;

/// The shared core of a client.
pub(crate) struct ClientInner {
    pub(crate) settings: CurrentSettings,
    pub(crate) shared: Arc<Shared>,
    pub(crate) journal: Option<Arc<dyn Journal>>,
    #[cfg(feature = "blocking")]
    pub(crate) runtime: Option<Runtime>,
}

impl ClientInner {
    pub(crate) fn new(settings: CurrentSettings, shared: Arc<Shared>, journal: Option<Arc<dyn Journal>>) -> Self {
        Self {
            settings,
            shared,
            journal,
            #[cfg(feature = "blocking")]
            runtime: None,
        }
    }

    async fn record(&self, intent: &Intent) -> Result<(), JournalError> {
        match &self.journal {
            Some(journal) => journal.begin(intent).await,
            None => Err(JournalError::new("the client has no journal")),
        }
    }

    async fn record_outcome(&self, record: &OutcomeRecord) -> Result<bool, JournalError> {
        match &self.journal {
            Some(journal) => journal.record_outcome(record).await,
            None => Ok(true),
        }
    }
}

/// Returns random bytes of the operating system.
pub(crate) fn entropy() -> Result<Entropy, Error> {
    let mut bytes = [0; 64];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(Entropy::from(bytes)),
        Err(e) => Err(Error::invalid(None, "", format!("the operating system returned no random bytes: {e}"))),
    }
}

/// A call that is being made. Dropping it cancels the call.
pub(crate) struct Running {
    core: Arc<ClientInner>,
    call: CallMachine,
    is_over: bool,
}

impl Running {
    /// Makes a call up to the point where its response is given its type.
    pub(crate) async fn begin(
        core: Arc<ClientInner>,
        settings: Arc<Settings>,
        prepared: PreparedRequest,
        entropy: Entropy,
    ) -> Result<Self, Error> {
        core.shared.usable(Some(prepared.sent.endpoint))?;
        let call = CallMachine::new(settings, prepared, entropy);
        let span = call.span();
        let mut running = Self { core, call, is_over: false };
        let first = running.handle(Event::Begin);
        match running.drive(first).instrument(span).await {
            Step::Done(Err(error)) => Err(error),
            _ => Ok(running),
        }
    }

    /// Gives the response its type.
    pub(crate) fn read<T: ResponseBody>(&self) -> Option<Result<Typed<T>, TreeError>> {
        self.call.read()
    }

    /// Ends the call, once its response was given its type, or could not be.
    pub(crate) async fn finish(mut self, read: Result<(), TreeError>) -> Result<RawResponse, Error> {
        let step = self.handle(Event::Read(read));
        match self.drive(step).await {
            Step::Done(outcome) => outcome,
            _ => Err(Error::invalid(None, "", "the call ended without an outcome")),
        }
    }

    /// Carries out steps until one is the caller's: to read the response, or the end.
    async fn drive(&mut self, mut step: Step) -> Step {
        loop {
            let event = match step {
                Step::Record(intent) => Event::Recorded(self.core.record(&intent).await),
                Step::RecordOutcome(record) => Event::OutcomeRecorded(self.core.record_outcome(&record).await),
                Step::Wait(most) => {
                    step = self.wait(most).await;
                    continue;
                }
                Step::Sleep(time) => {
                    self.core.shared.transport.sleep(time).await;
                    Event::Awake
                }
                Step::Send(request) => Event::from(self.core.shared.transport.send(request).await),
                Step::Read | Step::Pending | Step::Done(_) => {
                    self.is_over = !matches!(step, Step::Read);
                    return step;
                }
            };
            step = self.handle(event);
        }
    }

    /// Waits for a permit: asks again whenever woken.
    async fn wait(&mut self, most: Option<Duration>) -> Step {
        let core = Arc::clone(&self.core);
        let mut alarm = most.map(|time| core.shared.transport.sleep(time));
        let step = poll_fn(|context| {
            // The waker is in place before the machine is asked, so that no permit comes in between unnoticed.
            if let Some(ticket) = self.call.ticket() {
                self.core.shared.wakers().insert(ticket, context.waker().clone());
            }
            let is_over = alarm.as_mut().is_some_and(|alarm| alarm.as_mut().poll(context).is_ready());
            match self.handle(if is_over { Event::Awake } else { Event::Turn }) {
                Step::Wait(_) => Poll::Pending,
                step => Poll::Ready(step),
            }
        })
        .await;
        self.forget_waker();
        step
    }

    fn forget_waker(&self) {
        if let Some(ticket) = self.call.ticket() {
            self.core.shared.wakers().remove(&ticket);
        }
    }

    fn handle(&mut self, event: Event) -> Step {
        let step = self.call.handle(self.core.shared.now(), event, &self.core.shared.limits);
        if let Some(waker) = self.call.take_woken().and_then(|ticket| self.core.shared.wakers().remove(&ticket)) {
            waker.wake();
        }
        step
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.is_over {
            self.handle(Event::Cancelled);
            self.forget_waker();
        }
    }
}
