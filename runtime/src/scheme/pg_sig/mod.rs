//! `pg_sig`: MD5 over the values of all fields, in a field.

mod explain;

use crate::message::masks::Masks;
use crate::meta::scheme::{
    AnyCredentials, CredentialMeta, Explanation, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict,
};
use crate::meta::{ApiMeta, EndpointMeta, Key};
use crate::scheme::case::Case;
use crate::secret::Secret;
use crate::sign::pg_sig;

/// Credentials of the form APIs: a shop's number and its keys.
#[derive(Clone, Debug)]
pub struct PgCredentials {
    pub(crate) merchant_id: String,
    pub(crate) secret: Secret,
    pub(crate) payout_secret: Option<Secret>,
    ambiguous: Key,
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

impl From<PgCredentials> for AnyCredentials {
    fn from(credentials: PgCredentials) -> Self {
        let parts = Self::new().with("merchant_id", credentials.merchant_id).with("secret", credentials.secret);
        let payout = credentials.payout_secret.into_iter().fold(parts, |parts, key| parts.with("payout_secret", key));
        match credentials.ambiguous {
            Key::Payment => payout.with(AMBIGUOUS, "payment"),
            Key::Payout => payout.with(AMBIGUOUS, "payout"),
            Key::Ambiguous => payout,
        }
    }
}

/// The part that settles [`PgCredentials::ambiguous_calls_use`].
const AMBIGUOUS: &str = "ambiguous_calls_use";

const ABOUT: &str = "\
Not a key but a signature, in the field `pg_sig` of the form beside the others (in the query only for a call without a \
body). The MD5, in lower-case hexadecimal, of texts joined with `;`: the script name, the values of all fields ordered by \
their names as bytes, and the secret; fields named `pg_sig` are left out, nested ones too. The script name is the last \
segment of the request path, unless the call has one of its own; for a callback it is the last segment of the merchant's own \
URL. Nested data takes the place of its parent, ordered in the same way, lists in their order; empty values count. Responses \
are signed in the same way, with the same script name.";

/// MD5 over the script name, the values and a key, in the field `pg_sig`. Responses are signed alike.
#[derive(Debug)]
pub struct PgSig(PgCredentials);

impl Scheme for PgSig {
    type Credentials = PgCredentials;
    const META: &'static SchemeMeta = &SchemeMeta {
        name: "pg_sig",
        title: "the field `pg_sig`",
        about: ABOUT,
        credentials: &[
            CredentialMeta::identity("merchant_id"),
            CredentialMeta::secret("secret"),
            CredentialMeta::secret("payout_secret").optional(),
            CredentialMeta::setting(AMBIGUOUS),
        ],
        added_fields: &["pg_merchant_id", "pg_salt", pg_sig::FIELD],
        secrets: &[pg_sig::FIELD],
        path_account: Some("merchant_id"),
        signs_responses: true,
        signed_part: Some(pg_sig::signed_part),
        signs_script: true,
        ..SchemeMeta::DEFAULT
    };

    fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        let part = |name| credentials.secret(name).cloned();
        let ambiguous = match credentials.get(AMBIGUOUS) {
            None => Key::Ambiguous,
            Some("payment") => Key::Payment,
            Some("payout") => Key::Payout,
            Some(_) => return Err(format!("{AMBIGUOUS} is neither payment nor payout")),
        };
        Ok(Self(PgCredentials {
            merchant_id: credentials.get("merchant_id").unwrap_or_default().to_owned(),
            secret: part("secret").unwrap_or_else(|| Secret::new("")),
            payout_secret: part("payout_secret"),
            ambiguous,
        }))
    }

    fn account(&self) -> &str {
        &self.0.merchant_id
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        if pg_sig::has_disputed_list(message.fields()) && !message.allows_long_lists {
            return Err(SignError::new(format!(
                "a list has more than {} items; implementations of pg_sig disagree about the signature of longer ones \
                 (ClientBuilder::allow_long_lists sends it nevertheless)",
                pg_sig::LONGEST_AGREED_LIST
            )));
        }
        let key = match message.request {
            // A response is signed with the key that signed its request.
            Some(request) => self.signed_with(request).or_else(|| self.accepted(message.endpoint).into_iter().next()),
            None => self.0.key(message.endpoint.key),
        };
        let Some(key) = key else {
            return Err(SignError::new("it is signed with the payout secret, which is not configured"));
        };
        if message.request.is_none() {
            message.add_field("pg_merchant_id", &self.0.merchant_id);
        }
        let salt = message.nonce();
        message.add_field("pg_salt", &salt);
        let signature = pg_sig::sign(message.script(), message.fields(), key);
        message.add_field(pg_sig::FIELD, &signature);
        Ok(())
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        if message.is_response { self.verify_response(message) } else { self.verify_request(message) }
    }

    fn explain(&self, message: &Unverified<'_>) -> Explanation {
        let own = [&self.0.secret].into_iter().chain(&self.0.payout_secret);
        explain::explain(&Case {
            message,
            account: &self.0.merchant_id,
            keys: self.accepted(message.endpoint),
            acceptance: &self.0.secret,
            payout: self.0.payout_secret.as_ref(),
            masks: Masks::of(own.chain(message.other_keys.iter().map(|(_, key)| *key))),
            is_right: self.verify(message) == Verdict::Right,
        })
    }
}

impl PgSig {
    fn verify_response(&self, message: &Unverified<'_>) -> Verdict {
        let endpoint = message.endpoint;
        // Without the key the request could not have been signed either.
        let Some(key) = self.0.key(endpoint.key) else {
            return Verdict::Wrong("no key is configured for it".to_owned());
        };
        let is_signed_as = |script: &str| pg_sig::verify(script, message.fields, key);
        if is_signed_as(message.script()) || (endpoint.unscripted_response && is_signed_as("")) {
            Verdict::Right
        } else if message.fields.get(pg_sig::FIELD).is_some() {
            Verdict::Wrong("its pg_sig is wrong".to_owned())
        } else {
            Verdict::Missing("it has no pg_sig".to_owned())
        }
    }

    fn verify_request(&self, message: &Unverified<'_>) -> Verdict {
        let text = |name: &str| message.fields.get(name).map(crate::tree::Ref::text);
        if text("pg_merchant_id") != Some(self.0.merchant_id.as_str()) {
            return Verdict::UnknownAccount("pg_merchant_id is missing or not known".to_owned());
        }
        if text("pg_salt").is_none_or(str::is_empty) {
            return Verdict::Missing("pg_salt is missing".to_owned());
        }
        if text(pg_sig::FIELD).is_none() {
            return Verdict::Missing("pg_sig is missing".to_owned());
        }
        match self.signed_with(message) {
            Some(_) => Verdict::Right,
            None => Verdict::Wrong(format!("pg_sig is wrong for the script name {:?}", message.script())),
        }
    }

    /// Lists the keys under which a call is accepted: one, unless no source settles which.
    fn accepted(&self, endpoint: &EndpointMeta) -> Vec<&Secret> {
        match endpoint.key {
            Key::Payment => vec![&self.0.secret],
            Key::Payout => self.0.payout_secret.iter().collect(),
            Key::Ambiguous => self.0.payout_secret.iter().chain([&self.0.secret]).collect(),
        }
    }

    /// Finds the key that signed a request.
    fn signed_with(&self, request: &Unverified<'_>) -> Option<&Secret> {
        self.accepted(request.endpoint).into_iter().find(|key| pg_sig::verify(request.script(), request.fields, key))
    }
}
