//! A Freedom Pay sandbox on your own machine.
//!
//! It uses the same tables as the clients but none of their code paths: it recomputes every signature from the bytes that
//! arrived, refuses what the provider refuses, and sends signed responses of the declared shapes.
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
//! A plan of [`Fault`]s tests how a caller handles a response that is lost, late, cut off or forged: it names the
//! endpoints, which of their calls, and the fault. The response to this payout is lost:
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
//! let error = payout.send(&client).await.expect_err("the connection is closed without a response");
//! // The money may be on its way: sending it again could pay twice. The error names the status call to use instead.
//! assert!(error.may_have_happened());
//! let recover = error.endpoint().and_then(|endpoint| endpoint.recover).expect("payouts have a status call");
//! assert_eq!(recover.id, "merchant.payout.status");
//! let found = PayoutStatus::new("order-77").send(&client).await?;
//! assert_eq!(found.order_id.as_deref(), Some("order-77"));
//! assert_eq!(sandbox.requests_to("merchant.payout.iban").len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! In tests: start as many sandboxes at once as you like; they share nothing. With a [`seed`](Builder::seed) and a stopped
//! [`clock`](Builder::clock) every run is the same, [`Sandbox::advance`] lets five days pass at once, and
//! [`Sandbox::snapshot`] saves the state for another run.
//!
//! # Over HTTP
//!
//! For tests in other languages: `GET /_sandbox/requests` lists the calls that arrived, `/_sandbox/faults` shows the plan
//! (`GET`), replaces it (`PUT`), adds a rule (`POST`) or ends all faults (`DELETE`), `/_sandbox/snapshot` saves the state
//! (`GET`) and restores it (`PUT`).

#![cfg_attr(docsrs, feature(doc_cfg))]

mod bank;
mod builder;
mod callbacks;
mod calls;
mod credentials;
mod dispatch;
mod faults;
mod http;
mod protocol;
mod sandbox;
mod server;
mod snapshot;
mod state;
mod web;
mod world;

pub use bank::operator::{NotPossible, PaymentSummary};
pub use bank::payer::PayerError;
pub use builder::Builder;
pub use credentials::Credentials;
pub use faults::{Calls, Fault, FaultError, Plan, PlanError, Rule};
pub use freedompay_runtime::scheme::{Difference, Explanation, Mistake, Part, Step};
pub use protocol::check::SignatureVerdict;
pub use protocol::record::Recorded;
pub use sandbox::Sandbox;
pub use snapshot::SnapshotError;
pub use world::callback_record::{CallbackRecord, ReplyVerdict};
