//! The table of an API: the properties that all its endpoints share.

use std::fmt;

use crate::meta::{FieldMatch, HeaderMeta};
use crate::sign::jws::Algorithm;

/// What all endpoints of an API have in common. `Debug` shows its name.
#[non_exhaustive]
pub struct ApiMeta {
    /// Name in tables and on the command line: `partner`.
    pub name: &'static str,
    /// Name of the type: `Partner`.
    pub rust: &'static str,
    /// How calls are signed.
    pub scheme: Scheme,
    /// How bodies are encoded.
    pub wire: Wire,
    /// The prefix of every top-level field name.
    pub prefix: &'static str,
    /// Beginnings of its paths. Declarations infer the API from the same list.
    pub paths: &'static [&'static str],
    /// How an error looks in a response.
    pub errors: ErrorShape,
    /// Headers that every call of the API carries.
    pub headers: &'static [HeaderMeta],
    /// Whether the provider answers a repeated `X-Request-Id` with its first response, so that a call may be sent again.
    pub replays_request_id: bool,
    /// Wire names of the fields by which the provider identifies a call; they appear in errors.
    pub ids: &'static [&'static str],
    /// Error codes that leave it open whether the call took effect, signed or not: system and general errors, work in
    /// progress, and work that is done already (perhaps by this very call).
    pub open_codes: &'static [&'static str],
    /// The refusals that the provider documents, where responses are not signed. Any other error leaves it open.
    pub refusals: &'static [Refusal],
    /// The test host, where a source names one.
    pub test_host: Option<&'static str>,
}

impl fmt::Debug for ApiMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl ApiMeta {
    pub(crate) const DEFAULT: Self = Self {
        name: "",
        rust: "",
        scheme: Scheme::Jws { default: Algorithm::Hs256 },
        wire: Wire::Json,
        prefix: "",
        paths: &[],
        errors: ErrorShape::Status,
        headers: &[],
        replays_request_id: false,
        ids: &["request_id", "order_id", "payment_id", "id"],
        open_codes: &[],
        refusals: &[],
        test_host: None,
    };

    /// Returns the names of the request fields that the runtime adds and no declaration may.
    pub fn added_fields(&self) -> &'static [&'static str] {
        match self.scheme {
            Scheme::Jws { .. } => &[],
            Scheme::PgSig => &["pg_merchant_id", "pg_salt", "pg_sig"],
        }
    }

    /// Returns the names of the headers that the runtime adds for the signature.
    pub fn added_headers(&self) -> &'static [&'static str] {
        match self.scheme {
            Scheme::Jws { .. } => &["X-JWS-Signature"],
            Scheme::PgSig => &[],
        }
    }
}

/// How calls are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Detached JWS in `X-JWS-Signature`.
    Jws {
        /// The default algorithm.
        default: Algorithm,
    },
    /// MD5 over the values, in the field `pg_sig`.
    PgSig,
}

impl Scheme {
    /// Returns the name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scheme::Jws { .. } => "jws",
            Scheme::PgSig => "pg_sig",
        }
    }
}

/// How bodies are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// JSON requests and responses.
    Json,
    /// Form requests, signed XML responses.
    Form,
}

impl Wire {
    /// Returns the name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Wire::Json => "json",
            Wire::Form => "form",
        }
    }

    /// Returns the media type of a response.
    pub const fn accept(self) -> &'static str {
        match self {
            Wire::Json => "application/json",
            Wire::Form => "application/xml",
        }
    }
}

/// How an error looks in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorShape {
    /// `status: error` with `error_code` and `error_description` beside it.
    Status,
    /// An object `error` with `code` and `description`.
    Object,
    /// `pg_status: error` with `pg_error_code` and `pg_error_description`.
    Pg,
}

/// An error that the provider documents for some calls, in its documented shape: it proves that nothing happened.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Refusal {
    /// Beginning of the paths of the calls.
    pub path: &'static str,
    /// HTTP statuses that it is documented with.
    pub http_status: &'static [u16],
    /// Its codes.
    pub codes: &'static [&'static str],
    /// What the message must say beside the code, if anything.
    pub beside: Option<FieldMatch>,
}
