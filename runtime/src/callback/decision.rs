//! The merchant's decision on a callback, before it is signed.

use serde::{Deserialize, Serialize};

/// The merchant's decision on a callback.
///
/// Made by the received callback ([`Received::ok`](super::Received::ok) and its siblings), which offers only decisions
/// that its kind allows. It can be stored (serde), so that a repeated notification gets the same reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use = "a decision does nothing until it is the reply"]
pub struct Decision {
    pub(super) status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) timeout: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Ok,
    Rejected,
    Error,
}

impl Status {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Rejected => "rejected",
            Status::Error => "error",
        }
    }
}

impl Decision {
    pub(super) fn ok() -> Self {
        Self { status: Status::Ok, description: None, timeout: None }
    }

    pub(super) fn rejected(reason: impl Into<String>) -> Self {
        Self { status: Status::Rejected, description: Some(reason.into()), timeout: None }
    }

    pub(super) fn error(what: impl Into<String>) -> Self {
        Self { status: Status::Error, description: Some(what.into()), timeout: None }
    }

    /// Adds a text for people, such as `Order paid`.
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Returns the value of `pg_status`: `ok`, `rejected` or `error`.
    pub fn status(&self) -> &'static str {
        self.status.as_str()
    }

    /// Returns the text for people.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// Returns whether the callback is rejected.
    pub fn is_rejected(&self) -> bool {
        self.status == Status::Rejected
    }

    /// Returns whether it could not be handled, so that the same notification should come again.
    pub fn is_error(&self) -> bool {
        self.status == Status::Error
    }
}

/// The right to reject a notification; exists only if the notification grants it.
#[derive(Debug)]
pub struct RightToReject(pub(super) ());

impl RightToReject {
    /// Rejects the payment: it is withdrawn, the payer is shown the reason and sent to the failure URL.
    pub fn reject(self, reason: impl Into<String>) -> Decision {
        Decision::rejected(reason)
    }
}
