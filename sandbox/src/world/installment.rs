//! Applications for paying by instalments.

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
    /// Whether it may become that. The documentation lists states and says that not every step is valid, not which: goods
    /// are delivered or the order is canceled, and what was delivered can be refunded.
    pub(crate) fn may_become(&self, next: &str) -> bool {
        matches!((self.status.as_str(), next), ("new", "canceled" | "delivered") | ("delivered", "refund"))
    }
}
