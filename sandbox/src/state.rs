//! The state of a running sandbox: its settings, its world, and what its tasks share.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use freedompay::meta::EndpointMeta;
use tokio::sync::{Notify, watch};

use crate::callbacks::sender::CallbackSender;
use crate::credentials::{Credentials, Signers};
use crate::faults::{Faults, Plan, PlanError, Rule};
use crate::protocol::check::Checker;
use crate::protocol::progress::Progress;
use crate::protocol::record::Log;
use crate::protocol::route::Routes;
use crate::world::World;

/// The state of a running sandbox.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) credentials: Credentials,
    signers: Signers,
    pub(crate) endpoints: Vec<&'static EndpointMeta>,
    pub(crate) routes: Routes,
    /// The address it listens on.
    pub(crate) base_url: String,
    pub(crate) log: Log,
    pub(crate) progress: Progress,
    /// Every valid call gets a sample response; nothing is stored.
    pub(crate) answers_samples: bool,
    world: Mutex<World>,
    /// The world at the start, for `reset`.
    pub(crate) initial: World,
    /// Counts up whenever something may have changed.
    version: watch::Sender<u64>,
    pub(crate) callback_sender: CallbackSender,
    /// Notified when a job was added.
    pub(crate) jobs_changed: Notify,
    /// Held while due jobs run, so that they run one at a time.
    pub(crate) job_lock: tokio::sync::Mutex<()>,
}

impl State {
    /// Creates the state of a sandbox that has handled nothing yet.
    pub(crate) fn new(
        base_url: String,
        credentials: Credentials,
        endpoints: Vec<&'static EndpointMeta>,
        answers_samples: bool,
        world: World,
    ) -> Self {
        Self {
            signers: Signers::new(&credentials, &endpoints),
            credentials,
            routes: Routes::new(&endpoints),
            endpoints,
            base_url,
            log: Log::default(),
            progress: Progress::default(),
            answers_samples,
            initial: world.clone(),
            world: Mutex::new(world),
            version: watch::Sender::new(0),
            callback_sender: CallbackSender::default(),
            jobs_changed: Notify::new(),
            job_lock: tokio::sync::Mutex::new(()),
        }
    }

    /// Locks the world. Never held across an `await`.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notifies watchers that something may have changed.
    pub(crate) fn changed(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    /// Subscribes to changes; the number goes up with each.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Returns the time until the next job is due; `None` if no job is waiting, or the clock is stopped.
    pub(crate) fn until_next(&self) -> Option<Duration> {
        let world = self.world();
        let next = world.queue.next().filter(|_| world.clock.runs())?;
        Some(Duration::try_from(next.duration_since(world.now())).unwrap_or(Duration::ZERO))
    }

    /// Returns the URL of a payment's page.
    pub(crate) fn page_url(&self, page: &str) -> String {
        format!("{}/pay.html?customer={page}", self.base_url)
    }

    /// Returns the URL of a page on which a card is saved, as in the documentation's sample.
    pub(crate) fn card_form_url(&self, page: &str) -> String {
        let shop = &self.credentials.merchant_id;
        format!("{}/v1/merchant/{shop}/cardstorage/view?pg_payment_id={page}", self.base_url)
    }

    /// Returns the URL of the bank's page. Not every response has a field for the challenge's name, so the URL carries it.
    pub(crate) fn acs_url(&self, md: &str) -> String {
        format!("{}/acs?md={md}", self.base_url)
    }

    /// Returns what calls are checked against.
    pub(crate) fn checker(&self) -> Checker<'_> {
        Checker { signers: &self.signers, keys: self.credentials.keys(), endpoints: &self.endpoints }
    }

    /// Replaces the plan of faults.
    pub(crate) fn set_faults(&self, plan: Plan) -> Result<(), PlanError> {
        plan.check(&self.endpoints)?;
        let mut world = self.world();
        world.faults = Faults::new(plan, world.seed);
        Ok(())
    }

    /// Adds a rule to the plan of faults.
    pub(crate) fn add_fault(&self, rule: Rule) -> Result<(), PlanError> {
        Plan::from(rule.clone()).check(&self.endpoints)?;
        self.world().faults.add(rule);
        Ok(())
    }
}
