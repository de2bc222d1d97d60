//! The errors of receiving a callback, and the reply to each.

use std::fmt;

use super::Reply;

/// Why a callback was not accepted. No variant holds received data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// Neither GET nor POST.
    Method,
    /// Larger than the limit.
    TooLarge {
        /// The verifier's limit in bytes.
        limit: usize,
    },
    /// Not a form in UTF-8.
    MediaType {
        /// What is wrong with the content type.
        message: &'static str,
    },
    /// Not a readable message.
    Unreadable {
        /// What is wrong, and where.
        message: String,
    },
    /// The signature is missing, given twice or wrong. Nothing of the callback may be used.
    Signature {
        /// What is wrong.
        message: &'static str,
    },
    /// All secrets of the verifier are empty, so nothing can be verified.
    NoSecret,
    /// The signature fits no secret of the verifier, and one of these has a character that nobody can see.
    Secret {
        /// Which character, and where; nothing else of the secret.
        message: String,
    },
    /// The program has no shop under the URL that was called: for a resolver to return.
    UnknownMerchant,
    /// The shop's keys could not be looked up: for a resolver to return. The notification comes again.
    Unavailable {
        /// Why; it is logged, and never sent.
        message: String,
    },
    /// The verifier that a resolver returned does not name its shop, so shops would share decisions.
    NoMerchant,
    /// Authentic, but not as declared.
    Malformed {
        /// Id of the callback.
        id: &'static str,
        /// Path of the offending field by wire names; empty for the message itself.
        field: String,
        /// What is wrong there.
        message: String,
        /// The signed `error`.
        reply: Reply,
    },
}

impl CallbackError {
    /// Returns the HTTP status to reply with. Only an authentic message deserves more.
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Method => 405,
            Self::TooLarge { .. } => 413,
            Self::MediaType { .. } => 415,
            Self::Unreadable { .. } => 400,
            Self::Signature { .. } => 403,
            Self::NoSecret | Self::Secret { .. } | Self::NoMerchant => 500,
            Self::UnknownMerchant => 404,
            Self::Unavailable { .. } => 503,
            Self::Malformed { reply, .. } => reply.http_status(),
        }
    }

    /// Returns the reply: a signed `error` to an authentic notification, so that it comes again; to anything else the HTTP status
    /// and not a word.
    pub fn reply(&self) -> Reply {
        match self {
            Self::Malformed { reply, .. } => reply.clone(),
            other => Reply::plain(other.http_status()),
        }
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Method => f.write_str("the callback is neither a GET nor a POST"),
            Self::TooLarge { limit } => write!(f, "the callback is larger than {limit} bytes or was cut off"),
            Self::MediaType { message } => write!(f, "the callback has a wrong content type: {message}"),
            Self::Unreadable { message } => write!(f, "the callback cannot be read: {message}"),
            Self::Signature { message } => write!(
                f,
                "the callback is not authentic: {message}. If it came from Freedom Pay, compare the secret, and the last \
                 segment of the URL with the one that was given for the payment"
            ),
            Self::NoSecret => f.write_str("the verifier has no secret: give it the shop's secret key"),
            Self::Secret { message } => write!(f, "no callback can be verified: {message}"),
            Self::UnknownMerchant => f.write_str(
                "the callback is for a shop that this program does not know. If it came from Freedom Pay, compare the URL with the \
                 one that was given for the payment",
            ),
            Self::Unavailable { message } => write!(f, "the shop's keys could not be looked up: {message}"),
            Self::NoMerchant => f.write_str(
                "the verifier does not name its shop: set CallbackVerifier::merchant, so that shops never share a decision",
            ),
            Self::Malformed { id, field, message, .. } if field.is_empty() => {
                write!(f, "{id}: the callback is authentic but cannot be used: {message}")
            }
            Self::Malformed { id, field, message, .. } => {
                write!(f, "{id}: the callback is authentic but cannot be used: {field}: {message}")
            }
        }
    }
}

impl std::error::Error for CallbackError {}

/// A claim lapsed before its decision was kept, and another may have decided since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimLost;

impl fmt::Display for ClaimLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the claim of the notification lapsed before the decision was kept; roll back and let it come again",
        )
    }
}

impl std::error::Error for ClaimLost {}
