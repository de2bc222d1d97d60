//! The common parts of several responses.

use crate::{freedompay_enum, freedompay_model};

/// The response of most calls that change something: whether it is done.
#[freedompay_model]
pub struct Acknowledgement {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the work behind it.
    #[freedompay(example = "success")]
    pub request_status: Option<RequestState>,
    /// When the call was processed, RFC 3339 with offset.
    #[freedompay(example = "2019-08-24T14:15:22Z")]
    pub dt: Option<String>,
}

/// Outcome of a call. [`RequestState`] is the progress of the work behind it.
#[freedompay_enum]
pub enum CallStatus {
    /// It was accepted.
    Ok,
    /// It was refused.
    Error,
}

/// Progress of the work behind a call.
///
/// Source: <https://docs.freedompay.kz/doc-850764>
#[freedompay_enum]
pub enum RequestState {
    /// Done.
    Success,
    /// Still under way: ask with [`RequestStatus`](super::requests::RequestStatus).
    Process,
    /// Failed.
    Error,
}
