//! The credentials that sign calls.

use std::sync::Arc;

use crate::meta::{ApiMeta, Key, Scheme};
use crate::secret::{Secret, invisible_character};
use crate::sign::jws::{Algorithm, JwsKey};

/// Credentials of the JSON APIs, issued by the provider's manager.
#[derive(Clone, Debug)]
pub struct JwsCredentials {
    pub(crate) auth_id: String,
    pub(crate) secret: Secret,
    pub(crate) algorithm: Option<Algorithm>,
}

impl JwsCredentials {
    /// Creates credentials from the id whose signature is checked and its key.
    pub fn new(auth_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { auth_id: auth_id.into(), secret: secret.into(), algorithm: None }
    }

    /// Signs with another algorithm than the API's usual one. The provider's pages disagree about the Card API.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }
}

/// Credentials of the form APIs: a shop's number and its keys.
#[derive(Clone, Debug)]
pub struct PgCredentials {
    pub(crate) merchant_id: String,
    pub(crate) secret: Secret,
    pub(crate) payout_secret: Option<Secret>,
    pub(crate) ambiguous: Key,
}

impl PgCredentials {
    /// Creates credentials from the shop's number and its payment key.
    pub fn new(merchant_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { merchant_id: merchant_id.into(), secret: secret.into(), payout_secret: None, ambiguous: Key::Ambiguous }
    }

    /// Sets the key for payouts.
    #[must_use]
    pub fn payout_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.payout_secret = Some(secret.into());
        self
    }

    /// Sets the key for calls whose key no source settles (IBAN payouts, the payout balance, the saved payout cards);
    /// by default the payout key if one is configured.
    #[must_use]
    pub fn ambiguous_calls_use(mut self, key: Key) -> Self {
        self.ambiguous = key;
        self
    }

    /// Returns the key that signs calls marked with `key`.
    pub(crate) fn key(&self, key: Key) -> Option<&Secret> {
        match (key, self.ambiguous) {
            (Key::Payment, _) | (Key::Ambiguous, Key::Payment) => Some(&self.secret),
            (Key::Payout, _) | (Key::Ambiguous, Key::Payout) => self.payout_secret.as_ref(),
            (Key::Ambiguous, Key::Ambiguous) => Some(self.payout_secret.as_ref().unwrap_or(&self.secret)),
        }
    }
}

/// Credentials of any API, for code that learns the API at run time.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AnyCredentials {
    /// For the JSON APIs.
    Jws(JwsCredentials),
    /// For the form APIs.
    PgSig(PgCredentials),
}

impl From<JwsCredentials> for AnyCredentials {
    fn from(credentials: JwsCredentials) -> Self {
        Self::Jws(credentials)
    }
}

impl From<PgCredentials> for AnyCredentials {
    fn from(credentials: PgCredentials) -> Self {
        Self::PgSig(credentials)
    }
}

impl AnyCredentials {
    /// Reports whether both sign alike, for the same account.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let same = |one: &Secret, other: &Secret| one.expose_secret() == other.expose_secret();
        match (self, other) {
            (Self::Jws(a), Self::Jws(b)) => {
                (&a.auth_id, a.algorithm) == (&b.auth_id, b.algorithm) && same(&a.secret, &b.secret)
            }
            (Self::PgSig(a), Self::PgSig(b)) => {
                let payout = match (&a.payout_secret, &b.payout_secret) {
                    (Some(a), Some(b)) => same(a, b),
                    (a, b) => a.is_none() && b.is_none(),
                };
                (&a.merchant_id, a.ambiguous) == (&b.merchant_id, b.ambiguous) && same(&a.secret, &b.secret) && payout
            }
            _ => false,
        }
    }

    /// Returns what is wrong with a part, if anything: an empty one would be signed with, but never accepted, and so would one
    /// with a character that came along unseen when it was copied.
    fn problem(&self) -> Option<String> {
        let (id, secret, payout, id_name) = match self {
            Self::Jws(c) => (&c.auth_id, &c.secret, None, "auth_id"),
            Self::PgSig(c) => (&c.merchant_id, &c.secret, c.payout_secret.as_ref(), "merchant id"),
        };
        let parts = [(id_name, Some(id.as_str())), ("secret", Some(secret.expose_secret()))];
        let parts = parts.into_iter().chain([("payout secret", payout.map(Secret::expose_secret))]);
        parts.filter_map(|(name, part)| Some((name, part?))).find_map(|(name, part)| {
            if part.is_empty() {
                return Some(format!("the {name} is empty"));
            }
            invisible_character(part)
                .map(|found| format!("the {name} has {found}: copy it again, or remove what cannot be seen"))
        })
    }
}

/// Credentials ready to sign: key schedules are computed once.
#[derive(Clone, Debug)]
pub(crate) enum Signer {
    Jws(Arc<JwsKey>),
    PgSig(Arc<PgCredentials>),
}

impl Signer {
    /// Prepares the credentials of an API.
    ///
    /// # Errors
    /// What is missing or cannot be seen, or that they are of another scheme.
    pub(crate) fn new(api: &ApiMeta, credentials: AnyCredentials) -> Result<Self, String> {
        if let Some(problem) = credentials.problem() {
            return Err(problem);
        }
        match (api.scheme, credentials) {
            (Scheme::Jws { default }, AnyCredentials::Jws(c)) => {
                Ok(Self::Jws(Arc::new(JwsKey::new(c.algorithm.unwrap_or(default), c.auth_id, &c.secret))))
            }
            (Scheme::PgSig, AnyCredentials::PgSig(c)) => Ok(Self::PgSig(Arc::new(c))),
            (scheme, _) => Err(format!("the {} API requires {} credentials", api.rust, scheme.as_str())),
        }
    }

    /// Returns the account that signs: the shop's number, or the `auth_id` of the JSON APIs.
    pub(crate) fn account(&self) -> &str {
        match self {
            Self::Jws(key) => key.auth_id(),
            Self::PgSig(credentials) => &credentials.merchant_id,
        }
    }
}
