//! Delivery records of callbacks.

use std::fmt;

use freedompay::Value;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::faults::Fault;

/// One delivery of a callback to a merchant's URL, card data masked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CallbackRecord {
    /// When it was sent, by the sandbox's clock.
    pub at: Timestamp,
    /// Id of the callback, such as `merchant.callbacks.check_request`.
    pub kind: String,
    /// Id of the payment, payout or card form it is about.
    pub about: u64,
    /// Counted from 1.
    pub attempt: u32,
    /// HTTP method.
    pub method: String,
    /// URL that was called, without its query.
    pub url: String,
    /// Fields that were sent, masked.
    pub fields: Value,
    /// HTTP status of the response, if one arrived.
    pub http_status: Option<u16>,
    /// How the merchant's response was judged.
    pub verdict: ReplyVerdict,
    /// When the callback is sent again, if it is.
    #[serde(rename = "again_at")]
    pub retry_at: Option<Timestamp>,
    /// The fault that the plan applied to this callback.
    pub fault: Option<Fault>,
}

/// How a merchant's response to a callback was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ReplyVerdict {
    /// `ok`, correctly signed.
    Ok,
    /// `rejected`, correctly signed.
    Rejected {
        /// The text that the payer sees.
        description: String,
    },
    /// `error`, correctly signed: the merchant could not process the callback.
    Error,
    /// A response arrived whose signature is missing or wrong, or that cannot be read.
    #[serde(rename = "Unbelievable")]
    Invalid {
        /// What is wrong with it, and what would be right.
        #[serde(rename = "why")]
        reason: String,
    },
    /// An HTTP status other than 200, or no response.
    #[serde(rename = "Silent")]
    NoResponse {
        /// What happened instead.
        #[serde(rename = "why")]
        reason: String,
    },
    /// HTTP 200, for callbacks that need nothing else.
    Received,
}

impl fmt::Display for ReplyVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplyVerdict::Ok => f.write_str("ok"),
            ReplyVerdict::Rejected { description } if description.is_empty() => f.write_str("rejected"),
            ReplyVerdict::Rejected { description } => write!(f, "rejected: {description}"),
            ReplyVerdict::Error => f.write_str("error: the merchant could not process the callback"),
            ReplyVerdict::Invalid { reason } => write!(f, "invalid response: {reason}"),
            ReplyVerdict::NoResponse { reason } => write!(f, "no response: {reason}"),
            ReplyVerdict::Received => f.write_str("received"),
        }
    }
}
