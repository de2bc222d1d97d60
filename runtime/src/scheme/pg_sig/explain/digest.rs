//! The `pg_sig` that arrived, compared with digests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use sha2::{Sha256, Sha512};

use crate::meta::scheme::Mistake;
use crate::scheme::case::hex;

/// A wrong `pg_sig`.
pub(super) struct ReceivedSignature<'a> {
    text: &'a str,
}

impl<'a> ReceivedSignature<'a> {
    /// Wraps the text that arrived.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text }
    }

    /// Returns whether it is a digest of these bytes, and the mistake in the kind of digest.
    #[allow(clippy::option_option)] // whether it is, and if so what is wrong with the digest
    pub(super) fn is_of(&self, bytes: &[u8]) -> Option<Option<Mistake>> {
        let other = |name: &str| {
            let message = format!("the digest is {name}; it must be MD5, as 32 lower-case hexadecimal digits");
            Some(Some(Mistake { code: "other_digest", message }))
        };
        let is = |digest: &[u8]| self.text.eq_ignore_ascii_case(&hex(digest));
        match self.text.len() {
            32 => {
                let right = hex(&Md5::digest(bytes));
                let message = || "pg_sig has upper-case letters; its hexadecimal digits must be lower-case".to_owned();
                match self.text {
                    text if text == right => Some(None),
                    text if text.eq_ignore_ascii_case(&right) => {
                        Some(Some(Mistake { code: "upper_case", message: message() }))
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

    /// Recognises another digest by its length.
    pub(super) fn by_length(&self) -> Option<Mistake> {
        let is_sha1 = self.text.len() == 40 && self.text.bytes().all(|b| b.is_ascii_hexdigit());
        let message = "pg_sig has 40 digits, as SHA-1 has; it must be MD5, as 32 lower-case hexadecimal digits";
        is_sha1.then(|| Mistake { code: "other_digest", message: message.to_owned() })
    }

    /// Returns advice from its form alone.
    pub(super) fn advice(&self) -> Vec<String> {
        let is_hex = self.text.bytes().all(|b| b.is_ascii_hexdigit());
        let message = match self.text.len() {
            0 => "pg_sig is empty".to_owned(),
            32 if is_hex => return Vec::new(),
            _ if self.text.trim().len() == 32 => "there are spaces or line breaks around pg_sig".to_owned(),
            count => format!("pg_sig has {count} characters; it must be MD5, as 32 lower-case hexadecimal digits"),
        };
        vec![message]
    }
}
