//! Builds and starts a sandbox.

use std::io;
use std::sync::Arc;

use freedompay::meta::EndpointMeta;
use freedompay::{Amount, Api, Endpoint};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::credentials::Credentials;
use crate::faults::{Faults, Plan};
use crate::sandbox::Sandbox;
use crate::server;
use crate::snapshot::{self, SnapshotError};
use crate::state::State;
use crate::world::World;
use crate::world::clock::Clock;

/// Builder for a [`Sandbox`].
#[derive(Debug)]
pub struct Builder {
    port: u16,
    credentials: Credentials,
    endpoints: Vec<&'static EndpointMeta>,
    answers_samples: bool,
    seed: u64,
    clock: Clock,
    faults: Option<Plan>,
    world: Option<World>,
    balances: Vec<(String, Amount)>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            port: 0,
            credentials: Credentials::default(),
            endpoints: freedompay::endpoints().to_vec(),
            answers_samples: false,
            seed: 1,
            clock: Clock::default(),
            faults: None,
            world: None,
            balances: Vec::new(),
        }
    }
}

impl Sandbox {
    /// Starts a sandbox on a free loopback port, with every built-in endpoint.
    ///
    /// # Errors
    /// If no port can be bound.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Returns a builder for a sandbox with other settings.
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// Listens on this loopback port; 0, the default, takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Accepts these credentials instead of the defaults.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Serves an endpoint of your own, too, with a sample of its response.
    #[must_use]
    pub fn endpoint<E: Endpoint>(self) -> Self {
        self.endpoints(&[E::META])
    }

    /// Serves an API of your own, too: the calls that its declaration lists, with samples of their responses. Its scheme checks
    /// and explains the signatures; [`Sandbox::credentials`] has what it accepts.
    #[must_use]
    pub fn api<A: Api>(self) -> Self {
        self.endpoints(A::ENDPOINTS)
    }

    /// Serves endpoints of your own, too, by their tables.
    #[must_use]
    pub fn endpoints(mut self, endpoints: &[&'static EndpointMeta]) -> Self {
        self.endpoints.extend(endpoints);
        self
    }

    /// Answers every valid call with a sample response, as if everything it names existed, and stores nothing: for trying
    /// single calls.
    #[must_use]
    pub fn samples(mut self) -> Self {
        self.answers_samples = true;
        self
    }

    /// Sets the seed of ids, tokens and salts: the same calls under the same seed get the same ones.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the balance for payouts, in major units of the currency. The default is 1,000,000 KZT.
    #[must_use]
    pub fn balance(mut self, currency: &str, amount: Amount) -> Self {
        self.balances.push((currency.to_owned(), amount));
        self
    }

    /// Stops the clock at this time; [`Sandbox::advance`] moves it. The default is the machine's time.
    #[must_use]
    pub fn clock(mut self, time: Timestamp) -> Self {
        self.clock = Clock::stopped_at(time);
        self
    }

    /// Sets the plan of faults; a single rule is a plan, too.
    #[must_use]
    pub fn faults(mut self, plan: impl Into<Plan>) -> Self {
        self.faults = Some(plan.into());
        self
    }

    /// Restores a snapshot ([`Sandbox::snapshot`]): its time, its seed and, unless another is set, its plan of faults.
    ///
    /// # Errors
    /// If the text is not a snapshot, or has another version.
    pub fn snapshot(mut self, snapshot: &str) -> Result<Self, SnapshotError> {
        self.world = Some(snapshot::load(snapshot)?);
        Ok(self)
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    /// If the port cannot be bound. [`io::ErrorKind::InvalidInput`] if the plan of faults names an endpoint that does not exist.
    pub async fn start(self) -> io::Result<Sandbox> {
        if let Some(plan) = &self.faults {
            plan.check(&self.endpoints).map_err(|e| io::Error::new(io::ErrorKind::InvalidInput, e))?;
        }
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let mut world = self.world.unwrap_or_else(|| World::new(self.seed, self.clock));
        if let Some(plan) = self.faults {
            world.faults = Faults::new(plan, world.seed);
        }
        world.balances.extend(self.balances);
        let state = Arc::new(State::new(base_url, self.credentials, self.endpoints, self.answers_samples, world));
        let mut tasks = JoinSet::new();
        tasks.spawn(server::serve(listener, Arc::clone(&state)));
        Ok(Sandbox { state, server: tasks })
    }
}
