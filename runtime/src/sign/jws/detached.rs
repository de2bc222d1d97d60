//! Received detached signatures.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::Mac as _;

use super::{Algorithm, Schedule};
use crate::secret::Secret;
use crate::wire::json;

/// A received detached signature, not verified yet.
#[derive(Clone)]
pub struct Detached<'a> {
    header_b64: &'a str,
    mac: Vec<u8>,
    /// The protected header as received.
    pub header: Vec<u8>,
    /// The algorithm in the header.
    pub algorithm: Algorithm,
}

/// The signed call according to a protected header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protected {
    /// Path of the call: `uri`, or `path` in the old invoices.
    pub uri: String,
    /// Identity whose key signed: `auth_id`, or `merchant_id` in the old invoices.
    pub auth_id: String,
    /// HTTP method.
    pub method: String,
}

/// The reason why a value is not a detached signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(&'static str);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Malformed {}

impl fmt::Debug for Detached<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detached").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

impl<'a> Detached<'a> {
    /// Parses `header..mac`.
    ///
    /// # Errors
    /// If the value has another form, or an algorithm that the provider does not use.
    pub fn parse(value: &'a str) -> Result<Self, Malformed> {
        #[derive(serde::Deserialize)]
        struct Alg<'h> {
            #[serde(borrow)]
            alg: Cow<'h, str>,
        }

        let (header_b64, mac) = value
            .split_once("..")
            .ok_or(Malformed("it is not of the form header..signature, with the payload left out"))?;
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text);
        let header = decode(header_b64).map_err(|_| Malformed("its header is not base64url without padding"))?;
        let mac = decode(mac).map_err(|_| Malformed("its signature is not base64url without padding"))?;
        let alg: Alg<'_> =
            serde_json::from_slice(&header).map_err(|_| Malformed("its header is not a JSON object with alg"))?;
        let algorithm = Algorithm::from_name(&alg.alg)
            .ok_or(Malformed("its header has an algorithm other than HS256 and HS512"))?;
        Ok(Self { header_b64, mac, header, algorithm })
    }

    /// Returns the call that the header names.
    pub fn protected(&self) -> Option<Protected> {
        let header = json::parse(&self.header).ok()?;
        let member = |names: [&str; 2]| Some(names.iter().find_map(|name| header.root().get(name))?.text().to_owned());
        Some(Protected {
            uri: member(["uri", "path"])?,
            auth_id: member(["auth_id", "merchant_id"])?,
            method: member(["method", "method"])?,
        })
    }

    /// Reports whether this secret signed this body under this header; compared in constant time.
    pub fn verify(&self, secret: &Secret, body: &[u8]) -> bool {
        let mut mac = Schedule::new(self.algorithm, secret).after(self.header_b64);
        mac.feed(body);
        match mac {
            Schedule::Hs256(mac) => mac.verify_slice(&self.mac).is_ok(),
            Schedule::Hs512(mac) => mac.verify_slice(&self.mac).is_ok(),
        }
    }
}
