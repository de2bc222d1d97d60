//! Error codes of Purchase.

use crate::freedompay_enum;

/// Code of an error of the Purchase calls (`pg_error_code`, or `pg_failure_code` of a failed payment).
///
/// The provider's full list (<https://customer.freedompay.kz/dev/error?lang=en>) is not among its documentation pages;
/// listed here are the codes of those pages, of their test cards and of public clients. What a code means where the
/// pages do not say it is from an undated public copy of that list.
#[freedompay_enum(numeric)]
pub enum ErrorCode {
    /// The payment is not in a status that allows this, such as a confirmation of what is already confirmed.
    #[freedompay(rename = "120")]
    WrongPaymentStatus,
    /// Nothing found; the old number of [`NotFound`](Self::NotFound).
    #[freedompay(rename = "340")]
    NotFoundLegacy,
    /// The signature of the request is wrong. The response is unsigned.
    #[freedompay(rename = "1100")]
    WrongSignature,
    /// The method is not enabled for the shop; a client counts it among the unknown errors.
    #[freedompay(rename = "9992")]
    MethodNotEnabled,
    /// The merchant is not recognised (older lists: the signature is wrong). The response is unsigned.
    #[freedompay(rename = "9998")]
    UnknownMerchant,
    /// Error of the provider's system.
    #[freedompay(rename = "9999")]
    SystemError,
    /// The issuer declines.
    #[freedompay(rename = "10001")]
    Declined,
    /// Too many attempts at the code.
    #[freedompay(rename = "10003")]
    TooManyCodeAttempts,
    /// The 3-D Secure code is missing or wrong.
    #[freedompay(rename = "10004")]
    ThreeDsFailed,
    /// The card's data is wrong.
    #[freedompay(rename = "10005")]
    WrongCardData,
    /// Payments come too often.
    #[freedompay(rename = "10006")]
    FrequencyLimit,
    /// Refused because of the security of card data.
    #[freedompay(rename = "10007")]
    RefusedForCardSecurity,
    /// Not enough money on the card.
    #[freedompay(rename = "10009")]
    InsufficientFunds,
    /// Cards of this country are not allowed.
    #[freedompay(rename = "10013")]
    CountryNotAllowed,
    /// The card is expired.
    #[freedompay(rename = "10017")]
    CardExpired,
    /// The payment's lifetime is over: a new one is needed.
    #[freedompay(rename = "10018")]
    PaymentExpired,
    /// More is to be refunded than was paid.
    #[freedompay(rename = "10020")]
    RefundTooLarge,
    /// Above the limit of the card.
    #[freedompay(rename = "10022")]
    CardLimit,
    /// A refund needs a captured payment.
    #[freedompay(rename = "10034")]
    RefundNeedsClearing,
    /// A failed payment cannot be captured.
    #[freedompay(rename = "10035")]
    FailedCannotBeCleared,
    /// Already captured.
    #[freedompay(rename = "10036")]
    AlreadyCleared,
    /// The card is blocked and to be retained.
    #[freedompay(rename = "10038")]
    CardRetained,
    /// The code is no longer valid.
    #[freedompay(rename = "11008")]
    CodeExpired,
    /// Refused for security.
    #[freedompay(rename = "11024")]
    RefusedForSecurity,
    /// There is no such payment or order. The response may be unsigned.
    #[freedompay(rename = "11068")]
    NotFound,
    /// Unknown error of the payment system.
    #[freedompay(rename = "99999")]
    UnknownError,
}
