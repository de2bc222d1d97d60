//! Error codes of Payout.

use crate::freedompay_enum;

/// Code of an error of the Payout calls.
///
/// The provider's full list (<https://customer.freedompay.kz/dev/error?lang=en>) is not among its documentation pages;
/// listed here are the codes of those pages and of their test cards. What 10000, 10001 and 10029 mean is from an
/// undated public copy of that list.
#[freedompay_enum(numeric)]
pub enum ErrorCode {
    /// The signature of the request is wrong, which a wrong one of the two keys is too. The response is unsigned; on
    /// saving a card it came with HTTP status 401.
    #[freedompay(rename = "1100")]
    WrongSignature,
    /// The payout balance is too low.
    #[freedompay(rename = "8888")]
    BalanceTooLow,
    /// The merchant is not recognised (older lists: the signature is wrong). The response is unsigned.
    #[freedompay(rename = "9998")]
    UnknownMerchant,
    /// The service is not available; try later.
    #[freedompay(rename = "10000")]
    ServiceUnavailable,
    /// The issuer declines.
    #[freedompay(rename = "10001")]
    Declined,
    /// Payouts by IBAN are out of service.
    #[freedompay(rename = "10029")]
    IbanUnavailable,
    /// There is no payout with this order number.
    #[freedompay(rename = "11068")]
    NotFound,
}
