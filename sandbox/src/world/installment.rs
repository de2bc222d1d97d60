//! Applications to pay by instalments.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Application {
    pub(crate) id: u64,
    pub(crate) external_id: Option<String>,
    pub(crate) currency: Option<String>,
    /// Its status, in the documentation's words.
    pub(crate) status: String,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
}

impl Application {
    /// Returns whether it may change to a status. The documentation lists the states but not the valid changes; the sandbox
    /// allows delivery or cancellation of a new order, and the refund of a delivered one.
    pub(crate) fn may_become(&self, next: &str) -> bool {
        matches!((self.status.as_str(), next), ("new", "canceled" | "delivered") | ("delivered", "refund"))
    }
}
