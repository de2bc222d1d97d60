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
//!
//! # When it goes wrong
//!
//! What a caller does when an answer is lost, late, cut off or forged is tried with a plan of [`Fault`]s: whose calls,
//! which of them, what happens. The answer to this payout is lost:
//!
//! ```
//! use freedompay::merchant::payout::iban::CreateIbanPayout;
//! use freedompay::merchant::payout::status::PayoutStatus;
//! use freedompay::{Client, Merchant};
//! use freedompay_sandbox::{Rule, Sandbox};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let lost: Rule = "merchant.payout.iban: drop-after, nth=1".parse()?;
//! let sandbox = Sandbox::builder().faults(lost).start().await?;
//! let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;
//!
//! let payout = CreateIbanPayout::new(
//!     "order-77", "10000".parse()?, "Prize", "KZ123412341234123412", "761223455678", "IVANOV IVAN", "19", "119", "KZZSAE",
//! );
//! let error = payout.send(&client).await.expect_err("the connection is closed without an answer");
//! // The money may be on its way: sending it again could pay twice. The error names the call to ask instead.
//! assert!(error.may_have_happened());
//! let recover = error.endpoint().and_then(|endpoint| endpoint.recover).expect("payouts can be asked about");
//! assert_eq!(recover.id, "merchant.payout.status");
//! let found = PayoutStatus::new("order-77").send(&client).await?;
//! assert_eq!(found.order_id.as_deref(), Some("order-77"));
//! assert_eq!(sandbox.requests_to("merchant.payout.iban").len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! In tests: every sandbox is one of its own, as many as you like at once, and nothing is shared between them. A
//! [`seed`](Builder::seed) and a stopped [`clock`](Builder::clock) make a run repeat itself, [`Sandbox::advance`] makes
//! five days pass, [`Sandbox::snapshot`] keeps what has happened for another run.
//!
//! # Over HTTP
//!
//! For tests in other languages: `GET /_sandbox/requests` lists what came, `/_sandbox/faults` shows the plan (`GET`), takes
//! another (`PUT`), one more rule (`POST`) or ends all faults (`DELETE`), `/_sandbox/snapshot` saves (`GET`) and goes on
//! from what was saved (`PUT`).

mod answer;
mod body;
mod builder;
mod calls;
mod check;
mod desk;
mod due;
mod explain;
mod faults;
mod flow;
mod message;
mod notices;
mod payer;
mod progress;
mod record;
mod refusal;
mod route;
mod server;
mod snapshot;
mod state;
mod web;
mod world;

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use freedompay::{Amount, JwsCredentials, PgCredentials, Secret};
use jiff::Timestamp;

pub use builder::Builder;
pub use desk::{NotPossible, PaymentSummary};
pub use explain::{Difference, Explanation, Mistake, Part, Step};
pub use faults::{Calls, Fault, FaultError, Plan, PlanError, Rule};
pub use notices::{Notice, ReplyVerdict};
pub use payer::PayerError;
pub use record::{Recorded, SignatureVerdict};
pub use snapshot::SnapshotError;
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
pub struct Sandbox {
    state: Arc<State>,
    server: tokio::task::JoinSet<()>,
}

impl fmt::Debug for Sandbox {
    /// Without what it remembers: requests had card tokens in them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("url", &self.state.base_url).finish_non_exhaustive()
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

    /// What an endpoint was sent, oldest first: by its id, such as `merchant.payout.status`.
    pub fn requests_to(&self, endpoint: &str) -> Vec<Recorded> {
        let mut requests = self.requests();
        requests.retain(|request| request.may_be_for(endpoint));
        requests
    }

    /// Calls of the merchant's URLs so far, oldest first, card data masked.
    pub fn notices(&self) -> Vec<Notice> {
        self.state.world().notices.clone()
    }

    /// Its payments, oldest first.
    pub fn payments(&self) -> Vec<PaymentSummary> {
        self.state.world().payments.values().map(PaymentSummary::of).collect()
    }

    /// Captures a hold, as the call does: all of it, or the amount.
    ///
    /// # Errors
    /// What the call would be refused with.
    pub fn capture(&self, payment: u64, amount: Option<Amount>) -> Result<(), NotPossible> {
        let done = self.state.world().capture(payment, amount);
        self.seen(done.map(|_| ()))
    }

    /// Releases a hold, as the call does.
    ///
    /// # Errors
    /// What the call would be refused with.
    pub fn cancel(&self, payment: u64) -> Result<(), NotPossible> {
        let done = self.state.world().cancel(payment);
        self.seen(done.map(|_| ()))
    }

    /// Gives captured money back, as the call does: all that is left, or the amount.
    ///
    /// # Errors
    /// What the call would be refused with.
    pub fn refund(&self, payment: u64, amount: Option<Amount>) -> Result<(), NotPossible> {
        let done = self.state.world().refund(payment, amount);
        self.seen(done.map(|_| ()))
    }

    /// Fails a payment that is not paid yet, with this code or with 10001 (declined); the merchant is told.
    ///
    /// # Errors
    /// If it is paid, or there is none of that number.
    pub fn fail(&self, payment: u64, code: Option<u32>) -> Result<(), NotPossible> {
        self.seen(self.state.fail(payment, code))
    }

    /// Tells the merchant once more how a payment came out; [`settled`](Self::settled) waits for it.
    ///
    /// # Errors
    /// If the payment has no outcome, or names no URL to tell.
    pub fn tell_again(&self, payment: u64) -> Result<(), NotPossible> {
        self.seen(self.state.tell_again(payment))
    }

    /// Forgets all calls, payments and cards, and turns the clock back: as it was when it started.
    pub async fn reset(&self) {
        self.state.reset().await;
        self.state.changed();
    }

    fn seen(&self, done: Result<(), world::payment::Refused>) -> Result<(), NotPossible> {
        self.state.changed();
        done.map_err(NotPossible::from)
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

    /// Puts a plan of faults in the place of the one before; what was counted is forgotten. [`Plan::new`] ends them all.
    ///
    /// # Errors
    /// If the plan names what is not there. Nothing is changed then.
    pub fn set_faults(&self, plan: impl Into<Plan>) -> Result<(), PlanError> {
        self.state.set_faults(plan.into())
    }

    /// The rules of the plan of faults, each with how often it happened.
    pub fn faults(&self) -> Vec<(Rule, u64)> {
        self.state.world().faults.fired()
    }

    /// Everything it remembers as JSON, for [`Builder::snapshot`]: payments, saved cards, the clock, what is still to
    /// happen, what the faults have counted. Neither secrets nor card numbers are in it, and not the log of requests.
    pub fn snapshot(&self) -> String {
        snapshot::save(&self.state.world())
    }

    /// Serves until the process ends.
    pub async fn serve(mut self) {
        let _ = self.server.join_next().await;
    }
}
