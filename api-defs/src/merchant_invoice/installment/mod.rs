//! Merchant API > Installment: purchases that a partner bank lets the customer pay in parts.
//!
//! The merchant sends an order, sends the customer to the checkout, and is notified of changes at the order's
//! `callback_url`; [`ApplicationStatus`](application::ApplicationStatus) is for reconciliation. The provider marks the
//! whole section as being developed. Its samples are in Uzbek soum with an Uzbek bank.
//!
//! Refused input is HTTP status 422, an internal error 500; others come with HTTP status 200 and an [`ErrorCode`].
//! What the signature of a GET covers is not documented; here it covers empty bytes, and a path without the query.
//!
//! Overview: <https://docs.freedompay.kz/overview-2287927m0>

pub mod application;
pub mod partners;

use crate::freedompay_enum;

/// Error codes of the section, which come with HTTP status 200.
#[freedompay_enum(numeric)]
pub enum ErrorCode {
    /// The request is wrong.
    #[freedompay(rename = "1001")]
    InvalidRequest,
    /// There is no such application.
    #[freedompay(rename = "1002")]
    ApplicationNotFound,
    /// The application cannot go from its state to the wanted one.
    #[freedompay(rename = "1003")]
    InvalidStatusTransition,
    /// The application could not be processed.
    #[freedompay(rename = "1004")]
    ProcessingError,
}
