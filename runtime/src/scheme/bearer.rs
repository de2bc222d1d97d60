//! A bearer token in a header.

use subtle::ConstantTimeEq as _;

use crate::meta::ApiMeta;
use crate::meta::scheme::{
    AnyCredentials, CredentialMeta, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict,
};
use crate::secret::Secret;

pub(super) const AUTHORIZATION: &str = "Authorization";

/// A bearer token (RFC 6750) and whose it is.
#[derive(Clone, Debug)]
pub struct BearerCredentials {
    account: String,
    token: Secret,
}

impl BearerCredentials {
    /// Creates credentials from a name of your own for the person or account, which is not sent, and its token. The name
    /// says in the journal whose calls these are, so keep it when the token changes.
    pub fn new(account: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self { account: account.into(), token: token.into() }
    }
}

impl From<BearerCredentials> for AnyCredentials {
    fn from(credentials: BearerCredentials) -> Self {
        Self::new().with("account", credentials.account).with("token", credentials.token)
    }
}

/// A bearer token in the header `Authorization`. Nothing of the message is signed, and responses are not either.
#[derive(Debug)]
pub struct Bearer(BearerCredentials);

impl Scheme for Bearer {
    type Credentials = BearerCredentials;
    const META: &'static SchemeMeta = &SchemeMeta {
        name: "bearer",
        title: "a bearer token in the header `Authorization`",
        credentials: &[CredentialMeta::identity("account"), CredentialMeta::secret("token")],
        added_headers: &[AUTHORIZATION],
        secrets: &[AUTHORIZATION],
        sends_key: true,
        http_auth: Some("bearer"),
        ..SchemeMeta::DEFAULT
    };

    fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        let part = |name| credentials.get(name).unwrap_or_default();
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b);
        if !part("token").bytes().all(is_token) {
            return Err("the token has characters that no bearer token has".to_owned());
        }
        Ok(Self(BearerCredentials::new(part("account"), part("token"))))
    }

    fn account(&self) -> &str {
        &self.0.account
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        if message.request.is_none() {
            message.add_header(AUTHORIZATION, format!("Bearer {}", self.0.token.expose_secret()));
        }
        Ok(())
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        let token = self.0.token.expose_secret().as_bytes();
        match message.header(AUTHORIZATION).map(|header| header.strip_prefix("Bearer ")) {
            _ if message.is_response => Verdict::Unsigned,
            None => Verdict::Missing("the header Authorization is missing".to_owned()),
            Some(None) => Verdict::Wrong("Authorization is not of the form `Bearer …`".to_owned()),
            Some(Some(given)) if given.as_bytes().ct_eq(token).into() => Verdict::Right,
            Some(Some(_)) => Verdict::Wrong("Authorization has another token".to_owned()),
        }
    }
}
