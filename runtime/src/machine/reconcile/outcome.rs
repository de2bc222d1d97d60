//! The outcome of a lost call.

use crate::machine::response::RawResponse;

/// The outcome of a lost call.
///
/// Responses are those of the status call; [`RawResponse::decode`] gives them their type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It took effect: do not send it again. The response tells the details.
    Happened(Box<RawResponse>),
    /// It had no effect, nor will it have one.
    #[non_exhaustive]
    DidNotHappen {
        /// What says so.
        reason: String,
        /// The response, unless the status call knows nothing of the call: then it was answered with an error.
        response: Option<Box<RawResponse>>,
    },
    /// The outcome cannot be determined. Do not send it again: reconcile later, or ask the provider.
    #[non_exhaustive]
    StillUnknown {
        /// Why it is not known.
        reason: String,
        /// The last response, if there was one.
        response: Option<Box<RawResponse>>,
    },
}

impl Outcome {
    /// Returns the status call's last response, if there was one.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Happened(response) => Some(response),
            Self::DidNotHappen { response, .. } | Self::StillUnknown { response, .. } => response.as_deref(),
        }
    }

    pub(crate) fn unknown(reason: impl Into<String>, response: Option<RawResponse>) -> Self {
        Self::StillUnknown { reason: reason.into(), response: response.map(Box::new) }
    }
}
