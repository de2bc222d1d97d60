//! The credentials that a sandbox accepts.

use freedompay::meta::{ApiMeta, EndpointMeta};
use freedompay::{AnyCredentials, Secret};
use freedompay_runtime::message::masks::Masks;
use freedompay_runtime::scheme::{CredentialRole, Signer};

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
    /// What other schemes take. A part that is not here is `sandbox-` and its name: `sandbox-token`.
    pub others: AnyCredentials,
}

impl Credentials {
    /// Returns the credentials that an API's scheme takes.
    pub fn of(&self, api: &ApiMeta) -> AnyCredentials {
        let parts = api.scheme.credentials.iter().filter(|part| part.role != CredentialRole::Setting);
        parts.fold(AnyCredentials::new(), |all, part| match part.name {
            "auth_id" => all.with("auth_id", self.auth_id.clone()),
            "merchant_id" => all.with("merchant_id", self.merchant_id.clone()),
            "secret" => all.with("secret", self.secret.clone()),
            "payout_secret" => all.with("payout_secret", self.payout_secret.clone()),
            name => match self.others.secret(name) {
                Some(value) => all.with(name, value.clone()),
                None => all.with(name, format!("sandbox-{name}")),
            },
        })
    }

    /// Lists the keys by name.
    pub(crate) fn keys(&self) -> [(&'static str, &Secret); 2] {
        [("payout_secret", &self.payout_secret), ("secret", &self.secret)]
    }

    /// Masks the keys in what is shown.
    pub(crate) fn masks(&self) -> Masks<'_> {
        Masks::of(self.keys().into_iter().chain(self.others.parts()).map(|(_, key)| key))
    }
}

/// The signers of all APIs, prepared once.
#[derive(Debug)]
pub(crate) struct Signers(Vec<(&'static ApiMeta, Result<Signer, String>)>);

impl Signers {
    /// Prepares those of the APIs that these endpoints belong to.
    pub(crate) fn new(credentials: &Credentials, endpoints: &[&'static EndpointMeta]) -> Self {
        let mut signers = Self(Vec::new());
        for api in endpoints.iter().map(|endpoint| endpoint.api) {
            if signers.find(api).is_none() {
                signers.0.push((api, Signer::new(api, &credentials.of(api))));
            }
        }
        signers
    }

    /// Returns the signer of an API, or why there is none.
    pub(crate) fn of(&self, api: &ApiMeta) -> Result<&Signer, &str> {
        self.find(api).map_or(Err("it does not serve this API"), |signer| signer.as_ref().map_err(String::as_str))
    }

    fn find(&self, api: &ApiMeta) -> Option<&Result<Signer, String>> {
        self.0.iter().find(|(known, _)| known.is(api)).map(|(_, signer)| signer)
    }
}

impl Default for Credentials {
    /// Returns `123456`, `sandbox-secret` and `sandbox-payout-secret`.
    fn default() -> Self {
        Self {
            auth_id: "123456".to_owned(),
            merchant_id: "123456".to_owned(),
            secret: Secret::new("sandbox-secret"),
            payout_secret: Secret::new("sandbox-payout-secret"),
            others: AnyCredentials::new(),
        }
    }
}
