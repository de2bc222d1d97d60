//! Card API > Client: the holders of cards.

use super::answer::{Acknowledgement, CallStatus};
use super::phone::PhoneNumber;
use super::requests::{self, RequestStatus};
use crate::{Secret, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Attaches a client to a card that was issued in bulk without an owner.
///
/// The client's data then serve 3-D Secure and notifications.
///
/// Source: <https://691vi5ab6p.apidog.io/api-12074684>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/link",
    method = "POST",
    id = "card.client.card_link",
    response = Acknowledgement,
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://691vi5ab6p.apidog.io/api-12074684"
)]
pub struct LinkCard {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Client, by the id that Freedom Processing gave.
    pub client_id: String,
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
}

/// Registers a cardholder in a card product.
///
/// [`RequestStatus`] reports the client's id: the readable copy of the page ends after `status`.
///
/// For product 1000 the dictionary of the section requires `country`, `person_id`, `document`, `address1` and `address2`
/// as well, and not `type` and `resident`, which the page of this call requires. What other products need is not
/// documented.
///
/// Source: <https://docs.freedompay.kz/api-12074751>
#[freedompay_endpoint(
    uri = "/v5/card-api/client/add",
    method = "POST",
    id = "card.client.create",
    response = ClientCreated,
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12074751"
)]
pub struct CreateClient {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Card product.
    #[freedompay(example = "1000")]
    pub product_id: CardProduct,
    /// Branch; its meaning is not documented.
    pub branch_id: Option<String>,
    /// The person or company.
    pub client: NewClient,
}

/// A client to be registered. Names are in Latin letters.
#[freedompay_model(request)]
pub struct NewClient {
    /// Phone.
    pub phone: PhoneNumber,
    /// Who it is.
    #[freedompay(rename = "type", example = "1")]
    pub kind: ClientType,
    /// Whether it is a resident.
    #[freedompay(example = "1")]
    pub resident: Residency,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Middle name.
    pub middle_name: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    pub birthdate: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Country of residency, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Number of the person in the country of residency; in Kazakhstan the tax number.
    #[freedompay(secret)]
    pub person_id: Option<String>,
    /// Language, two letters.
    pub language: Option<String>,
    /// Scan of the identity document: a PDF of at most 2 MB, in base64.
    pub document: Option<Secret>,
    /// Id of the user on the partner's side; its meaning is not documented.
    pub external_user_id: Option<String>,
    /// Address of registration.
    pub address1: Option<RegistrationAddress>,
    /// Address of residence.
    pub address2: Option<ResidentialAddress>,
    /// Who identified the client, and when. The page does not show whether it belongs in here or beside `client`; it
    /// follows `address2`, so it is taken to belong in here.
    pub identification_info: Option<Identification>,
}

/// Address of registration. Its parts are known from the table of product 1000.
#[freedompay_model(request)]
pub struct RegistrationAddress {
    /// Country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub address_line1: String,
    /// Street.
    pub address_line2: String,
    /// Building and premises.
    pub address_line3: String,
}

/// Address of residence. The table of product 1000 is cut off after these parts, so there are probably more.
#[freedompay_model(request)]
pub struct ResidentialAddress {
    /// Country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Postal code.
    pub postal_code: String,
}

/// Method by which a client was identified.
#[freedompay_model(request)]
pub struct Identification {
    /// When, RFC 3339 with offset.
    pub idn_date: String,
    /// By whom.
    pub identified_by: String,
}

/// Whether a client was registered. The readable copy of the page ends after this field; all that was received is in the
/// untyped message beside it ([`Answer::raw`](crate::Response::raw)).
#[freedompay_model]
pub struct ClientCreated {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
}

/// Number of a card product. Whether there are others is not documented.
///
/// Source: <https://docs.freedompay.kz/doc-850764>
#[freedompay_enum(numeric)]
pub enum CardProduct {
    /// Freedom Wallet Card.
    #[freedompay(rename = "1000")]
    FreedomWallet,
    /// Instant Card.
    #[freedompay(rename = "2000")]
    Instant,
    /// Electron Card.
    #[freedompay(rename = "3000")]
    Electron,
}

/// Who a client is.
#[freedompay_enum(numeric)]
pub enum ClientType {
    /// A natural person.
    #[freedompay(rename = "1")]
    Individual,
    /// A legal entity.
    #[freedompay(rename = "2")]
    LegalEntity,
    /// A sole trader.
    #[freedompay(rename = "3")]
    Entrepreneur,
}

/// Whether a client is a resident.
#[freedompay_enum(numeric)]
pub enum Residency {
    /// It is.
    #[freedompay(rename = "1")]
    Resident,
    /// It is not.
    #[freedompay(rename = "2")]
    NonResident,
}

/// Changes the phone of a client, to which the one-time codes of 3-D Secure go.
///
/// Source: <https://docs.freedompay.kz/api-12074967>
#[freedompay_endpoint(
    uri = "/v5/card-api/client/update",
    method = "POST",
    id = "card.client.update",
    response = Acknowledgement,
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12074967"
)]
pub struct UpdateClient {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Client, by the id that Freedom Processing gave.
    pub client_id: String,
    /// Card product in which the client was registered.
    #[freedompay(example = "1000")]
    pub product_id: CardProduct,
    /// The changes.
    pub client: ClientChanges,
}

/// Changes of a client.
#[freedompay_model(request)]
pub struct ClientChanges {
    /// New phone.
    pub phone: PhoneNumber,
}
