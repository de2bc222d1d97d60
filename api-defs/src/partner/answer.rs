//! The common parts of responses of several sections.

use crate::freedompay_enum;

/// Outcome of a call. Its `request_status` is the progress of the work behind it.
#[freedompay_enum]
pub enum CallStatus {
    /// It was accepted.
    Ok,
    /// It was refused.
    Error,
}
