//! Freedom ID as an application declares it: it is on another host than the APIs of the library and was in the provider's navigation
//! until 2025. A person agrees on a page of Freedom Pay that a partner may read their data; the partner changes the code that the
//! page sends along for tokens of that person, and asks for the data with them.
//!
//! Two APIs share the host. What the partner asks on its own behalf is authorized by HTTP Basic, and what it asks about a person by
//! that person's token: there is a client of [`FreedomIdUser`] for each person, and all of them can share one transport.

pub mod user;

use freedompay::meta::ErrorShape;
use freedompay::scheme::Basic;
use freedompay::{Secret, freedompay_api, freedompay_endpoint, freedompay_enum, freedompay_model};

pub use user::FreedomIdUser;

/// An object `error` with a `message`, sometimes a `code`, under HTTP 200.
const ERRORS: ErrorShape = ErrorShape {
    name: "freedom_id",
    object: Some("error"),
    codes: &["code"],
    descriptions: &["message"],
    numeric_code: true,
    ..ErrorShape::DEFAULT
};

/// The calls of a partner, authorized by its client id and client secret. JSON both ways; responses are not signed.
#[freedompay_api(
    name = "freedom_id",
    scheme = Basic,
    errors = ERRORS,
    hosts(all = "https://passport.freedompay.kz"),
    endpoints(Authorize, IssueTokens)
)]
pub enum FreedomId {}

/// Asks for the address of the page where a person lets the partner read their data.
#[freedompay_endpoint(
    uri = "/api/v1/oauth/authorize",
    method = "POST",
    api = FreedomId,
    id = "freedom_id.oauth.authorize",
    response = AuthorizationPage,
    source = "https://docs.freedompay.kg/api-13677921"
)]
pub struct Authorize {
    /// Where the person comes back to, with a code.
    #[freedompay(example = "https://example.com/login")]
    pub redirect_uri: String,
    /// What the partner asks to read.
    pub grants: Vec<Grant>,
}

/// A part of a person's data. The provider's list may be longer.
#[freedompay_enum]
pub enum Grant {
    /// Their e-mail address.
    #[freedompay(rename = "read.email")]
    Email,
    /// All of their e-mail addresses.
    #[freedompay(rename = "read.emails")]
    Emails,
    /// Their phone number.
    #[freedompay(rename = "read.phone")]
    Phone,
    /// All of their phone numbers.
    #[freedompay(rename = "read.phones")]
    Phones,
    /// Their date of birth.
    #[freedompay(rename = "read.date_of_birth")]
    DateOfBirth,
    /// Their first name.
    #[freedompay(rename = "read.firstname")]
    FirstName,
    /// Their last name.
    #[freedompay(rename = "read.lastname")]
    LastName,
    /// Their patronymic.
    #[freedompay(rename = "read.patronymic")]
    Patronymic,
    /// Their gender.
    #[freedompay(rename = "read.gender")]
    Gender,
    /// Their country.
    #[freedompay(rename = "read.country")]
    Country,
    /// Their nationality.
    #[freedompay(rename = "read.nationality")]
    Nationality,
    /// The number by which their state knows them.
    #[freedompay(rename = "read.identifier")]
    Identifier,
    /// All of it, which [`user::OrderProfile`] orders.
    #[freedompay(rename = "read.profile")]
    Profile,
    /// Their cards.
    #[freedompay(rename = "read.cards")]
    Cards,
    /// A login with `OpenID` Connect.
    #[freedompay(rename = "openid")]
    OpenId,
}

/// The page to send a person to.
#[freedompay_model]
pub struct AuthorizationPage {
    /// Its address; the query holds `track_id` and `expire_at` (Unix seconds).
    pub redirect_uri: String,
}

/// Changes the code that a person came back with for tokens of that person. Error code 100101: the code is wrong.
#[freedompay_endpoint(
    uri = "/api/v1/oauth/token",
    method = "POST",
    api = FreedomId,
    id = "freedom_id.oauth.token",
    response = Tokens,
    source = "https://docs.freedompay.uz/api-13679561"
)]
pub struct IssueTokens {
    /// The code.
    pub authorization_code: Secret,
}

/// The tokens of a person.
#[freedompay_model]
pub struct Tokens {
    /// Authorizes the calls about this person.
    pub access_token: Secret,
    /// Authorizes [`user::RefreshTokens`] alone.
    pub refresh_token: Secret,
    /// When the access token ends, RFC 3339.
    #[freedompay(example = "2024-10-17T12:00:00Z", not_secret)]
    pub access_expire_at: String,
    /// When the refresh token ends, RFC 3339.
    #[freedompay(example = "2024-10-18T12:00:00Z", not_secret)]
    pub refresh_expire_at: String,
}
