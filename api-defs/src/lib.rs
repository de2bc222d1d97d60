#![doc = include_str!("../docs/landing.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

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
#[doc(hidden)]
pub use freedompay_runtime::__private;
#[cfg(feature = "blocking")]
pub use freedompay_runtime::blocking;
pub use freedompay_runtime::{
    AlmatyTime, Amount, AnyClient, AnyCredentials, CardIssuing, Client, ClientBuilder, Country, Endpoint, Environment,
    Error, Flag, Gateway, GatewayAsync, JwsCredentials, Merchant, MerchantInvoice, Partner, PgCredentials, RawResponse,
    Response, ResponseBody, Secret, Uuid, Value, WireType, api::Api, callback, journal,
};

/// Details of errors: of a call, and of values that cannot be read.
pub mod error {
    pub use freedompay_runtime::error::{Call, Decode, Error, Invalid, NotSent, Provider, RawBody, Signature, Unknown};
    pub use freedompay_runtime::message::validate::Problem;
    pub use freedompay_runtime::{AlmatyTimeError, AmountError, TreeError};
}

/// Finding out what became of a call whose outcome is unknown.
pub mod reconcile {
    pub use freedompay_runtime::{Outcome, Reconcile, RecoverAll, Recovered, StatusQuery};
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

/// The static tables behind every call, for code that works on all of them.
pub mod meta {
    pub use freedompay_runtime::api::APIS;
    pub use freedompay_runtime::meta::{
        ApiMeta, Direction, Effect, EndpointMeta, ErrorShape, FieldMatch, FieldMeta, HeaderMeta, JwsHeader, Key,
        Location, Method, OutcomeRules, Refusal, Scheme, Status, TypeMeta, Wire,
    };
    pub use freedompay_runtime::{Algorithm, Dispatch, FormEncoding, PreparedRequest};
}

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
