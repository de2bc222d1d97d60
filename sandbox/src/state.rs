//! Everything a sandbox knows, and how it answers a call.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use freedompay::meta::EndpointMeta;
use tokio::sync::{Notify, watch};

use crate::calls::{self, Done};
use crate::explain::Masks;
use crate::faults::{self, Before};
use crate::message::Incoming;
use crate::notices::Messenger;
use crate::progress::Progress;
use crate::record::{Log, Recorded};
use crate::route::Routes;
use crate::server::{HungUp, Reply};
use crate::world::World;
use crate::{Credentials, answer, check};

/// Everything a sandbox knows.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) credentials: Credentials,
    pub(crate) endpoints: Vec<&'static EndpointMeta>,
    routes: Routes,
    /// Where it listens.
    pub(crate) base_url: String,
    pub(crate) log: Log,
    pub(crate) progress: Progress,
    /// Every valid call gets a sample answer; nothing is remembered.
    pub(crate) answers_samples: bool,
    world: Mutex<World>,
    /// What it remembered when it started.
    pub(crate) first: World,
    /// Counts up whenever something may have changed.
    version: watch::Sender<u64>,
    pub(crate) messenger: Messenger,
    /// Rung when something was added that falls due.
    pub(crate) wake: Notify,
    /// Held by whoever does what has fallen due.
    pub(crate) turn: tokio::sync::Mutex<()>,
}

impl State {
    pub(crate) fn new(
        base_url: String,
        credentials: Credentials,
        endpoints: Vec<&'static EndpointMeta>,
        answers_samples: bool,
        world: World,
    ) -> Self {
        Self {
            credentials,
            routes: Routes::new(&endpoints),
            endpoints,
            base_url,
            log: Log::default(),
            progress: Progress::default(),
            answers_samples,
            first: world.clone(),
            world: Mutex::new(world),
            version: watch::Sender::new(0),
            messenger: Messenger::default(),
            wake: Notify::new(),
            turn: tokio::sync::Mutex::new(()),
        }
    }

    /// What is remembered. Never held while something is waited for.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells who watches that something may have changed.
    pub(crate) fn changed(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Time until something falls due by itself; nothing if nothing does, or time stands still.
    pub(crate) fn until_next(&self) -> Option<Duration> {
        let world = self.world();
        let next = world.queue.next().filter(|_| world.clock.runs())?;
        Some(Duration::try_from(next.duration_since(world.now())).unwrap_or(Duration::ZERO))
    }

    /// The payer's page of a payment.
    pub(crate) fn page_url(&self, page: &str) -> String {
        format!("{}/pay.html?customer={page}", self.base_url)
    }

    /// The page on which a card is saved; the address is that of the documentation's sample.
    pub(crate) fn card_form_url(&self, page: &str) -> String {
        let shop = &self.credentials.merchant_id;
        format!("{}/v1/merchant/{shop}/cardstorage/view?pg_payment_id={page}", self.base_url)
    }

    /// The page of the payer's bank. Not every answer has a field for the challenge's name, so the address carries it.
    pub(crate) fn acs_url(&self, md: &str) -> String {
        format!("{}/acs?md={md}", self.base_url)
    }

    /// Answers one call and keeps it in the log.
    pub(crate) async fn handle(&self, incoming: &Incoming<'_>) -> Result<Reply, HungUp> {
        let found = match self.routes.find(incoming) {
            Ok(found) => found,
            Err(refusal) => {
                let reply = refusal.plain();
                self.log.add(Recorded::unrouted(incoming, &refusal));
                return Ok(reply);
            }
        };
        let mut outcome = check::check(self, &found, incoming);
        outcome.fault = self.world().faults.next(&outcome.alike, |_| true);
        let before = faults::before(&mut outcome).await;
        let mut done = Done::Sample;
        if matches!(before, Before::Act) && outcome.result.is_ok() && !self.answers_samples {
            match calls::act(self, &outcome).await {
                Ok(what) => done = what,
                Err(refusal) => outcome.result = Err(refusal),
            }
        }
        let reply = match &outcome.result {
            Ok(()) => answer::accepted(self, &outcome, done),
            Err(refusal) => answer::refused(self, &outcome, refusal),
        };
        self.log.add(Recorded::of(incoming, &outcome, Masks::of(&self.credentials)));
        match before {
            Before::Act => faults::after(outcome.fault, reply).await,
            Before::Answer(instead) => Ok(instead),
            Before::HangUp => Err(HungUp),
        }
    }
}
