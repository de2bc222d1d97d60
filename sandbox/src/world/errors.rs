//! Error codes the sandbox answers with, in words of our own.
//!
//! The provider's list (<https://customer.freedompay.kz/dev/error?lang=en>) is not among its documentation pages; the
//! meanings are those of an undated public copy of it. A code without a known meaning says so.

use super::payment::Refused;

/// There is nothing by that number or name.
pub(crate) const NOT_FOUND: Refused = (11068, None);

/// A refusal in words: its own, or what its code means.
pub(crate) fn words((code, what): Refused) -> (u32, String) {
    (code, what.unwrap_or_else(|| meaning(code).to_owned()))
}

/// What a code means.
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
        1202 | 11068 => "there is no such payment",
        _ => "the documentation does not say what this code means",
    }
}
