//! `X-JWS-Signature`: a compact JWS with detached payload.
//!
//! The value is `b64url(header) + ".." + b64url(mac)`; the MAC covers `b64url(header) + "." + b64url(body)`, where
//! the body is the bytes that are sent. Established from the provider's own examples (docs.freedompay.kz/doc-760202
//! and doc-761039); no JWT library signs given bytes with a detached payload.

mod detached;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::digest::Key;
use hmac::{Hmac, KeyInit, Mac as _};
use sha2::{Digest, Sha256, Sha512};

use super::base64url::{LEAST, SHORT, encode, encoded_len};
use crate::secret::Secret;

pub use self::detached::{Detached, Malformed, Protected};

/// HMAC algorithm of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256.
    Hs256,
    /// HMAC with SHA-512.
    Hs512,
}

impl Algorithm {
    /// Returns the name as written in the protected header.
    pub const fn as_str(self) -> &'static str {
        match self {
            Algorithm::Hs256 => "HS256",
            Algorithm::Hs512 => "HS512",
        }
    }

    /// Returns the algorithm of that name; only the two that the provider documents.
    pub fn from_name(name: &str) -> Option<Self> {
        [Algorithm::Hs256, Algorithm::Hs512].into_iter().find(|a| a.as_str() == name)
    }
}

/// A key with its computed schedule.
#[derive(Clone)]
enum Schedule {
    Hs256(Hmac<Sha256>),
    Hs512(Hmac<Sha512>),
}

impl Schedule {
    fn new(algorithm: Algorithm, secret: &Secret) -> Self {
        let key = secret.expose_secret().as_bytes();
        match algorithm {
            Algorithm::Hs256 => Self::Hs256(keyed::<_, Sha256>(key)),
            Algorithm::Hs512 => Self::Hs512(keyed::<_, Sha512>(key)),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Hs256(mac) => mac.update(bytes),
            Self::Hs512(mac) => mac.update(bytes),
        }
    }

    /// Creates the key with the header absorbed, and the dot behind it.
    fn after(&self, header_b64: &str) -> Self {
        let mut mac = self.clone();
        mac.update(header_b64.as_bytes());
        mac.update(b".");
        mac
    }

    /// Feeds the encoded body without building all of it.
    fn feed(&mut self, body: &[u8]) {
        const CHUNK: usize = 3 * 512;
        if body.len() <= SHORT {
            return self.update(encode(body, &mut [0; encoded_len(LEAST)]));
        }
        let mut encoded = [0; encoded_len(CHUNK)];
        for chunk in body.chunks(CHUNK) {
            self.update(encode(chunk, &mut encoded));
        }
    }
}

/// Pads or hashes a key to the block size as HMAC defines it, after which nothing can fail.
fn keyed<M: KeyInit, H: Digest>(secret: &[u8]) -> M {
    let mut key = Key::<M>::default();
    let digest = (secret.len() > key.len()).then(|| H::digest(secret));
    let bytes = digest.as_deref().unwrap_or(secret);
    for (to, from) in key.iter_mut().zip(bytes) {
        *to = *from;
    }
    M::new(&key)
}

/// A key that signs and verifies for one identity.
pub struct JwsKey {
    algorithm: Algorithm,
    auth_id: String,
    schedule: Schedule,
    /// The old invoices are signed with HS512 whatever the algorithm of the others.
    legacy: Schedule,
    /// The signature prefixes for paths without parameters. An application calls few, so a linear search is faster than
    /// hashing a path.
    fixed: RwLock<Vec<PartialMac>>,
}

/// A signature up to its body.
struct PartialMac {
    /// Method and path, if it is kept.
    of: Option<(&'static str, &'static str)>,
    header_b64: String,
    mac: Schedule,
}

impl PartialMac {
    fn new(key: &Schedule, header: &[u8]) -> Self {
        let header_b64 = URL_SAFE_NO_PAD.encode(header);
        let mac = key.after(&header_b64);
        Self { of: None, header_b64, mac }
    }

    fn finish(&self, body: &[u8]) -> String {
        let mut mac = self.mac.clone();
        mac.feed(body);
        let mut buffer = [0; encoded_len(LEAST)];
        let mac = match mac {
            Schedule::Hs256(mac) => encode(&mac.finalize().into_bytes(), &mut buffer),
            Schedule::Hs512(mac) => encode(&mac.finalize().into_bytes(), &mut buffer),
        };
        let mut value = String::with_capacity(self.header_b64.len() + 2 + mac.len());
        value.push_str(&self.header_b64);
        value.push_str("..");
        // Base64 is ASCII.
        value.push_str(std::str::from_utf8(mac).unwrap_or_default());
        value
    }
}

impl fmt::Debug for JwsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwsKey")
            .field("algorithm", &self.algorithm)
            .field("auth_id", &self.auth_id)
            .finish_non_exhaustive()
    }
}

impl JwsKey {
    /// Creates a key with its schedule.
    pub fn new(algorithm: Algorithm, auth_id: impl Into<String>, secret: &Secret) -> Self {
        Self {
            algorithm,
            auth_id: auth_id.into(),
            schedule: Schedule::new(algorithm, secret),
            legacy: Schedule::new(Algorithm::Hs512, secret),
            fixed: RwLock::default(),
        }
    }

    /// Returns the algorithm it signs with.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Returns the identity it signs for.
    pub fn auth_id(&self) -> &str {
        &self.auth_id
    }

    /// Returns the value of `X-JWS-Signature` for a call of `path` (no host, no query) with this body.
    ///
    /// Calls without a body (GET) are signed over empty bytes; the provider documents no example of one.
    pub fn sign(&self, method: &'static str, path: &str, body: &[u8]) -> String {
        self.begun(method, path).finish(body)
    }

    /// Signs a call of the old invoices.
    pub(crate) fn sign_legacy(&self, method: &str, path: &str, body: &[u8]) -> String {
        PartialMac::new(&self.legacy, legacy_header(&self.auth_id, method, path).as_bytes()).finish(body)
    }

    /// Signs a call of a path that never changes: the part before the body is computed once and kept.
    pub fn sign_fixed(&self, method: &'static str, path: &'static str, body: &[u8]) -> String {
        let known = |begun: &&PartialMac| begun.of == Some((method, path));
        if let Some(begun) = self.fixed.read().unwrap_or_else(PoisonError::into_inner).iter().find(known) {
            return begun.finish(body);
        }
        let begun = PartialMac { of: Some((method, path)), ..self.begun(method, path) };
        let value = begun.finish(body);
        let mut fixed = self.fixed.write().unwrap_or_else(PoisonError::into_inner);
        if fixed.iter().find(known).is_none() {
            fixed.push(begun);
        }
        value
    }

    fn begun(&self, method: &str, path: &str) -> PartialMac {
        PartialMac::new(&self.schedule, protected_header(self.algorithm, &self.auth_id, method, path).as_bytes())
    }
}

/// Returns the protected header of a call, in the documented order of members.
pub fn protected_header(algorithm: Algorithm, auth_id: &str, method: &str, path: &str) -> String {
    format!(
        r#"{{"uri":{},"auth_id":{},"method":{},"params":"","alg":"{}"}}"#,
        quoted(path),
        quoted(auth_id),
        quoted(method),
        algorithm.as_str()
    )
}

/// Returns the header of the only example of the old invoices: `path`, and the identity as a number.
fn legacy_header(merchant_id: &str, method: &str, path: &str) -> String {
    let is_number = !merchant_id.is_empty() && merchant_id.bytes().all(|b| b.is_ascii_digit());
    let merchant_id = if is_number { merchant_id.to_owned() } else { quoted(merchant_id) };
    let (path, method) = (quoted(path), quoted(method));
    format!(r#"{{"path":{path},"merchant_id":{merchant_id},"method":{method},"params":"","alg":"HS512"}}"#)
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Signs a body under exactly these header bytes.
pub fn sign_with_header(algorithm: Algorithm, secret: &Secret, header: &[u8], body: &[u8]) -> String {
    PartialMac::new(&Schedule::new(algorithm, secret), header).finish(body)
}

/// Returns the signing input, for people: `b64url(header) + "." + b64url(body)`.
pub fn signing_input(header: &[u8], body: &[u8]) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(body))
}
