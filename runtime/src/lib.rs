//! The run-time half of `freedompay`: signing, wire formats, transport and honest outcomes.
//!
//! Applications depend on the crate `freedompay`, which re-exports all of this together with the declared endpoints.
//! The way of a call through this crate:
//!
//! 1. a request serialises into a [`tree::Tree`];
//! 2. the tree is checked against the endpoint's table ([`validate`]), split by location, signed ([`sign`]) and encoded
//!    ([`wire`]) once;
//! 3. a [`Transport`] carries the bytes;
//! 4. the answer is parsed into a tree, its signature verified, its errors recognised, and only then given its type.
//!
//! Steps 2 to 4 are not generic and know no endpoint.

mod almaty_time;
mod amount;
mod answer;
pub mod area;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod callback;
mod card;
mod client;
mod client_builder;
mod credentials;
mod endpoint;
pub mod error;
mod exchange;
mod flag;
pub mod journal;
pub mod meta;
mod pacing;
mod poll;
mod prepare;
mod prepared;
mod reconcile;
pub mod redact;
mod renew;
mod retry;
mod secret;
pub mod sign;
pub mod text;
mod three_ds;
mod transport;
pub mod tree;
mod turn;
pub mod validate;
mod wait;
pub mod wire;
mod wire_type;

#[doc(hidden)]
pub mod __private;

pub use almaty_time::{AlmatyTime, AlmatyTimeError};
pub use amount::{Amount, AmountError};
pub use answer::{Answer, RawAnswer};
pub use area::{Card, Country, Environment, Gateway, GatewayAsync, Merchant, MerchantInvoice, Partner};
pub use base_url::{BaseUrl, BaseUrlError};
#[cfg(feature = "card-encryption")]
pub use card::encryption::{CardEncryptionError, CardEncryptionKey};
#[cfg(feature = "card-encryption")]
pub use card::timestamp::CardTimestamp;
pub use card::{CardDataError, CardHolder, CardNumber, Cvc, Expiry, ExpiryMonth, ExpiryYear};
pub use client::{AnyClient, Client};
pub use client_builder::ClientBuilder;
pub use credentials::{AnyCredentials, JwsCredentials, PgCredentials};
pub use endpoint::{Channel, Endpoint, Response};
pub use error::Error;
pub use flag::Flag;
pub use prepared::{FormEncoding, Prepared};
pub use reconcile::{Outcome, Question, Reconcile, RecoverAll, Recovered};
pub use secret::{Secret, is_sensitive_name};
pub use sign::jws::Algorithm;
pub use three_ds::{AcsForm, AcsReturn, ThreeDsError};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{AnswerHeaders, BoxFuture, HttpAnswer, HttpRequest, Stage, Transport, TransportError};
pub use tree::{TreeError, Value};
pub use uuid::Uuid;
pub use wait::{Settles, Wait, Waited};
pub use wire_type::WireType;
