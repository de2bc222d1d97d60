//! Card API > Card: cards from issue to closing.

use super::answer::Acknowledgement;
use super::client::CardProduct;
use super::phone::PhoneNumber;
use super::requests::{self, RequestStatus};
use crate::{Uuid, freedompay_endpoint, freedompay_model};

/// Reads the details of a card.
///
/// Its own page is not readable. Path and fields are those of the signed example of the overview, that they are required
/// is our reading, and the response is untyped.
///
/// Source: <https://691vi5ab6p.apidog.io/doc-760202>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/info",
    method = "POST",
    id = "card.card.info",
    effect = read,
    since = "0.1.0",
    source = "https://691vi5ab6p.apidog.io/doc-760202"
)]
pub struct CardInfo {
    /// The partner's own id of this request.
    #[freedompay(example = "828cf71d-a447-4a67-a149-c1df8bc197ca")]
    pub request_id: Uuid,
    /// Card, by the id that Freedom Processing gave.
    #[freedompay(example = "828cf71d-a447-4a67-a149-c1df8bc197ca")]
    pub card_id: String,
}

/// Issues a card of a product to a person.
///
/// The current page is not readable. This is the body of an early draft in Russian, which is cut off after `person_id`;
/// the response is untyped. [`RequestStatus`] reports the card's id.
///
/// Source: <https://freedompay.kz/fdss>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/issue",
    method = "POST",
    id = "card.card.issue",
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://freedompay.kz/fdss"
)]
pub struct IssueCard {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Card product.
    #[freedompay(example = "1000")]
    pub product_id: CardProduct,
    /// Who the card is for. The pages of 2025 call this person the client.
    #[freedompay(not_secret)]
    pub cardholder: Cardholder,
}

/// The person a card is issued to.
#[freedompay_model(request)]
pub struct Cardholder {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Middle name.
    pub middle_name: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    pub birthdate: Option<String>,
    /// Phone.
    pub phone: PhoneNumber,
    /// E-mail address.
    pub email: Option<String>,
    /// Country of residency, ISO 3166-1 alpha-3.
    pub country: String,
    /// Number of the person in the country of residency. The draft is cut off at its type, which is the one of
    /// [`NewClient::person_id`](field@super::client::NewClient::person_id).
    #[freedompay(secret)]
    pub person_id: String,
}

/// Lifts the block from a card.
///
/// Source: <https://docs.freedompay.kz/api-12074991>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/unblock",
    method = "POST",
    id = "card.card.unblock",
    response = Acknowledgement,
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12074991"
)]
pub struct UnblockCard {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
    /// Why.
    pub description: String,
}

/// Closes a card for good. It cannot be opened again.
///
/// Source: <https://691vi5ab6p.apidog.io/api-12075208>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/close",
    method = "POST",
    id = "card.card.close",
    response = Acknowledgement,
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://691vi5ab6p.apidog.io/api-12075208"
)]
pub struct CloseCard {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
    /// Why, in any words.
    pub description: String,
}
