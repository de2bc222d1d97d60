//! A stand-in for Freedom Pay on your own machine.
//!
//! It is driven by the same tables as the clients but shares none of their code paths: it recomputes every signature
//! from the bytes that arrived, refuses what the provider refuses, and answers in the declared shapes, signed.
//!
//! ```
//! use freedompay::merchant::purchase::CreatePayment;
//! use freedompay::{Client, Merchant};
//! use freedompay_sandbox::Sandbox;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start().await?;
//! let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;
//!
//! let page = CreatePayment::new("25.00".parse()?, "Order 8841").send(&client).await?;
//! assert!(page.redirect_url.is_some());
//! assert_eq!(sandbox.requests()[0].endpoint, Some("merchant.purchase.create_payment"));
//! # Ok(())
//! # }
//! ```

mod answer;
mod check;
mod message;
mod progress;
mod record;
mod refusal;
mod route;
mod server;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use freedompay::meta::EndpointMeta;
use freedompay::{Endpoint, JwsCredentials, PgCredentials, Secret};
use tokio::sync::oneshot;

pub use record::{Recorded, SignatureVerdict};
use server::State;

/// Whom the sandbox knows.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Identity of the JSON areas.
    pub auth_id: String,
    /// Shop number of the form areas.
    pub merchant_id: String,
    /// Key of both, the acceptance key of the shop.
    pub secret: Secret,
    /// Payout key of the shop.
    pub payout_secret: Secret,
}

impl Default for Credentials {
    /// `123456`, `sandbox-secret` and `sandbox-payout-secret`.
    fn default() -> Self {
        Self {
            auth_id: "123456".to_owned(),
            merchant_id: "123456".to_owned(),
            secret: Secret::new("sandbox-secret"),
            payout_secret: Secret::new("sandbox-payout-secret"),
        }
    }
}

/// A running sandbox. It stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    state: Arc<State>,
    server: tokio::task::JoinHandle<()>,
    _stop: oneshot::Sender<()>,
}

/// Settings of a sandbox to be.
#[derive(Debug)]
pub struct Builder {
    port: u16,
    credentials: Credentials,
    endpoints: Vec<&'static EndpointMeta>,
}

impl Sandbox {
    /// Starts a sandbox on a free loopback port, with every built-in endpoint.
    ///
    /// # Errors
    /// If no port can be bound.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Begins a sandbox with settings.
    pub fn builder() -> Builder {
        Builder { port: 0, credentials: Credentials::default(), endpoints: freedompay::endpoints().to_vec() }
    }

    /// Base URL for a client.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Credentials of the JSON areas.
    pub fn jws_credentials(&self) -> JwsCredentials {
        let known = &self.state.credentials;
        JwsCredentials::new(&known.auth_id, known.secret.clone())
    }

    /// Credentials of the form areas, the payout key included.
    pub fn pg_credentials(&self) -> PgCredentials {
        let known = &self.state.credentials;
        PgCredentials::new(&known.merchant_id, known.secret.clone()).payout_secret(known.payout_secret.clone())
    }

    /// What it was sent, oldest first, card data and secrets masked.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state.log.all()
    }

    /// Serves until the process ends or the listener fails.
    pub async fn serve(mut self) {
        // A task that was neither aborted nor panicked has nothing to say at its end.
        let _ = (&mut self.server).await;
    }
}

impl Builder {
    /// Listens on this loopback port; 0, the default, takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Knows these credentials instead of the defaults.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Answers an endpoint of your own, too.
    #[must_use]
    pub fn endpoint<E: Endpoint>(mut self) -> Self {
        self.endpoints.push(E::META);
        self
    }

    /// Starts it.
    ///
    /// # Errors
    /// If the port cannot be bound.
    pub async fn start(self) -> io::Result<Sandbox> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", self.port)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::new(self.credentials, self.endpoints));
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(server::serve(listener, Arc::clone(&state), stopped));
        Ok(Sandbox { address, state, server, _stop: stop })
    }
}
