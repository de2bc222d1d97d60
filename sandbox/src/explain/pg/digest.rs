//! The signature that arrived: which digest it may be, and of what.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use sha2::{Sha256, Sha512};

use crate::explain::{Mistake, hex};

/// A `pg_sig` that is not right.
pub(super) struct Received<'a> {
    text: &'a str,
}

impl<'a> Received<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text }
    }

    /// Whether it is a digest of these bytes, and what is wrong about the kind of digest.
    #[allow(clippy::option_option)] // whether it fits, and if so what else is wrong
    pub(super) fn is_of(&self, bytes: &[u8]) -> Option<Option<Mistake>> {
        let other = |name: &str| {
            let what = format!("the digest is {name}; it is MD5, as 32 small hexadecimal digits");
            Some(Some(Mistake { code: "other_digest", what }))
        };
        let is = |digest: &[u8]| self.text.eq_ignore_ascii_case(&hex(digest));
        match self.text.len() {
            32 => {
                let right = hex(&Md5::digest(bytes));
                let what = || "pg_sig has capital letters; its hexadecimal digits are small".to_owned();
                match self.text {
                    text if text == right => Some(None),
                    text if text.eq_ignore_ascii_case(&right) => {
                        Some(Some(Mistake { code: "upper_case", what: what() }))
                    }
                    _ => None,
                }
            }
            22 | 24 if self.text.trim_end_matches('=') == STANDARD.encode(Md5::digest(bytes)).trim_end_matches('=') => {
                other("written as base64")
            }
            64 if is(&Sha256::digest(bytes)) => other("SHA-256"),
            128 if is(&Sha512::digest(bytes)) => other("SHA-512"),
            _ => None,
        }
    }

    /// A digest that its length gives away.
    pub(super) fn by_length(&self) -> Option<Mistake> {
        let is_sha1 = self.text.len() == 40 && self.text.bytes().all(|b| b.is_ascii_hexdigit());
        let what = "pg_sig has 40 digits, as SHA-1 has; it is MD5, as 32 small hexadecimal digits";
        is_sha1.then(|| Mistake { code: "other_digest", what: what.to_owned() })
    }

    /// What its form alone tells.
    pub(super) fn advice(&self) -> Vec<String> {
        let is_hex = self.text.bytes().all(|b| b.is_ascii_hexdigit());
        let what = match self.text.len() {
            0 => "pg_sig is empty".to_owned(),
            32 if is_hex => return Vec::new(),
            _ if self.text.trim().len() == 32 => "there are spaces or line breaks around pg_sig".to_owned(),
            count => format!("pg_sig has {count} characters; MD5 is written as 32 small hexadecimal digits"),
        };
        vec![what]
    }
}
