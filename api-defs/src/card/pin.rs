//! Card API > Card: the PIN.

use super::answer::Acknowledgement;
use super::requests::{self, RequestStatus};
use crate::{Secret, Uuid, freedompay_endpoint};

/// Sets the PIN of a card, or has Freedom Processing make one.
///
/// How the PIN is to be encrypted has to be asked: the field is documented with AES 256, the introduction of the same page
/// with a public key of Freedom Processing's, and neither with a mode or an encoding. No `request_id` is documented here, so
/// nothing guards against doing it twice, and no call reports the outcome of a lost one.
///
/// Source: <https://docs.freedompay.kz/api-12075062>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/set_pin",
    method = "POST",
    id = "card.card.set_pin",
    response = Acknowledgement,
    effect = write,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12075062"
)]
pub struct SetPin {
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
    /// The PIN, encrypted already; it is sent as it is. Without it Freedom Processing makes one.
    pub pin: Option<Secret>,
}

/// Clears the count of wrong PIN entries, so that the PIN works again. The PIN stays as it is.
///
/// Source: <https://docs.freedompay.kz/api-12075070>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/reset_counter_pin",
    method = "POST",
    id = "card.card.reset_pin_counter",
    response = Acknowledgement,
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12075070"
)]
pub struct ResetPinCounter {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
}
