//! Requests of the Card and Partner APIs: accepted, in progress for a while, then done or failed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::payment::PROCESSING_TIME;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Work {
    /// The endpoint that started it.
    pub(crate) begun_by: String,
    pub(crate) begun: Timestamp,
    /// Whether it will fail.
    pub(crate) fails: bool,
    /// Number and name of the object that it creates.
    pub(crate) number: u64,
    pub(crate) name: String,
}

impl Work {
    /// Returns `request_status`.
    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        if now.duration_since(self.begun).unsigned_abs() < PROCESSING_TIME {
            "process"
        } else if self.fails {
            "error"
        } else {
            "success"
        }
    }
}
