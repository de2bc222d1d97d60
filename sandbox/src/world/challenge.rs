//! The result of a 3-D Secure challenge.

use serde::{Deserialize, Serialize};

/// The bank's verdict on the payer, and the text that proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChallengeOutcome {
    pub(crate) pares: String,
    pub(crate) passed: bool,
}
