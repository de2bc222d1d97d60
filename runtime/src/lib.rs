//! The run-time half of `freedompay`: signing, wire formats, transport and honest outcomes.
//!
//! Applications depend on the crate `freedompay`, which re-exports all of this together with the declared endpoints.
//! The way of a call through this crate:
//!
//! 1. a request serialises into a [`tree::Tree`];
//! 2. the tree is checked against the endpoint's table ([`message::validate`]), split by location, signed ([`sign`]) and encoded
//!    ([`wire`]) once;
//! 3. a [`Transport`] carries the bytes;
//! 4. the response is parsed into a tree, its signature verified, its errors recognised, and only then given its type.
//!
//! Steps 2 to 4 are not generic and know no endpoint.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
pub mod callback;
mod client;
pub mod error;
mod http;
pub mod journal;
pub mod machine;
pub mod message;
pub mod meta;
pub mod scheme;
mod secret;
pub mod sign;
mod three_ds;
mod transport;
pub mod tree;
mod types;
pub mod wire;

#[doc(hidden)]
pub mod __private;

pub use api::endpoint::{Dispatch, Endpoint, ResponseBody};
pub use api::{Country, Environment};
#[cfg(feature = "blocking")]
pub use client::blocking;
pub use client::builder::ClientBuilder;
pub use client::reconcile::Reconcile;
pub use client::recover::{RecoverAll, Recovered, RecoveryProgress, RecoveryStream};
pub use client::wait::{PollOutcome, PollStatus, Poller};
pub use client::{AnyClient, Client};
pub use error::Error;
pub use http::base_url::{BaseUrl, BaseUrlError};
pub use http::{HttpRequest, HttpResponse, ResponseHeaders, Stage, TransportError};
pub use machine::prepared::{FormEncoding, PreparedRequest};
pub use machine::reconcile::{Outcome, StatusQuery};
pub use machine::response::{JournalKey, RawResponse, Response};
pub use scheme::{AnyCredentials, JwsCredentials, PgCredentials};
pub use secret::{Secret, invisible_character, is_sensitive_name};
pub use sign::jws::Algorithm;
pub use three_ds::{AcsForm, AcsReturn, ThreeDsError};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{BoxFuture, Transport};
pub use tree::{TreeError, Value};
pub use types::almaty_time::{AlmatyTime, AlmatyTimeError};
pub use types::amount::{Amount, AmountError};
#[cfg(feature = "card-encryption")]
pub use types::card::encryption::{CardEncryptionError, CardEncryptionKey};
#[cfg(feature = "card-encryption")]
pub use types::card::timestamp::{CardTimestamp, CardTimestampError};
pub use types::card::{CardDataError, CardHolder, CardNumber, Cvc, Expiry, ExpiryMonth, ExpiryYear};
pub use types::flag::Flag;
pub use types::wire_type::WireType;
pub use uuid::Uuid;
