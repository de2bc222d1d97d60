//! `X-JWS-Signature`: a detached JWS over the body.

mod explain;

use crate::message::masks::Masks;
use crate::meta::scheme::{
    AnyCredentials, CredentialMeta, Explanation, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict,
};
use crate::meta::{ApiMeta, JwsHeader};
use crate::scheme::case::Case;
use crate::secret::Secret;
use crate::sign::jws::{Algorithm, Detached, JwsKey};

const HEADER: &str = "X-JWS-Signature";
const ABOUT: &str = "\
A detached JWS over the body: `X-JWS-Signature: b64url(header) + \"..\" + b64url(mac)`, base64url without padding. \
`mac` is the HMAC, under the secret as UTF-8, of `b64url(header) + \".\" + b64url(body)`, with the body exactly as \
it is sent (empty without a body). The header is compact JSON with `uri` (the request path), `auth_id` (a text), `method`, \
`params` (always empty) and `alg`; the older invoices have `path` and `merchant_id` (a number) in place of the first two.";
const PARTS: &[CredentialMeta] =
    &[CredentialMeta::identity("auth_id"), CredentialMeta::secret("secret"), CredentialMeta::setting("algorithm")];

/// Credentials of the JSON APIs, issued by the provider's manager.
#[derive(Clone, Debug)]
pub struct JwsCredentials {
    auth_id: String,
    secret: Secret,
    algorithm: Option<Algorithm>,
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

impl From<JwsCredentials> for AnyCredentials {
    fn from(credentials: JwsCredentials) -> Self {
        let parts = Self::new().with("auth_id", credentials.auth_id).with("secret", credentials.secret);
        credentials.algorithm.into_iter().fold(parts, |parts, algorithm| parts.with("algorithm", algorithm.as_str()))
    }
}

/// Detached JWS in the header `X-JWS-Signature`, HS256 unless the credentials say otherwise. Responses are not signed.
#[derive(Debug)]
pub struct Jws(Signature);

/// [`Jws`] with HS512.
#[derive(Debug)]
pub struct Jws512(Signature);

const fn meta(title: &'static str, algorithm: Algorithm) -> SchemeMeta {
    SchemeMeta {
        name: "jws",
        title,
        about: ABOUT,
        credentials: PARTS,
        added_headers: &[HEADER],
        secrets: &[HEADER],
        algorithm: Some(algorithm.as_str()),
        ..SchemeMeta::DEFAULT
    }
}

macro_rules! with_default {
    ($scheme:ident, $algorithm:expr, $title:literal) => {
        impl Scheme for $scheme {
            type Credentials = JwsCredentials;
            const META: &'static SchemeMeta = &meta($title, $algorithm);

            fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
                Signature::new(credentials, $algorithm).map(Self)
            }

            fn account(&self) -> &str {
                self.0.key.auth_id()
            }

            fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
                self.0.sign(message);
                Ok(())
            }

            fn verify(&self, message: &Unverified<'_>) -> Verdict {
                self.0.verify(message)
            }

            fn explain(&self, message: &Unverified<'_>) -> Explanation {
                self.0.explain(message)
            }
        }
    };
}

with_default!(Jws, Algorithm::Hs256, "a detached JWS (HS256) in a header");
with_default!(Jws512, Algorithm::Hs512, "a detached JWS (HS512) in a header");

#[derive(Debug)]
struct Signature {
    key: JwsKey,
    secret: Secret,
}

impl Signature {
    fn new(credentials: &AnyCredentials, default: Algorithm) -> Result<Self, String> {
        let algorithm = match credentials.get("algorithm") {
            Some(name) => Algorithm::from_name(name).ok_or("the algorithm is none of HS256 and HS512")?,
            None => default,
        };
        let secret = credentials.secret("secret").cloned().unwrap_or_else(|| Secret::new(""));
        let key = JwsKey::new(algorithm, credentials.get("auth_id").unwrap_or_default(), &secret);
        Ok(Self { key, secret })
    }

    fn sign(&self, message: &mut Unsigned<'_>) {
        if message.request.is_some() {
            return;
        }
        let (endpoint, method, path) = (message.endpoint, message.method(), message.path);
        let body = message.body();
        let value = match endpoint.jws_header {
            JwsHeader::Legacy => self.key.sign_legacy(method, path, body),
            // A path without parameters is the declared one; its header is encoded once per key.
            JwsHeader::Current if path == endpoint.uri => self.key.sign_fixed(method, endpoint.uri, body),
            JwsHeader::Current => self.key.sign(method, path, body),
        };
        message.add_header(HEADER, value);
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        let wrong = |message: &str| Verdict::Wrong(message.to_owned());
        if message.is_response {
            return Verdict::Unsigned;
        }
        let Some(value) = message.header(HEADER) else {
            return Verdict::Missing("the header X-JWS-Signature is missing".to_owned());
        };
        let signature = match Detached::parse(value) {
            Ok(signature) => signature,
            Err(e) => return Verdict::Wrong(format!("X-JWS-Signature cannot be read: {e}")),
        };
        let Some(protected) = signature.protected() else {
            return wrong("the protected header lacks uri, auth_id or method as strings");
        };
        if protected.auth_id != self.key.auth_id() {
            return Verdict::UnknownAccount("auth_id is not known".to_owned());
        }
        if protected.uri != message.path || protected.method != message.method {
            return wrong("the signature was made for another uri or method");
        }
        if !signature.verify(&self.secret, message.body) {
            return wrong("the signature does not match the header and the body that arrived");
        }
        Verdict::Right
    }

    fn explain(&self, message: &Unverified<'_>) -> Explanation {
        let others = || message.other_keys.iter().map(|(_, key)| *key);
        explain::explain(&Case {
            message,
            account: self.key.auth_id(),
            keys: vec![&self.secret],
            acceptance: &self.secret,
            payout: message.other_keys.iter().find(|(name, _)| *name == "payout_secret").map(|(_, key)| *key),
            masks: Masks::of(others().chain([&self.secret])),
            is_right: self.verify(message) == Verdict::Right,
        })
    }
}
