//! The header `Sign`: SHA-256 over the body and the key.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::meta::ApiMeta;
use crate::meta::scheme::{
    AnyCredentials, CredentialMeta, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict,
};
use crate::scheme::case::hex;
use crate::secret::Secret;

const ACCOUNT: &str = "Auth-Id";
const SIGNATURE: &str = "Sign";

/// Credentials of the older Cards API.
#[derive(Clone, Debug)]
pub struct SignHeaderCredentials {
    auth_id: String,
    secret: Secret,
}

impl SignHeaderCredentials {
    /// Creates credentials from the id whose signature is checked and its key.
    pub fn new(auth_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { auth_id: auth_id.into(), secret: secret.into() }
    }
}

impl From<SignHeaderCredentials> for AnyCredentials {
    fn from(credentials: SignHeaderCredentials) -> Self {
        Self::new().with("auth_id", credentials.auth_id).with("secret", credentials.secret)
    }
}

/// SHA-256 over the body and the key, in lower-case hexadecimal digits, in the header `Sign`; `Auth-Id` says whose key it is.
/// Responses are not signed.
#[derive(Debug)]
pub struct SignHeader(SignHeaderCredentials);

impl SignHeader {
    fn digest(&self, body: &[u8]) -> String {
        hex(&Sha256::new().chain_update(body).chain_update(self.0.secret.expose_secret()).finalize())
    }
}

impl Scheme for SignHeader {
    type Credentials = SignHeaderCredentials;
    const META: &'static SchemeMeta = &SchemeMeta {
        name: "sign_header",
        title: "SHA-256 over body and key in the header `Sign`",
        credentials: &[CredentialMeta::identity("auth_id"), CredentialMeta::secret("secret")],
        added_headers: &[ACCOUNT, SIGNATURE],
        secrets: &[SIGNATURE],
        ..SchemeMeta::DEFAULT
    };

    fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        let part = |name| credentials.get(name).unwrap_or_default();
        Ok(Self(SignHeaderCredentials::new(part("auth_id"), part("secret"))))
    }

    fn account(&self) -> &str {
        &self.0.auth_id
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        if message.request.is_none() {
            let digest = self.digest(message.body());
            message.add_header(ACCOUNT, self.0.auth_id.clone());
            message.add_header(SIGNATURE, digest);
        }
        Ok(())
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        if message.is_response {
            return Verdict::Unsigned;
        }
        let Some(signature) = message.header(SIGNATURE) else {
            return Verdict::Missing("the header Sign is missing".to_owned());
        };
        if message.header(ACCOUNT) != Some(self.0.auth_id.as_str()) {
            return Verdict::UnknownAccount("Auth-Id is missing or not known".to_owned());
        }
        if self.digest(message.body).as_bytes().ct_eq(signature.as_bytes()).into() {
            Verdict::Right
        } else {
            Verdict::Wrong("Sign does not match the body that arrived".to_owned())
        }
    }
}
