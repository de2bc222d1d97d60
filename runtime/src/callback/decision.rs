//! The merchant's decision on a callback, before it is signed.

use serde::{Deserialize, Serialize};

/// The merchant's decision on a callback.
///
/// It comes from the received callback ([`Received::ok`](super::Received::ok) and its siblings), which knows what it may
/// be answered. It can be kept as it is (serde), so that a repeated notification gets the same.
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

    pub(super) fn error(reason: impl Into<String>) -> Self {
        Self { status: Status::Error, description: Some(reason.into()), timeout: None }
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

    /// Reports whether the callback was refused.
    pub fn is_rejected(&self) -> bool {
        self.status == Status::Rejected
    }

    /// Reports whether it could not be handled, so that the same notification should come again.
    pub fn is_error(&self) -> bool {
        self.status == Status::Error
    }
}

/// That a notification may be refused; there is one only if the notification itself says so.
#[derive(Debug)]
pub struct RightToReject(pub(super) ());

impl RightToReject {
    /// Rejects the payment: it is withdrawn, the payer is shown the reason and sent to the failure URL.
    pub fn reject(self, reason: impl Into<String>) -> Decision {
        Decision::rejected(reason)
    }
}
