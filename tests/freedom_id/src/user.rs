//! The calls about a person, authorized by that person's token.

use freedompay::scheme::Bearer;
use freedompay::{Secret, Uuid, freedompay_api, freedompay_endpoint, freedompay_enum, freedompay_model};

use crate::ERRORS;

/// The calls about a person, each authorized by a token of that person. JSON both ways; responses are not signed.
#[freedompay_api(
    name = "freedom_id_user",
    scheme = Bearer,
    errors = ERRORS,
    hosts(all = "https://passport.freedompay.kz"),
    endpoints(RefreshTokens, OrderProfile, ProfileStatus)
)]
pub enum FreedomIdUser {}

/// Changes a refresh token, which is the token of this call, for a new pair of tokens.
#[freedompay_endpoint(
    uri = "/api/v1/oauth/token",
    method = "PATCH",
    api = FreedomIdUser,
    id = "freedom_id.oauth.token_refresh",
    body = never,
    response = RefreshedTokens,
    source = "https://docs.freedompay.kz/api-12108809"
)]
pub struct RefreshTokens {}

/// A new pair of tokens; those before it have ended.
#[freedompay_model]
pub struct RefreshedTokens {
    /// Id of the pair; the copies of the page differ in whether it is always there.
    pub id: Option<Uuid>,
    /// Authorizes the calls about this person.
    pub access_token: Secret,
    /// Authorizes [`RefreshTokens`] alone.
    pub refresh_token: Secret,
    /// When the access token ends, RFC 3339.
    #[freedompay(example = "2024-10-17T12:00:00Z", not_secret)]
    pub access_expire_at: String,
    /// When the refresh token ends, RFC 3339.
    #[freedompay(example = "2024-10-18T12:00:00Z", not_secret)]
    pub refresh_expire_at: String,
}

/// Orders the whole profile of the person; [`ProfileStatus`] tells when it is there. Takes the grant `read.profile`.
#[freedompay_endpoint(
    uri = "/api/v1/oauth/get-profile",
    method = "POST",
    api = FreedomIdUser,
    id = "freedom_id.oauth.get_profile",
    response = ProfileOrder,
    source = "https://docs.freedompay.kz/api-12108841"
)]
pub struct OrderProfile {
    /// Our id of this order.
    pub request_id: Uuid,
    /// When it was made, RFC 3339. The .kg copy of the page requires it, the newer .kz copy has it in its sample only.
    #[freedompay(example = "2024-10-17T12:00:00Z")]
    pub created_at: Option<String>,
}

/// The response to an order.
#[freedompay_model]
pub struct ProfileOrder {
    /// Its id, as given.
    pub request_id: Uuid,
    /// Whether it was taken.
    pub status: OrderStatus,
    /// Why not.
    pub status_message: Option<String>,
    /// Id of the person.
    pub freedom_id: Option<Uuid>,
}

/// Whether an order was taken.
#[freedompay_enum]
pub enum OrderStatus {
    /// It was.
    Accepted,
    /// It was not.
    Rejected,
    /// That is not known yet.
    Pending,
}

/// Asks for an ordered profile. A GET whose JSON body names the order.
#[freedompay_endpoint(
    uri = "/api/v1/oauth/get-profile/status",
    method = "GET",
    api = FreedomIdUser,
    id = "freedom_id.oauth.get_profile_status",
    effect = read,
    body = always,
    response = ProfileReport,
    source = "https://docs.freedompay.uz/api-13679565"
)]
pub struct ProfileStatus {
    /// Id of the order.
    pub request_id: String,
}

/// An ordered profile: pending for 24 hours, completed or failed for 60 minutes.
#[freedompay_model]
pub struct ProfileReport {
    /// Id of the order.
    pub request_id: String,
    /// How far it is.
    pub status: ProfileState,
    /// Why it failed.
    pub status_message: Option<String>,
    /// Id of the person.
    pub freedom_id: Uuid,
    /// The profile, once it is completed.
    pub profile: Option<Profile>,
    /// When this was said, RFC 3339.
    #[freedompay(example = "2024-10-17T12:00:00Z")]
    pub datetime: String,
}

/// How far an ordered profile is.
#[freedompay_enum]
pub enum ProfileState {
    /// It is taken; one sample of the page shows this word.
    Accepted,
    /// It is being made.
    Pending,
    /// It is there.
    Completed,
    /// It could not be made.
    Failed,
    /// The order does not exist.
    NotFound,
}

/// A profile.
#[freedompay_model]
pub struct Profile {
    /// The data of the person. How the text is to be decoded is not said.
    pub payload: Option<Secret>,
}
