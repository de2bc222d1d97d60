//! Error codes of the sandbox, with messages of our own.
//!
//! The provider's list (<https://customer.freedompay.kz/dev/error?lang=en>) is not among its documentation pages; the
//! meanings are those of an undated public copy of it.

use serde::{Deserialize, Serialize};

/// An error code of the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "(u32, Option<String>)", into = "(u32, Option<String>)")]
pub(crate) struct ErrorCode {
    pub(crate) code: u32,
    /// A message that says more than the code's own.
    pub(crate) message: Option<String>,
}

impl ErrorCode {
    /// Creates an error with the code's own message.
    pub(crate) const fn new(code: u32) -> Self {
        Self { code, message: None }
    }

    /// Creates an error with a message that says more than the code's own.
    pub(crate) fn with_message(code: u32, message: impl Into<String>) -> Self {
        Self { code, message: Some(message.into()) }
    }

    /// Returns the message: the error's own, or the meaning of its code.
    pub(crate) fn into_message(self) -> String {
        self.message.unwrap_or_else(|| meaning(self.code).to_owned())
    }
}

impl From<(u32, Option<String>)> for ErrorCode {
    fn from((code, message): (u32, Option<String>)) -> Self {
        Self { code, message }
    }
}

impl From<ErrorCode> for (u32, Option<String>) {
    fn from(error: ErrorCode) -> Self {
        (error.code, error.message)
    }
}

/// No object has that number or name.
pub(crate) const NOT_FOUND: ErrorCode = ErrorCode::new(11068);

/// Returns the meaning of a code.
pub(crate) fn meaning(code: u32) -> &'static str {
    match code {
        120 => "the payment is not in a status that allows this",
        365 => "the recurring profile is expired",
        1100 => "the signature is wrong",
        8888 => "the payout balance is too low",
        9013 => "a failed payment cannot be cancelled",
        9403 => "wrong parameters",
        9998 => "the merchant is not known",
        9999 => "system error",
        10000 => "the service is not available, try later",
        10001 => "declined, the payer should ask the issuer",
        10003 => "too many attempts at the code",
        10004 => "the 3-D Secure code is missing or wrong",
        10005 => "the card's data is wrong",
        10009 => "not enough money",
        10012 => "the transaction cannot be cancelled",
        10016 => "the payment failed, the payer should ask the shop",
        10017 => "the card is expired",
        10018 => "the payment's lifetime is over, a new one is needed",
        10020 => "the refund is larger than the payment",
        10022 => "above the limit of the card",
        10032 => "the card is not known",
        10033 => "already cancelled",
        10034 => "a refund needs a capture first",
        10035 => "a failed payment cannot be captured",
        10036 => "already captured",
        10038 => "the card is blocked and to be retained",
        11002 => "the code of the SMS is wrong",
        11004 => "the phone number is wrong",
        11005 => "the amount is wrong",
        11006 => "not enough money on the phone's account",
        11007 => "too many wrong codes",
        11008 => "the code is no longer valid",
        11018 => "already refunded",
        11021 => "the operator is not known, or the number is wrong",
        11024 => "refused for security",
        1202 | 11068 => "no such payment",
        _ => "this code has no documented meaning",
    }
}
