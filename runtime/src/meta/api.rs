//! The table of an API: the properties that all its endpoints share.

use std::fmt;

use crate::meta::scheme::{AnyScheme, NoSignature};
use crate::meta::{ErrorShape, FieldMatch, HeaderMeta};

/// What all endpoints of an API have in common. A literal ends with `..ApiMeta::DEFAULT`, so that it can grow. `Debug` shows its
/// name.
pub struct ApiMeta {
    /// Name in tables and on the command line: `partner`.
    pub name: &'static str,
    /// Name of the type: `Partner`.
    pub rust: &'static str,
    /// How calls are signed.
    pub scheme: AnyScheme,
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
    /// Whether `X-Action` picks the operation of a call.
    pub has_actions: bool,
    /// Whether the provider answers a repeated `X-Request-Id` with its first response, so that a call may be sent again.
    pub replays_request_id: bool,
    /// Wire names of the fields by which the provider identifies a call; they appear in errors.
    pub ids: &'static [&'static str],
    /// Error codes that leave it open whether the call took effect, signed or not: system and general errors, work in
    /// progress, and work that is done already (perhaps by this very call).
    pub open_codes: &'static [&'static str],
    /// The refusals that the provider documents, where responses are not signed. Any other error leaves it open.
    pub refusals: &'static [Refusal],
    /// Codes of the errors that the provider documents as unsigned, where it signs its responses.
    pub unsigned_errors: &'static [&'static str],
    /// Where it is called.
    pub hosts: Hosts,
}

impl fmt::Debug for ApiMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl ApiMeta {
    /// An API of JSON without signatures, on the hosts of Freedom Pay.
    pub const DEFAULT: Self = Self {
        name: "",
        rust: "",
        scheme: AnyScheme::of::<NoSignature>(),
        wire: Wire::Json,
        prefix: "",
        paths: &[],
        errors: ErrorShape::STATUS,
        headers: &[],
        has_actions: false,
        replays_request_id: false,
        ids: &["request_id", "order_id", "payment_id", "id"],
        open_codes: &[],
        refusals: &[],
        unsigned_errors: &[],
        hosts: Hosts::DEFAULT,
    };
}

impl ApiMeta {
    /// Reports whether both are one API. Two crates may give a name to APIs of their own.
    pub fn is(&self, other: &Self) -> bool {
        let facts = |api: &Self| (api.name, api.rust, api.scheme.name, api.hosts);
        facts(self) == facts(other)
    }
}

/// The hosts of an API, each as an URL without a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hosts {
    /// Production in Kazakhstan.
    pub kazakhstan: Option<&'static str>,
    /// Production in Kyrgyzstan.
    pub kyrgyzstan: Option<&'static str>,
    /// Production in Uzbekistan.
    pub uzbekistan: Option<&'static str>,
    /// The test host, where a source names one.
    pub test: Option<&'static str>,
}

impl Hosts {
    /// The production hosts of Freedom Pay, the same for nearly every API. No test host.
    pub const DEFAULT: Self = Self {
        kazakhstan: Some("https://api.freedompay.kz"),
        kyrgyzstan: Some("https://api.freedompay.kg"),
        uzbekistan: Some("https://api.freedompay.uz"),
        test: None,
    };

    /// One production host for all countries.
    pub const fn everywhere(host: &'static str) -> Self {
        Self { kazakhstan: Some(host), kyrgyzstan: Some(host), uzbekistan: Some(host), test: None }
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

/// An error that the provider documents for some calls, in its documented shape: it proves that nothing happened.
#[derive(Clone, Copy, Debug)]
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
