//! Error codes of the Gateway Sync API.

use crate::freedompay_enum;

/// Codes of `pg_error_code` and `pg_failure_code` that the Gateway pages print.
///
/// The provider keeps the full list at <https://customer.freedompay.kz/dev/error?lang=en>; any other code is
/// [`ErrorCode::Unknown`] with its number.
#[freedompay_enum(numeric)]
pub enum ErrorCode {
    /// No error; a payout to a saved card says so.
    #[freedompay(rename = "0")]
    None,
    /// The signature of the request is wrong. The hosted page and the newest samples use this code, older lists 9998.
    #[freedompay(rename = "1100")]
    WrongSignature,
    /// From a payout test card; the pages do not explain it. Unofficial lists: the payout balance is too low.
    #[freedompay(rename = "8888")]
    BalanceTooLow,
    /// The merchant was not recognised. The response is unsigned.
    #[freedompay(rename = "9998")]
    UnknownMerchant,
    /// Printed in the samples where any code may be. Unofficial lists: an error of the system.
    #[freedompay(rename = "9999")]
    SystemError,
    /// The payment failed; try later.
    #[freedompay(rename = "10000")]
    TryLater,
    /// From payout test cards; the pages do not explain it. Unofficial lists: declined, the issuer knows why.
    #[freedompay(rename = "10001")]
    Declined,
    /// The 3-D Secure code of the debited card is missing or wrong.
    #[freedompay(rename = "10004")]
    ThreeDsFailed,
    /// There is no such payment. The response is unsigned.
    #[freedompay(rename = "11068")]
    NotFound,
}
