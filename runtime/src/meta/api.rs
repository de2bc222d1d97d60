//! The table of an API: the properties that all its endpoints share.

use std::fmt;

use crate::meta::HeaderMeta;
use crate::sign::jws::Algorithm;

/// The properties that all endpoints of an API share. `Debug` shows its name.
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
    /// Prefixes of its paths. Declarations infer the API from the same list.
    pub paths: &'static [&'static str],
    /// The shape of an error response.
    pub errors: ErrorShape,
    /// Headers of every call of the API.
    pub headers: &'static [HeaderMeta],
    /// Whether the provider returns its first response to a repeated `X-Request-Id`, so that a call may be retried.
    pub replays_request_id: bool,
    /// Wire names of the fields by which the provider identifies a call; they appear in errors.
    pub ids: &'static [&'static str],
    /// The test host, where one is documented.
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
    /// Returns its name in the tables.
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
    /// Returns its name in the tables.
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

/// The shape of an error response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorShape {
    /// `status: error` with `error_code` and `error_description` beside it.
    Status,
    /// An object `error` with `code` and `description`.
    Object,
    /// `pg_status: error` with `pg_error_code` and `pg_error_description`.
    Pg,
}
