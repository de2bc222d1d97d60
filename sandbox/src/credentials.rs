//! The credentials that a sandbox accepts.

use freedompay::Secret;

/// Credentials that the sandbox accepts.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Identity of the JSON APIs.
    pub auth_id: String,
    /// Shop number of the form APIs.
    pub merchant_id: String,
    /// Key of both: the acceptance key of the shop.
    pub secret: Secret,
    /// Payout key of the shop.
    pub payout_secret: Secret,
}

impl Default for Credentials {
    /// Returns `123456`, `sandbox-secret` and `sandbox-payout-secret`.
    fn default() -> Self {
        Self {
            auth_id: "123456".to_owned(),
            merchant_id: "123456".to_owned(),
            secret: Secret::new("sandbox-secret"),
            payout_secret: Secret::new("sandbox-payout-secret"),
        }
    }
}
