//! A no, and why.

use std::borrow::Cow;

use crate::server::Reply;

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// HTTP status where the API documents another than 200.
    pub(crate) status: u16,
    /// The provider's error code; empty outside of its API.
    pub(crate) code: Cow<'static, str>,
    /// What is wrong.
    pub(crate) what: String,
    /// Whether the provider answers this without a signature.
    pub(crate) unsigned: bool,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: impl Into<Cow<'static, str>>, what: impl Into<String>) -> Self {
        Self { status, code: code.into(), what: what.into(), unsigned: false }
    }

    /// A wrong signature: 1100 in the form APIs. What the JSON APIs answer is not documented; the code is borrowed.
    pub(crate) fn signature(what: impl Into<String>) -> Self {
        Self { unsigned: true, ..Self::new(200, "1100", what) }
    }

    /// A shop or identity that is not known; the one answer that the documentation itself calls unsigned.
    pub(crate) fn stranger(what: impl Into<String>) -> Self {
        Self { unsigned: true, ..Self::new(200, "9998", what) }
    }

    /// Fields that are missing, of a wrong type or over a limit. 9403 is the documented code for wrong parameters.
    pub(crate) fn parameters(what: impl Into<String>) -> Self {
        Self::new(200, "9403", what)
    }

    /// An answer in plain text, for calls that belong to no API.
    pub(crate) fn plain(&self) -> Reply {
        Reply::new(self.status, "text/plain; charset=utf-8", format!("{}\n", self.what))
    }
}
