//! Card API > Cardholder validation.

use super::answer::CallStatus;
use crate::{Uuid, freedompay_endpoint, freedompay_model};

/// Asks how well a name and a phone match those of the holder of a card.
///
/// The page gives this path in its URL and its curl sample; another sample on it begins with `/v5/partner/`.
///
/// Source: <https://docs.freedompay.kz/api-17842385>
#[freedompay_endpoint(
    uri = "/v5/card-api/external/cardholder_validate",
    method = "POST",
    id = "card.cardholder_validation",
    response = CardholderMatch,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-17842385"
)]
pub struct ValidateCardholder {
    /// Phone of the person; without a country code in the sample.
    #[freedompay(example = "7077070707")]
    pub user_phone: String,
    /// First name of the person.
    #[freedompay(example = "Ivan")]
    pub first_name: String,
    /// Last name of the person.
    #[freedompay(example = "Ivanov")]
    pub last_name: String,
    /// Token of the card.
    #[freedompay(secret, example = "00000000-0000-0000-0000-000000000000")]
    pub card_token: Uuid,
    /// The partner's own id of this request.
    #[freedompay(example = "9a1c6959-2188-4292-a48e-aeb586204676")]
    pub request_id: Uuid,
}

/// Degree to which a person matches the holder of a card.
#[freedompay_model]
pub struct CardholderMatch {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Share that matches, with a percent sign.
    #[freedompay(example = "44.37%")]
    pub score: Option<String>,
    /// Its meaning is not documented.
    pub fishy: Option<i64>,
    /// When the call was processed.
    pub dt: Option<String>,
}
