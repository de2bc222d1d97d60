//! The common parts of several responses of the Async API.

use crate::{Amount, Uuid, freedompay_enum, freedompay_model};

/// A payment as it stood when the request was answered.
#[freedompay_model]
pub struct PaymentOutcome {
    /// Freedom Pay's id of the payment. Asked for by the id of a request that failed, it is that id again.
    #[freedompay(example = "01978c37-a961-7d20-8434-632242b24d48")]
    pub id: Option<Uuid>,
    /// State of the payment.
    #[freedompay(example = "process")]
    pub status: Option<PaymentState>,
    /// Amount, major units of the payment's currency. A text in the sample of a failed payment.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// Time of creation, ISO 8601 with up to nanoseconds, UTC in most samples and with an offset in one;
    /// `0001-01-01T00:00:00Z` if nothing was created.
    #[freedompay(example = "2025-06-20T07:13:31.068188524Z")]
    pub created_at: Option<String>,
    /// Why it failed.
    pub error: Option<Failure>,
}

/// State of a payment, or of a refund or reversal of one.
///
/// Collected from samples; the provider publishes no complete list. That `approved` is a hold and `success` a captured
/// payment is read off the samples' `clearing.cleared`.
#[freedompay_enum]
pub enum PaymentState {
    /// Being processed: ask again.
    Process,
    /// The payer has to pass 3-D Secure.
    #[freedompay(rename = "waiting_3ds")]
    WaitingThreeDs,
    /// Authorised and held, not captured.
    Approved,
    /// Done; of a payment: captured.
    Success,
    /// The hold was released.
    Reversed,
    /// Failed; the reason is beside it.
    Error,
    /// Being captured: ask again.
    ProcessClearing,
}

/// Why something failed.
#[freedompay_model]
pub struct Failure {
    /// The error.
    #[freedompay(example = "10045")]
    pub code: Option<ErrorCode>,
    /// The same in words.
    #[freedompay(example = "Charge from card declined due to security reasons.")]
    pub description: Option<String>,
}

/// Error codes that the Async API's pages show; others occur. They are texts in its messages.
#[freedompay_enum]
pub enum ErrorCode {
    /// A field of the request is wrong.
    #[freedompay(rename = "9403")]
    InvalidParameters,
    /// The card was not charged for reasons of security.
    #[freedompay(rename = "10045")]
    DeclinedForSecurity,
    /// A limit of the card. Lists of the form APIs' codes give this number another meaning.
    #[freedompay(rename = "10012")]
    CardLimit,
    /// There is no payment of that id.
    #[freedompay(rename = "1202")]
    WrongPaymentId,
}
