//! Error responses of the API.

use std::borrow::Cow;

use crate::http::reply::Reply;

/// An error response of the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// HTTP status where the API documents another than 200.
    pub(crate) status: u16,
    /// The provider's error code; empty outside of its API.
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
    /// Whether the provider sends this error without a signature.
    pub(crate) unsigned: bool,
}

impl ApiError {
    /// Creates a signed error.
    pub(crate) fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), unsigned: false }
    }

    /// Reports a wrong signature: 1100 in the form APIs. The JSON APIs document no code for it; theirs is borrowed.
    pub(crate) fn signature(message: impl Into<String>) -> Self {
        Self { unsigned: true, ..Self::new(200, "1100", message) }
    }

    /// Reports an unknown shop or identity: the one error that the documentation itself calls unsigned.
    pub(crate) fn unknown_merchant(message: impl Into<String>) -> Self {
        Self { unsigned: true, ..Self::new(200, "9998", message) }
    }

    /// Reports fields that are missing, of a wrong type or over a limit. 9403 is the documented code for wrong parameters.
    pub(crate) fn invalid_parameters(message: impl Into<String>) -> Self {
        Self::new(200, "9403", message)
    }

    /// Returns the message as plain text, for requests outside of the APIs.
    pub(crate) fn plain(&self) -> Reply {
        Reply::new(self.status, "text/plain; charset=utf-8", format!("{}\n", self.message))
    }
}
