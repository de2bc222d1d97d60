//! Overview: whether the API is up.

use crate::{freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks whether the API is up. Anybody may ask: the call is not signed, and neither is its response.
///
/// The page does not name the method; GET is inferred from its sample.
#[freedompay_endpoint(
    uri = "/status/healthcheck",
    method = "GET",
    effect = read,
    response = Health,
    since = "0.1.0",
    source = "https://docs.freedompay.kz"
)]
pub struct Healthcheck {}

/// Whether the API is up.
#[freedompay_model]
pub struct Health {
    /// `ok` if it is.
    #[freedompay(example = "ok")]
    pub status: HealthStatus,
    /// The provider's time, RFC 3339 in UTC.
    #[freedompay(example = "1970-01-01T00:00:00+00:00")]
    pub time: String,
}

/// The state of the API. Only one value is documented.
#[freedompay_enum]
pub enum HealthStatus {
    /// It is up.
    Ok,
}
