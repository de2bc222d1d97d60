//! HTTP Basic: a name and a password in a header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::bearer::AUTHORIZATION;
use crate::meta::ApiMeta;
use crate::meta::scheme::{
    AnyCredentials, CredentialMeta, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict,
};
use crate::secret::Secret;

/// Credentials of HTTP Basic (RFC 7617): the id of a client and its secret.
#[derive(Clone, Debug)]
pub struct BasicCredentials {
    username: String,
    password: Secret,
}

impl BasicCredentials {
    /// Creates credentials from the id of a client, which holds no colon, and its secret.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { username: username.into(), password: password.into() }
    }
}

impl From<BasicCredentials> for AnyCredentials {
    fn from(credentials: BasicCredentials) -> Self {
        Self::new().with("username", credentials.username).with("password", credentials.password)
    }
}

/// HTTP Basic in the header `Authorization`. Nothing of the message is signed, and responses are not either.
#[derive(Debug)]
pub struct Basic {
    username: String,
    header: Secret,
}

impl Scheme for Basic {
    type Credentials = BasicCredentials;
    const META: &'static SchemeMeta = &SchemeMeta {
        name: "basic",
        title: "HTTP Basic in the header `Authorization`",
        credentials: &[CredentialMeta::identity("username"), CredentialMeta::secret("password")],
        added_headers: &[AUTHORIZATION],
        secrets: &[AUTHORIZATION],
        sends_key: true,
        http_auth: Some("basic"),
        ..SchemeMeta::DEFAULT
    };

    fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        let part = |name| credentials.get(name).unwrap_or_default();
        let username = part("username").to_owned();
        if username.contains(':') {
            return Err("the username has a colon, which HTTP Basic cannot carry".to_owned());
        }
        let both = Zeroizing::new(format!("{username}:{}", part("password")));
        let encoded = Zeroizing::new(STANDARD.encode(both.as_bytes()));
        Ok(Self { username, header: Secret::new(format!("Basic {}", *encoded)) })
    }

    fn account(&self) -> &str {
        &self.username
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        if message.request.is_none() {
            message.add_header(AUTHORIZATION, self.header.expose_secret().to_owned());
        }
        Ok(())
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        match message.header(AUTHORIZATION) {
            _ if message.is_response => Verdict::Unsigned,
            None => Verdict::Missing("the header Authorization is missing".to_owned()),
            Some(header) if !header.starts_with("Basic ") => {
                Verdict::Wrong("Authorization is not of the form `Basic …`".to_owned())
            }
            Some(header) if header.as_bytes().ct_eq(self.header.expose_secret().as_bytes()).into() => Verdict::Right,
            Some(_) => Verdict::Wrong("Authorization names another client or another secret".to_owned()),
        }
    }
}
