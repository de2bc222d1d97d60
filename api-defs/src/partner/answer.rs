//! What the answers of several sections have in common.

use crate::freedompay_enum;

/// Outcome of a call. How far the work behind it has got is said by its `request_status`.
#[freedompay_enum]
pub enum CallStatus {
    /// It was accepted.
    Ok,
    /// It was refused.
    Error,
}
