//! Typed, signed and verified calls of the [Freedom Pay](https://freedompay.kz) API.
//!
//! ```no_run
//! use freedompay::partner::invoices::InvoiceInfo;
//! use freedompay::{Client, Environment, JwsCredentials, Partner, Country, Uuid};
//!
//! # async fn example(invoice: Uuid) -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = JwsCredentials::new("123456", std::env::var("FREEDOMPAY_SECRET")?);
//! let client = Client::<Partner>::builder(credentials)
//!     .environment(Environment::Production(Country::Kazakhstan))
//!     .build()?;
//!
//! let answer = InvoiceInfo::new().id(invoice).send(&client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Every call is a struct in the module of its place in the provider's documentation: `new` takes what is required,
//! setters take the rest, `send` checks, signs, sends, verifies and reads. A failure is an [`Error`] that says how far
//! the call got and whether it may have taken effect.
//!
//! # Calls that are not here
//!
//! A call that the provider does not document publicly is declared in your own crate, with this one as the only
//! dependency, and works like those that are built in:
//!
//! ```
//! use freedompay::{freedompay_endpoint, freedompay_model, Uuid};
//!
//! /// What is on a card.
//! #[freedompay_endpoint(uri = "/v5/card-api/card/balance", method = "POST", effect = read, response = CardBalance)]
//! pub struct CardBalanceQuery {
//!     /// Our own id of this question.
//!     pub request_id: Uuid,
//!     /// Card, as issued.
//!     pub card_id: String,
//! }
//!
//! /// The funds of a card.
//! #[freedompay_model]
//! pub struct CardBalance {
//!     /// Available funds, in the currency of the card.
//!     pub balance: Option<freedompay::Amount>,
//! }
//! ```

// The expansion of the attributes names this crate from the outside, here too.
extern crate self as freedompay;

pub use freedompay_macros::{freedompay_endpoint, freedompay_enum, freedompay_model};
pub use freedompay_runtime::*;

#[doc(hidden)]
pub use freedompay_runtime::__private;

#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "merchant")]
pub mod merchant;
#[cfg(feature = "partner")]
pub mod partner;
mod registry;
#[cfg(any(feature = "gateway", feature = "merchant"))]
mod shared;

pub use registry::{endpoint, endpoints};
