//! Merchant API > Invoice > Recurring profile: agreements by which a payer is charged again and again.
//!
//! The payer signs the agreement on a link; when its state changes, `state_callback` is called; then
//! [`ChargeRecurringProfile`](super::invoice::create::ChargeRecurringProfile) charges it. These profiles are not those
//! of the form APIs.
//!
//! The pages' field tables are not readable in public, only their samples: limits and error codes are not known.

use crate::meta::{FieldMatch, OutcomeRules};
use crate::{Amount, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Begins a recurring agreement and gets the link on which the payer signs it.
///
/// Amounts are in major units of `currency`.
///
/// Source: <https://docs.freedompay.kz/create-43612942e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/recurring/create",
    method = "POST",
    id = "merchant.recurring_profile.create",
    response = CreatedRecurringProfile,
    effect = write,
    recover = RecurringProfileInfo,
    outcome = CREATED,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-43612942e0"
)]
pub struct CreateRecurringProfile {
    /// Payment method of its invoices; only `binance` is shown. Not documented whether required.
    #[freedompay(example = "binance")]
    pub invoice_type: Option<String>,
    /// Amount in `currency`, major units; not needed if each charge has its amount.
    #[freedompay(example = "1000")]
    pub amount: Option<Amount>,
    /// Currency of the amount, ISO 4217. Not documented whether required.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "SUBSCRIPTION-001")]
    pub external_id: Option<String>,
    /// Told changes of the profile's state. Not documented whether required.
    #[freedompay(example = "https://merchant.kz/callback")]
    pub state_callback: Option<String>,
    /// Kind of agreement; only `on-demand` is shown. Not documented whether required.
    #[freedompay(example = "on-demand")]
    pub agreement_type: Option<String>,
    /// Day on which it expires, `YYYY-MM-DD`; the time zone is not documented, nor whether it is required.
    #[freedompay(example = "2026-06-30")]
    pub expires_at: Option<String>,
}

/// A new agreement.
#[freedompay_model]
pub struct CreatedRecurringProfile {
    /// Id of the profile; digits here, letters on another page.
    #[freedompay(example = "123456789")]
    pub profile_id: Option<String>,
    /// URL at which the payer signs; the sample is a link into an app, not a web page.
    #[freedompay(example = "url://route/route=.....")]
    pub url: Option<String>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2025-09-23T07:15:00Z")]
    pub created_at: Option<String>,
}

/// Ends a recurring agreement.
///
/// Whether one of its two ids is enough is not documented.
///
/// Source: <https://docs.freedompay.kz/cancel-43612951e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/recurring/cancel",
    method = "POST",
    id = "merchant.recurring_profile.cancel",
    response = CanceledRecurringProfile,
    effect = write,
    recover = RecurringProfileInfo,
    outcome = CANCELED,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/cancel-43612951e0"
)]
pub struct CancelRecurringProfile {
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "SUBSCRIPTION-001")]
    pub external_id: Option<String>,
    /// Id of the profile. Not documented whether required.
    #[freedompay(example = "a-b-c-d-e")]
    pub profile_id: Option<String>,
    /// Why. Not documented whether required.
    #[freedompay(example = "cancellation reason")]
    pub description: Option<String>,
}

/// An agreement that was ended.
#[freedompay_model]
pub struct CanceledRecurringProfile {
    /// State of the profile.
    #[freedompay(example = "canceled")]
    pub status: Option<RecurringProfileState>,
    /// ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-04-23T12:15:00Z")]
    pub created_at: Option<String>,
}

/// An agreement that the call began, by the merchant's number. The response if there is none is not documented.
const CREATED: OutcomeRules =
    OutcomeRules { happened: &[FieldMatch { path: "profile_id", values: FieldMatch::ANY }], ..OutcomeRules::DEFAULT };

/// That an agreement was ended.
const CANCELED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "status", values: &["canceled"] }],
    inconclusive_because: "the agreement has not ended, and no source says how soon that shows",
    ..OutcomeRules::DEFAULT
};

/// Asks for a recurring agreement.
///
/// Whether one of its two ids is enough is not documented.
///
/// Source: <https://docs.freedompay.kz/info-43612954e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/invoice/recurring/info",
    method = "POST",
    id = "merchant.recurring_profile.info",
    response = RecurringProfile,
    effect = read,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/info-43612954e0"
)]
pub struct RecurringProfileInfo {
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "SUBSCRIPTION-001")]
    pub external_id: Option<String>,
    /// Id of the profile. Not documented whether required.
    #[freedompay(example = "123456789")]
    pub profile_id: Option<String>,
}

/// A recurring agreement.
#[freedompay_model]
pub struct RecurringProfile {
    /// State of the profile.
    #[freedompay(example = "active")]
    pub status: Option<RecurringProfileState>,
    /// Payment method of its invoices.
    #[freedompay(example = "binance")]
    pub invoice_type: Option<String>,
    /// Id of the profile.
    #[freedompay(example = "123456789")]
    pub profile_id: Option<String>,
    /// Number on the merchant's side.
    #[freedompay(example = "SUBSCRIPTION-001")]
    pub external_id: Option<String>,
    /// Kind of agreement.
    #[freedompay(example = "on-demand")]
    pub agreement_type: Option<String>,
    /// Day on which it expires, `YYYY-MM-DD`; the time zone is not documented.
    #[freedompay(example = "2026-06-30")]
    pub expires_at: Option<String>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-06-30T13:09:39Z")]
    pub created_at: Option<String>,
}

/// State of a recurring agreement. Collected from samples; the provider publishes no list.
#[freedompay_enum]
pub enum RecurringProfileState {
    /// Signed: it can be charged.
    Active,
    /// Ended.
    Canceled,
}
