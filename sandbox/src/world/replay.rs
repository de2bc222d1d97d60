//! Answers that are given again.

use serde::{Deserialize, Serialize};

use super::payment::Refused;
use crate::calls::Facts;

/// What a request was answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The payment it was about, if it was accepted.
    pub(crate) payment: Option<u64>,
    pub(crate) answer: Result<Facts, Refused>,
}
