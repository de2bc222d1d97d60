//! Error codes of Mobile balance.

use crate::freedompay_enum;

/// Code of an error of a payment from a phone account.
///
/// The section's pages list none: the numbers and their meanings are those of a public client's copy of the provider's
/// list (<https://customer.freedompay.kz/dev/error?lang=en>).
#[freedompay_enum(numeric)]
pub enum ErrorCode {
    /// The signature of the request is wrong. The response is unsigned.
    #[freedompay(rename = "1100")]
    WrongSignature,
    /// Too many requests for a code.
    #[freedompay(rename = "10003")]
    TooManyCodeRequests,
    /// The phone number is invalid.
    #[freedompay(rename = "10031")]
    InvalidPhone,
    /// The service is not available.
    #[freedompay(rename = "11000")]
    ServiceUnavailable,
    /// Failed: the subscriber should ask the operator.
    #[freedompay(rename = "11001")]
    AskOperator,
    /// The code is wrong.
    #[freedompay(rename = "11002")]
    WrongCode,
    /// The account is in debt.
    #[freedompay(rename = "11003")]
    AccountInDebt,
    /// The number is wrong.
    #[freedompay(rename = "11004")]
    WrongNumber,
    /// The amount is wrong.
    #[freedompay(rename = "11005")]
    WrongAmount,
    /// Not enough money on the account.
    #[freedompay(rename = "11006")]
    InsufficientFunds,
    /// Too many attempts at the code.
    #[freedompay(rename = "11007")]
    TooManyCodeAttempts,
    /// The code is no longer valid.
    #[freedompay(rename = "11008")]
    CodeExpired,
    /// Cancelled, or declined by the operator.
    #[freedompay(rename = "11009")]
    Cancelled,
    /// Too many SMS.
    #[freedompay(rename = "11010")]
    TooManySms,
    /// The number is restricted.
    #[freedompay(rename = "11011")]
    NumberRestricted,
    /// Too many payment attempts.
    #[freedompay(rename = "11012")]
    TooManyPayments,
    /// The operation is repeated, or is to be: two readings of the list disagree.
    #[freedompay(rename = "11013")]
    Repeated,
    /// Unexpected error.
    #[freedompay(rename = "11014")]
    Unexpected,
    /// Above 50 monthly calculation indices at once.
    #[freedompay(rename = "11015")]
    AboveSinglePaymentLimit,
    /// Below the minimum of 1,000 tenge.
    #[freedompay(rename = "11016")]
    BelowMinimum,
    /// Cancelled already.
    #[freedompay(rename = "11017")]
    AlreadyCancelled,
}
