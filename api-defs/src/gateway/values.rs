//! Values that several sections of the Gateway Sync API share.

use crate::freedompay_enum;

/// Outcome of a call (not of a payment).
#[freedompay_enum]
pub enum CallStatus {
    /// It was carried out.
    Ok,
    /// The response to removing a saved card, instead of `ok`.
    Success,
    /// It is being carried out; the status call reports the outcome.
    Pending,
    /// It failed. The client turns such a response into an error.
    Error,
}

/// State of a payment, refund, cancellation, payout or transfer.
///
/// No page lists the values. The samples and diagrams have success, error, pending and process, `new` was seen live;
/// the provider's mobile SDK knows more, so others are to be expected.
#[freedompay_enum]
pub enum PaymentState {
    /// Created; nobody has tried to pay yet.
    New,
    /// Under way.
    Pending,
    /// Under way; payouts and transfers.
    Process,
    /// Done. For a payment in two steps this is the hold; another field shows whether it was captured.
    Success,
    /// Failed.
    Error,
}

impl PaymentState {
    /// Reports whether the state may still change. The caller has to judge a state that is not known yet.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self, Self::New | Self::Pending | Self::Process)
    }
}

/// Language of a hosted page or of an error text, ISO 639-1 (but `kz` and `kg`, as the pages print them).
#[freedompay_enum]
pub enum Language {
    /// Russian; the default.
    Ru,
    /// English.
    En,
    /// Kazakh.
    Kz,
    /// Kyrgyz.
    Kg,
    /// Uzbek.
    Uz,
}
