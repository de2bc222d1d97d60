#![doc = include_str!("../docs/landing.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The expansion of the attributes names this crate from the outside, here too.
#[allow(unused_extern_crates)]
extern crate self as freedompay;

pub use apis::*;
#[doc = include_str!("../docs/api.md")]
pub use freedompay_macros::freedompay_api;
#[doc = include_str!("../docs/callback.md")]
pub use freedompay_macros::freedompay_callback;
#[doc = include_str!("../docs/endpoint.md")]
pub use freedompay_macros::freedompay_endpoint;
#[doc = include_str!("../docs/enum.md")]
pub use freedompay_macros::freedompay_enum;
#[doc = include_str!("../docs/model.md")]
pub use freedompay_macros::freedompay_model;
#[doc(hidden)]
pub mod __private {
    pub use crate::apis::*;
    pub use freedompay_macros::{DeprecatedImpls, freedompay_callback, freedompay_endpoint};
    pub use freedompay_runtime::__private::*;
}
#[cfg(feature = "blocking")]
pub use freedompay_runtime::blocking;
pub use freedompay_runtime::{
    AlmatyTime, Amount, AnyClient, AnyCredentials, Client, ClientBuilder, Country, Endpoint, Environment, Error, Flag,
    JwsCredentials, PgCredentials, RawResponse, Response, ResponseBody, Secret, Uuid, Value, WireType, api::Api,
    callback,
};
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "sqlite-unbundled"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "postgres", feature = "sqlite", feature = "sqlite-unbundled"))))]
#[doc(inline)]
pub use freedompay_store as store;

/// Details of errors: of a call, and of values that cannot be read.
pub mod error {
    pub use freedompay_runtime::error::{Call, Decode, Error, Invalid, NotSent, Provider, RawBody, Signature, Unknown};
    pub use freedompay_runtime::message::validate::Problem;
    pub use freedompay_runtime::{AlmatyTimeError, AmountError, TreeError};
}

/// The journal of calls that move money: each is recorded before its first byte is sent, and stays recorded until the program has
/// written down its outcome.
///
/// [`ClientBuilder::journal`] takes one. `freedompay::store::Store` keeps it in SQLite or PostgreSQL (features `sqlite`,
/// `postgres`); [`Journal`](journal::Journal) says what one of your own must do.
pub mod journal {
    pub use freedompay_runtime::JournalKey;
    pub use freedompay_runtime::journal::{
        Account, ClaimRequest, ClaimScope, EntryState, Intent, Journal, JournalEntry, JournalError, MemoryJournal,
        OpenEntries, OutcomeRecord, SameCalls,
    };
}

/// Finding out what became of a call whose outcome is unknown.
pub mod reconcile {
    pub use freedompay_runtime::{
        Outcome, Reconcile, RecoverAll, Recovered, RecoveryProgress, RecoveryStream, StatusQuery,
    };
}

/// Waiting for work that the provider finishes after it has responded.
pub mod poll {
    pub use freedompay_runtime::{PollOutcome, PollStatus, Poller};
}

/// The seam between this library and HTTP: implement [`Transport`](transport::Transport) to replace it.
pub mod transport {
    #[cfg(feature = "reqwest")]
    pub use freedompay_runtime::ReqwestTransport;
    pub use freedompay_runtime::{
        BaseUrl, BaseUrlError, BoxFuture, HttpRequest, HttpResponse, ResponseHeaders, Stage, Transport, TransportError,
    };
}

/// Card data, checked where it enters: types that mask themselves and are wiped from memory.
pub mod card_data {
    pub use freedompay_runtime::{CardDataError, CardHolder, CardNumber, Cvc, Expiry, ExpiryMonth, ExpiryYear};
    #[cfg(feature = "card-encryption")]
    pub use freedompay_runtime::{CardEncryptionError, CardEncryptionKey, CardTimestamp, CardTimestampError};
}

/// The payer's way through 3-D Secure: the form that leads there, and what comes back.
pub mod three_ds {
    pub use freedompay_runtime::{AcsForm, AcsReturn, ThreeDsError};
}

/// Signature schemes: those of Freedom Pay, and what one of your own must do.
pub mod scheme {
    pub use freedompay_runtime::scheme::{
        AnyScheme, Basic, BasicCredentials, Bearer, BearerCredentials, CredentialMeta, CredentialRole, Difference,
        Encoded, Explanation, Jws, Jws512, Mistake, NoCredentials, NoSignature, Part, PgSig, Scheme, SchemeMeta,
        SignError, SignHeader, SignHeaderCredentials, Signed, Signer, Step, Unsigned, Unverified, Verdict,
    };
}

/// The static tables behind every call, for code that works on all of them.
pub mod meta {
    pub use crate::registry::APIS;
    pub use freedompay_runtime::meta::{
        ApiMeta, BodyMeta, Direction, Effect, EndpointMeta, ErrorFields, ErrorShape, FieldMatch, FieldMeta, HeaderMeta,
        Hosts, JwsHeader, Key, Location, Method, OutcomeRules, Refusal, Status, TypeMeta, Wire,
    };
    pub use freedompay_runtime::tree::Ref;
    pub use freedompay_runtime::{Algorithm, Dispatch, FormEncoding, PreparedRequest};
}

mod apis;
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
#[cfg(feature = "overview")]
pub mod overview;
#[cfg(feature = "partner")]
pub mod partner;
mod registry;
#[cfg(any(feature = "gateway", feature = "merchant"))]
mod shared;

pub use registry::{endpoint, endpoints};
