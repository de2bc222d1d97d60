//! The static tables of APIs, endpoints and fields, which everything generic reads: limits, CLI, sandbox, pages.
//!
//! A declaration expands to one [`EndpointMeta`]. Fields that a declaration does not set come from
//! [`EndpointMeta::DEFAULT`] and [`FieldMeta::DEFAULT`], so the tables can grow without breaking a declaration.
//!
//! [`Wire`], [`Location`], [`Direction`], [`Effect`], [`Key`] and [`BodyMeta`] may be matched exhaustively: code that encodes or
//! judges must know every case, so a new one is a breaking change.

pub(crate) mod added;
mod api;
pub(crate) mod decisive;
pub(crate) mod error_shape;
pub(crate) mod example;
mod field;
mod outcome;
pub(crate) mod recover;
pub mod scheme;
pub(crate) mod text;

use std::fmt;

pub use self::api::{ApiMeta, Hosts, Refusal, Wire};
pub use self::error_shape::{ErrorFields, ErrorShape};
pub use self::field::{FieldMeta, Location, TypeMeta};
pub use self::outcome::{FieldMatch, OutcomeRules};

/// The table of one endpoint. `Debug` shows its id. A literal ends with `..EndpointMeta::DEFAULT`, so that it can grow.
pub struct EndpointMeta {
    /// Dotted id, unique in the whole API: `partner.invoices.info`.
    pub id: &'static str,
    /// The API it belongs to.
    pub api: &'static ApiMeta,
    /// Who calls whom.
    pub direction: Direction,
    /// HTTP method.
    pub method: Method,
    /// Path with `{parameters}`.
    pub uri: &'static str,
    /// Whether it has a body.
    pub body: BodyMeta,
    /// What the call may change.
    pub effect: Effect,
    /// The read endpoint that reports what became of a call whose outcome is unknown.
    pub recover: Option<&'static EndpointMeta>,
    /// Why nothing can be asked about it, where its declaration gives a reason instead of `recover`.
    pub no_recover: Option<&'static str>,
    /// How the response of `recover` shows it. Without, nothing is concluded from that response.
    pub outcome: Option<&'static OutcomeRules>,
    /// Whether a function finds further ids inside the request (`ids = …`). Only a typed request has them: the table does
    /// not know where they are.
    pub ids_by_function: bool,
    /// Wire name of the field with which the provider recognises a repetition.
    pub idempotency: Option<&'static str>,
    /// Headers beyond those of the API.
    pub headers: &'static [HeaderMeta],
    /// Value of `X-Action`, which picks the operation where several share one URI.
    pub action: Option<&'static str>,
    /// Script name for `pg_sig` where it is not the last segment of the path.
    pub script: Option<&'static str>,
    /// Which of a merchant's two keys signs the call.
    pub key: Key,
    /// Whether the response may be signed under the empty script name instead of the call's own.
    pub unscripted_response: bool,
    /// Which protected header a JWS call carries.
    pub jws_header: JwsHeader,
    /// How it is authenticated where that is not the API's way.
    pub auth: Option<&'static str>,
    /// Whether it can be called, and should be.
    pub status: Status,
    /// Version of this crate that added it.
    pub since: Option<&'static str>,
    /// Page of the provider's documentation.
    pub source: Option<&'static str>,
    /// First paragraph of its documentation.
    pub doc: &'static str,
    /// Rust type of the request.
    pub rust: &'static str,
    /// Fields of the request, without those the runtime adds.
    pub request: &'static [FieldMeta],
    /// Type of the response.
    pub response: &'static TypeMeta,
}

impl fmt::Debug for EndpointMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl EndpointMeta {
    /// The defaults of a declaration.
    pub const DEFAULT: Self = Self {
        id: "",
        api: &ApiMeta::DEFAULT,
        direction: Direction::Request,
        method: Method::Post,
        uri: "",
        body: BodyMeta::ByMethod,
        effect: Effect::Write,
        recover: None,
        no_recover: None,
        outcome: None,
        ids_by_function: false,
        idempotency: None,
        headers: &[],
        action: None,
        script: None,
        key: Key::Payment,
        unscripted_response: false,
        jws_header: JwsHeader::Current,
        auth: None,
        status: Status::Implemented,
        since: None,
        source: None,
        doc: "",
        rust: "",
        request: &[],
        response: &TypeMeta::Any,
    };

    /// Creates the table of an undocumented endpoint: one that is known to exist, but not how to call it.
    pub const fn undocumented(id: &'static str, api: &'static ApiMeta, why: &'static str) -> Self {
        Self { id, api, status: Status::Undocumented(why), ..Self::DEFAULT }
    }

    /// Returns how it is authenticated, in one word: the name of the scheme, or `other`.
    pub fn auth(&self) -> &'static str {
        self.auth.unwrap_or(self.api.scheme.name)
    }

    /// Reports whether fields that stand nowhere else travel in a body; without one they travel in the query.
    pub const fn has_body(&self) -> bool {
        match self.body {
            BodyMeta::ByMethod => !matches!(self.method, Method::Get),
            BodyMeta::Never => false,
            BodyMeta::Always => true,
        }
    }

    /// Returns the script name under which `pg_sig` is computed: what follows the last `/` of the path.
    pub fn script_name(&self) -> &'static str {
        self.script_name_of(self.uri)
    }

    /// Returns the script name of a call of this path, which may have parameters.
    pub fn script_name_of<'p>(&self, path: &'p str) -> &'p str {
        self.script.unwrap_or_else(|| path.rsplit('/').next().unwrap_or_default())
    }
}

/// Headers of one endpoint.
#[derive(Clone, Copy, Debug)]
pub struct HeaderMeta {
    /// Header name.
    pub name: &'static str,
    /// Its value; without one the runtime generates a UUID v7.
    pub value: Option<&'static str>,
}

/// Who calls whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The application calls Freedom Pay.
    Request,
    /// Freedom Pay calls the application.
    Callback,
}

impl Direction {
    /// Returns the name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Direction::Request => "request",
            Direction::Callback => "callback",
        }
    }
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// Returns the method as written in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a call has a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyMeta {
    /// As its method says: a GET has none.
    ByMethod,
    /// None, whatever the method.
    Never,
    /// One, even with GET.
    Always,
}

/// What a call may change; decides whether it may be retried automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Zero. May be repeated.
    Read,
    /// Changes records at the provider, but moves no money. Never retried unless it certainly was not sent.
    Write,
    /// Moves money. Never retried unless it certainly was not sent.
    Money,
}

impl Effect {
    /// Returns the name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Effect::Read => "read",
            Effect::Write => "write",
            Effect::Money => "money",
        }
    }
}

/// Which of a merchant's keys signs a `pg_sig` call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The key for accepting payments.
    Payment,
    /// The key for payouts.
    Payout,
    /// Sources disagree: by default the payout key if one is configured.
    Ambiguous,
}

/// Which protected header a JWS call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwsHeader {
    /// `uri`, `auth_id` as a text, `method`, `params`, `alg`.
    Current,
    /// `path`, `merchant_id` as a number, `method`, `params` and HS512: the invoices that the provider advises against.
    /// The page describes another header than its only example was signed with; this is the one that verifies.
    Legacy,
}

/// The state of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Declared and callable.
    Implemented,
    /// Callable, but the provider advises against it; names the replacement.
    Deprecated(&'static str),
    /// Without documentation of how to call it; gives the reason.
    Undocumented(&'static str),
}

impl Status {
    /// Returns the name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Implemented => "implemented",
            Status::Deprecated(_) => "deprecated",
            Status::Undocumented(_) => "awaiting-documentation",
        }
    }
}
