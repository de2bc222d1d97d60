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
//! use freedompay::{Amount, freedompay_endpoint, freedompay_model};
//!
//! /// Asks how many loyalty points a customer has. (This call is made up.)
//! #[freedompay_endpoint(uri = "/v5/partner/points/{customer_id}", method = "GET", response = Points)]
//! pub struct PointsQuery {
//!     /// Customer, as registered.
//!     #[freedompay(path, max_len = 36)]
//!     pub customer_id: String,
//! }
//!
//! /// The points of a customer.
//! #[freedompay_model]
//! pub struct Points {
//!     /// Worth of the points in tenge, major units.
//!     pub balance: Option<Amount>,
//! }
//! ```

// The expansion of the attributes names this crate from the outside, here too.
#[allow(unused_extern_crates)]
extern crate self as freedompay;

#[doc = include_str!("../docs/callback.md")]
pub use freedompay_macros::freedompay_callback;
#[doc = include_str!("../docs/endpoint.md")]
pub use freedompay_macros::freedompay_endpoint;
#[doc = include_str!("../docs/enum.md")]
pub use freedompay_macros::freedompay_enum;
#[doc = include_str!("../docs/model.md")]
pub use freedompay_macros::freedompay_model;
pub use freedompay_runtime::*;

#[doc(hidden)]
pub use freedompay_runtime::__private;

#[cfg(feature = "card")]
pub mod card;
#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "gateway_async")]
pub mod gateway_async;
#[cfg(feature = "merchant")]
pub mod merchant;
#[cfg(feature = "merchant_invoice")]
pub mod merchant_invoice;
#[cfg(feature = "partner")]
pub mod partner;
mod registry;
#[cfg(any(feature = "gateway", feature = "merchant"))]
mod shared;

pub use registry::{endpoint, endpoints};
