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
mod body;
mod builder;
mod calls;
mod check;
mod flow;
mod message;
mod notices;
mod payer;
mod progress;
mod record;
mod refusal;
mod route;
mod server;
mod state;
mod web;
mod world;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use freedompay::{JwsCredentials, PgCredentials, Secret};
use jiff::Timestamp;

pub use builder::Builder;
pub use notices::{Notice, ReplyVerdict};
pub use payer::PayerError;
pub use record::{Recorded, SignatureVerdict};
use state::State;

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
    state: Arc<State>,
    server: tokio::task::JoinSet<()>,
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
        Builder::default()
    }

    /// Base URL for a client.
    pub fn url(&self) -> String {
        self.state.base_url.clone()
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

    /// Calls of the merchant's URLs so far, oldest first, card data masked.
    pub fn notices(&self) -> Vec<Notice> {
        self.state.world().notices.clone()
    }

    /// The time in the sandbox.
    pub fn now(&self) -> Timestamp {
        self.state.world().now()
    }

    /// Moves the clock, and waits until everything that falls due on the way has happened: captures of old holds, ends
    /// of lifetimes, calls of the merchant's URLs and their repetitions.
    pub async fn advance(&self, time: Duration) {
        self.state.advance(time).await;
    }

    /// Waits until everything that is due now has happened.
    pub async fn settled(&self) {
        self.state.run_due().await;
    }

    /// Serves until the process ends.
    pub async fn serve(mut self) {
        let _ = self.server.join_next().await;
    }
}
