//! Requests of the Card and Partner APIs: accepted, under way for a while, then done or failed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::payment::WORK;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Work {
    /// The endpoint that began it.
    pub(crate) begun_by: String,
    pub(crate) begun: Timestamp,
    /// It will come to nothing.
    pub(crate) fails: bool,
    /// What it makes has this number, or this name.
    pub(crate) number: u64,
    pub(crate) name: String,
}

impl Work {
    /// `request_status`.
    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        if now.duration_since(self.begun).unsigned_abs() < WORK {
            "process"
        } else if self.fails {
            "error"
        } else {
            "success"
        }
    }
}
